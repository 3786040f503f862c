package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder that a benchmark writes in. It is gone when it is closed, and when the process is told to end. */
final class BenchFolder implements Closeable {
    private static final int STOP_SECONDS_MAX = 5;

    private final Path path;
    private final Limit limit;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "bench-folder");
    private int folders;

    private BenchFolder(Path path, Limit limit) {
        this.path = path;
        this.limit = limit;
    }

    /**
     * Makes a folder of a new name.
     *
     * @param parent where; has to exist
     * @param limit is stopped when the process is told to end
     */
    static BenchFolder create(Path parent, Limit limit) throws IOException {
        BenchFolder folder = new BenchFolder(Files.createTempDirectory(parent, ".tapedeck-bench-"), limit);
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    /** @throws IOException where the disk has less than {@code bytes} free */
    static void checkFree(Path parent, long bytes) throws IOException {
        long usable = Files.getFileStore(parent).getUsableSpace();
        if (usable < bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the benchmark needs %,d MiB of disk and %s has %,d MiB free: free some, name a folder on another"
                            + " disk with --dir, or try --quick, which needs less",
                    bytes >> 20,
                    parent.toAbsolutePath().normalize(),
                    usable >> 20));
        }
    }

    Path path() {
        return path;
    }

    /** An empty folder in it. */
    Path fresh() throws IOException {
        return Files.createDirectory(path.resolve(Integer.toString(++folders)));
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        for (Path file : contents(folder)) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes all that is in a folder. */
    static void clear(Path folder) throws IOException {
        delete(folder);
        Files.createDirectory(folder);
    }

    /** What is in a folder, the deepest first, and the folder itself. */
    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Lets the benchmark give up, and deletes what it could not. */
    private void stop() {
        limit.stop();
        try {
            if (!closed.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                delete(path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("cannot delete " + path + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            closed.countDown();
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, and has what it waited for.
        }
    }
}
