package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bytes of a segment as its writer wrote them, wherever they are: in the file itself, or packed in it. */
interface SegmentBytes extends Closeable {
    /** How many there are now; a growing file has more later. */
    long size() throws IOException;

    /**
     * A new array of the bytes from {@code offset} on: {@code length} of them, or fewer where they end; none where the
     * offset is no place in a file, as a damaged number may say.
     */
    byte[] read(long offset, int length) throws IOException;

    /** The same into an array, from {@code at} on; returns how many bytes. Several threads may read. */
    int read(long offset, byte[] target, int at, int length) throws IOException;

    /** The same bytes in memory that the file is mapped to, where it is. */
    default Optional<MemorySegment> memory(long offset, long length) throws IOException {
        return Optional.empty();
    }

    /** What is wrong with the packing itself, if these bytes are packed; lost blocks read as zeros. */
    default List<Damage> packingDamages() throws IOException {
        return List.of();
    }

    /** Whether a block between two offsets is lost, if these bytes are packed. */
    default boolean hasLostBlock(long from, long to) throws IOException {
        return false;
    }

    /** Whether these bytes are packed, so that nothing can be appended to them. */
    default boolean packed() {
        return false;
    }

    /** How many of {@code length} bytes from an offset on there are. */
    static int available(long size, long offset, int length) {
        return offset < 0 ? 0 : (int) Math.clamp(size - offset, 0L, (long) length);
    }

    /** Opens a segment's file. */
    static SegmentBytes open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new LogException.NotALog(file + " is a folder, not a segment of a log");
        }
        FileBytes bytes = new FileBytes(FileChannel.open(file, StandardOpenOption.READ));
        try {
            return PackedSegment.isPacked(bytes) ? PackedBytes.open(file, bytes) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** A file as it is. */
    final class FileBytes implements SegmentBytes {
        private final FileChannel channel;
        private final MappedChunks chunks;

        FileBytes(FileChannel channel) {
            this.channel = channel;
            chunks = new MappedChunks(channel);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            Optional<MemorySegment> memory = memory(offset, length);
            if (memory.isPresent()) {
                return memory.get().toArray(ValueLayout.JAVA_BYTE);
            }
            byte[] bytes = new byte[SegmentBytes.available(channel.size(), offset, length)];
            int read = readByCall(offset, bytes, 0, bytes.length);
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
        }

        @Override
        public int read(long offset, byte[] target, int at, int length) throws IOException {
            Optional<MemorySegment> memory = memory(offset, length);
            if (memory.isEmpty()) {
                return readByCall(offset, target, at, SegmentBytes.available(channel.size(), offset, length));
            }
            MemorySegment.copy(memory.get(), ValueLayout.JAVA_BYTE, 0, target, at, length);
            return length;
        }

        private int readByCall(long offset, byte[] target, int at, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(target, at, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position() - at) < 0) {
                    break;
                }
            }
            return buffer.position() - at;
        }

        @Override
        public Optional<MemorySegment> memory(long offset, long length) throws IOException {
            return chunks.at(offset, length);
        }

        @Override
        public void close() throws IOException {
            chunks.close();
            channel.close();
        }
    }
}
