package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * An operating-system lock on a file of its own, gone with the process. The set of the locks that this process
 * holds is asked first: opening and closing a locked file in the same process would release the lock on POSIX
 * systems.
 */
public final class WriterLock implements Closeable {
    private static final Set<Path> HELD_HERE = new HashSet<>();
    /** Who asks whether a lock is held takes it for a moment; a writer does not give up for that. */
    private static final int TRIES = 5;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @return the lock, or empty where another writer has it
     */
    public static Optional<WriterLock> tryAcquire(Path lockFile) throws IOException {
        return tryAcquire(lockFile, false);
    }

    /**
     * Takes the lock together with others who take it in this way.
     *
     * @return the lock, or empty where somebody has it alone, or this process has it already
     */
    public static Optional<WriterLock> tryAcquireShared(Path lockFile) throws IOException {
        return tryAcquire(lockFile, true);
    }

    private static Optional<WriterLock> tryAcquire(Path lockFile, boolean shared) throws IOException {
        Path file = identity(lockFile);
        for (int i = 1; i < TRIES; i++) {
            Optional<WriterLock> lock = tryOnce(file, shared);
            if (lock.isPresent()) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return tryOnce(file, shared);
    }

    private static Optional<WriterLock> tryOnce(Path file, boolean shared) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel, shared)) {
                channel.close();
                return Optional.empty();
            }
            HELD_HERE.add(file);
            return Optional.of(new WriterLock(file, channel));
        }
    }

    /** Whether somebody holds the lock. */
    public static boolean held(Path lockFile) throws IOException {
        if (!Files.isWritable(lockFile)) {
            return false;
        }
        Path file = identity(lockFile);
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                return !tryLock(channel, false);
            }
        }
    }

    /** The same for all names of one file. */
    private static Path identity(Path lockFile) throws IOException {
        Path absolute = lockFile.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    }

    private static boolean tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } finally {
                HELD_HERE.remove(file);
            }
        }
    }
}
