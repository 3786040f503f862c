package io.tapedeck.tools.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output or standard error; remembers why it failed, which {@link java.io.PrintStream} does not. */
final class StandardStream extends OutputStream {
    private final FileOutputStream out;
    private volatile @Nullable IOException failure;

    StandardStream(FileDescriptor descriptor) {
        out = new FileOutputStream(descriptor);
    }

    @Override
    public void write(int unit) throws IOException {
        write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Whether a write failed. */
    boolean failed() {
        return failure != null;
    }

    /** Why writing to standard output failed; empty where whoever read it has gone, which is no error. */
    Optional<String> problem() {
        IOException failed = failure;
        if (failed == null) {
            return Optional.empty();
        }
        String message = String.valueOf(failed.getMessage());
        boolean isFile = Files.isRegularFile(Path.of("/dev/stdout")) || message.contains("No space left");
        return isFile ? Optional.of("cannot write to standard output: " + message) : Optional.empty();
    }
}
