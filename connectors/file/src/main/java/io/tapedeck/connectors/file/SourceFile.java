package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open file to read, and what can be wrong with it in sentences. Not a channel: an interrupt would close
 * that.
 */
final class SourceFile {
    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Object identity;

    private SourceFile(Path path, RandomAccessFile file, @Nullable Object identity) {
        this.path = path;
        this.file = file;
        this.identity = identity;
    }

    /** Opens a file. */
    static SourceFile open(Path path) throws ConnectorException {
        Optional<String> obstacle = obstacle(path);
        if (obstacle.isPresent()) {
            throw new ConnectorException(obstacle.get());
        }
        try {
            return new SourceFile(path, new RandomAccessFile(path.toFile(), "r"), identity(path));
        } catch (IOException e) {
            throw new ConnectorException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** Why a path cannot be read as a file, where that can be told beforehand. */
    static Optional<String> obstacle(Path path) {
        if (Files.isDirectory(path)) {
            return Optional.of(path + " is a folder, not a file");
        }
        if (!Files.exists(path)) {
            return Optional.of("there is no file " + path);
        }
        if (!Files.isRegularFile(path)) {
            return Optional.of(path + " is not a regular file (for a pipe, read stdio://)");
        }
        return Files.isReadable(path) ? Optional.empty() : Optional.of("no permission to read " + path);
    }

    /** Reads where the file stands; -1 at its end. */
    int read(byte[] array, int offset, int length) throws IOException {
        return file.read(array, offset, length);
    }

    /** Goes to a byte. */
    void seek(long offset) throws ConnectorException {
        try {
            file.seek(offset);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What a fingerprint of this position covers. */
    byte[] historyAt(long offset) throws ConnectorException {
        try {
            if (file.length() < offset) {
                throw changed("it has " + file.length() + " bytes, and " + offset + " were read");
            }
            return Tail.before(file, offset);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Checks that the path still means the open file, and that the file was not cut. */
    void checkSame(long offset) throws ConnectorException {
        try {
            if (file.length() < offset) {
                throw changed("it has " + file.length() + " bytes, and " + offset + " were read");
            }
            if (!Objects.equals(identity, identity(path))) {
                throw changed("another file has its name");
            }
        } catch (NoSuchFileException e) {
            throw changed("it is no longer there");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The file is not what it was. */
    ConnectorException changed(String how) {
        return new ConnectorException(
                path + " was replaced or changed: " + how + "; --new starts over with what is there now");
    }

    /** The file cannot be read. */
    ConnectorException unreadable(IOException e) {
        return new ConnectorException("cannot read " + path + ": " + e.getMessage(), e);
    }

    void close() throws ConnectorException {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
