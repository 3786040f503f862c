package io.tapedeck.controller;

import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The workers that share a pipeline's tasks: each holds the lock of the first file that it found free. */
final class WorkerList {
    private final Path folder;

    WorkerList(Path folder) {
        this.folder = folder;
    }

    /** Signs a worker in, until it closes what it gets or is gone. */
    WriterLock join() throws IOException {
        for (int place = 1; ; place++) {
            Optional<WriterLock> lock = WriterLock.tryAcquire(file(place));
            if (lock.isPresent()) {
                return lock.get();
            }
        }
    }

    /** How many workers there are now. */
    int count() throws IOException {
        int count = 0;
        for (int place = 1; Files.exists(file(place)); place++) {
            count += WriterLock.held(file(place)) ? 1 : 0;
        }
        return count;
    }

    private Path file(int place) {
        return folder.resolve(place + ".lock");
    }
}
