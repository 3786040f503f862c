package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone after a test, for properties, which have no {@code @TempDir} a try. */
final class TestFolder implements AutoCloseable {
    private final Path path;

    TestFolder() throws IOException {
        path = Files.createTempDirectory("tapedeck-log");
    }

    Path path() {
        return path;
    }

    Path path(String name) {
        return path.resolve(name);
    }

    /** Flips some bits of the byte at an offset of a file. */
    static void flip(Path file, long offset, int bits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, offset);
            channel.write(octet.put(0, (byte) (octet.get(0) ^ bits)).flip(), offset);
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
