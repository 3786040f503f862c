package io.tapedeck.connectors.stdio;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where lines go: standard output, or what a path names.
 *
 * @param path the path; empty for standard output
 */
record StdioTarget(Optional<Path> path) {
    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    /** What it is, for messages to people. */
    String name() {
        return path.map(Path::toString).orElse("standard output");
    }

    /** Opens it; of a named pipe that takes until somebody reads it. Standard output itself is never closed. */
    OutputStream open() throws IOException {
        return path.isPresent() ? new FileOutputStream(path.get().toFile()) : new StandardOutput();
    }

    /** Whether it is a file that holds something. */
    boolean holdsSomething() throws IOException {
        return path.isPresent() && Files.isRegularFile(path.get()) && Files.size(path.get()) > 0;
    }

    /** Whether a write failed for nobody reads any more: a file has no reader, and a full device none that went. */
    boolean isReaderGone(IOException failure) {
        return !Files.isRegularFile(path.orElse(STANDARD_OUTPUT))
                && !String.valueOf(failure.getMessage()).contains("No space left");
    }

    private static final class StandardOutput extends FilterOutputStream {
        StandardOutput() {
            super(new FileOutputStream(FileDescriptor.out));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
