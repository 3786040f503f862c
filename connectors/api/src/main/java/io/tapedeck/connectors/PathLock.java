package io.tapedeck.connectors;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one sink at a time may hold open, whichever process it is in; gone with the process. The
 * operating system's lock covers other processes only, and closing the file a second time within a process
 * would drop it: so this process keeps its own list.
 */
public final class PathLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final RandomAccessFile file;

    private PathLock(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file, made where there is none, and locks it.
     *
     * @param path the file, in a folder that exists
     * @return the lock, or empty where another holds it
     */
    public static Optional<PathLock> tryOpen(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path real = Optional.ofNullable(absolute.getParent())
                .orElse(absolute)
                .toRealPath()
                .resolve(absolute.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            RandomAccessFile file = new RandomAccessFile(real.toFile(), "rw");
            try {
                locked = file.getChannel().tryLock() != null;
                return locked ? Optional.of(new PathLock(real, file)) : Optional.empty();
            } finally {
                if (!locked) {
                    file.close();
                }
            }
        } finally {
            if (!locked) {
                HELD.remove(real);
            }
        }
    }

    /** The file. Its reads and writes, unlike a channel's, do not close it when a thread is interrupted. */
    public RandomAccessFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HELD.remove(path);
        }
    }
}
