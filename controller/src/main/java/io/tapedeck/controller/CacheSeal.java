package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.log.ValueTypeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Says of a cache's file that it is whole, and what is in it, while nobody has it open: a small file beside it, with its
 * length and checksum.
 */
final class CacheSeal {
    private static final int READ_BYTES = 256 * 1024;

    private final Path file;
    private final Path data;
    private final Value log;
    private Value content = Value.NULL;

    CacheSeal(Path file, Path data, UUID log) {
        this.file = file;
        this.data = data;
        this.log = Value.of(log.toString());
    }

    /**
     * What is in a cache.
     *
     * @param position the checkpoint of the log whose states it has
     * @param inputs the last input that this one includes
     */
    record Cached(LogPosition position, long inputs) {}

    /** Takes the seal away; tells what is in the cache, if it was there and fits. */
    Optional<Cached> open() throws IOException {
        Optional<Cached> cached = read();
        Files.deleteIfExists(file);
        return cached;
    }

    private Optional<Cached> read() throws IOException {
        try {
            content = ValueDecoder.decode(Bytes.wrap(Files.readAllBytes(file)));
            boolean same = content.get("log").equals(log)
                    && content.get("bytes").asLong() == Files.size(data)
                    && content.get("crc").asLong() == checksum();
            return Checkpoint.position(content.get("position"))
                    .filter(ignored -> same)
                    .map(position -> new Cached(position, content.get("inputs").asLong()));
        } catch (NoSuchFileException | ValueFormatException | ValueTypeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private long checksum() throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                checksum.update(buffer.flip());
            }
        }
        return checksum.getValue();
    }

    /** Puts the seal on a cache that is forced to the device; what was not changed has the seal of before. */
    void close(Cached cached, boolean changed) throws IOException {
        if (changed) {
            content = MapValue.builder()
                    .put("log", log)
                    .put("position", Checkpoint.toValue(Optional.of(cached.position)))
                    .put("inputs", Value.of(cached.inputs))
                    .put("bytes", Value.of(Files.size(data)))
                    .put("crc", Value.of(checksum()))
                    .build();
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, ValueEncoder.encode(content).toByteArray());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
