package io.tapedeck.controller;

import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Says to other processes that a task waits for a server that is away, and will try again: a lock in its folder, so that it is
 * gone with the process. When the lock's file was written is since when it waits. Its log says why, but not that somebody
 * waits: there it has failed.
 */
final class WaitingSign implements AutoCloseable {
    private final RunFolder task;
    private Optional<WriterLock> lock = Optional.empty();

    WaitingSign(RunFolder task) {
        this.task = task;
    }

    /** Since when a task waits; empty where it does not. */
    static Optional<Instant> since(RunFolder task) throws IOException {
        Path file = file(task);
        return WriterLock.held(file)
                ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                : Optional.empty();
    }

    private static Path file(RunFolder task) {
        return task.path().resolve("waiting.lock");
    }

    /** It waits from now on, where it does not wait already. A task that has recorded nothing yet has no place to say so. */
    void raise() throws IOException {
        if (lock.isEmpty() && task.begun().isPresent()) {
            Path file = file(task);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            // Before it is locked: on POSIX systems who opens a file and closes it gives up the locks that he has on
            // it.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            lock = WriterLock.tryAcquire(file);
        }
    }

    /** It has gone on meanwhile. */
    void lower() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
            lock = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lower();
    }
}
