package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small file system in memory, so that a disk can be filled. Where none can be mounted, tests are skipped out loud,
 * or fail under {@code servers.required}.
 */
final class SmallDisk implements AutoCloseable {
    private static final boolean REQUIRED = Boolean.getBoolean("servers.required");

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int kib) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        boolean mounted = system("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", folder.toString());
        assertTrue(mounted || !REQUIRED, "no file system can be mounted here, so no disk can be filled");
        assumeTrue(mounted, "SKIPPED: no file system can be mounted here, so no disk can be filled");
        return new SmallDisk(folder);
    }

    /** Takes all space but {@code bytes}. */
    void fill(long bytes) throws IOException {
        Files.write(filler(), new byte[(int) (folder.toFile().getUsableSpace() - bytes)]);
    }

    void freeSpace() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertTrue(system("umount", "-l", folder.toString()));
    }

    private static boolean system(String... words) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }
}
