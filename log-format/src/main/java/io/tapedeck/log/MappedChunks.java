package io.tapedeck.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a large file that are read through memory, so that a search costs no system calls. Only chunks that no
 * writer cuts are mapped, well before the file's end: touching what is gone would be an error that no exception of the
 * file system tells. For several threads; who closes it waits for them first.
 */
final class MappedChunks implements AutoCloseable {
    static final long CHUNK_BYTES = 4L * 1024 * 1024;
    /** What may be cut: what a writer fills ahead of itself, and the end record, where one goes on with the file. */
    private static final long TAIL_BYTES = MappedOutput.AHEAD_BYTES + CHUNK_BYTES;

    private final FileChannel channel;
    private @Nullable Arena arena;
    private final List<@Nullable MemorySegment> chunks = new ArrayList<>();
    private long wholeTo;

    MappedChunks(FileChannel channel) {
        this.channel = channel;
    }

    /** The memory from {@code offset} on, {@code length} bytes of it, where it is in one mapped chunk. */
    synchronized Optional<MemorySegment> at(long offset, long length) throws IOException {
        long number = offset / CHUNK_BYTES;
        long inChunk = offset % CHUNK_BYTES;
        if (offset < 0 || inChunk + length > CHUNK_BYTES || !isWhole(number)) {
            return Optional.empty();
        }
        return Optional.of(chunk((int) number).asSlice(inChunk, length));
    }

    /** Whether the chunk with this number is there to stay. */
    private boolean isWhole(long number) throws IOException {
        // By numbers, not by offsets: somebody's word may be so large that its end is none.
        if (number >= wholeTo / CHUNK_BYTES) {
            wholeTo = channel.size() - TAIL_BYTES;
        }
        return number < wholeTo / CHUNK_BYTES;
    }

    private MemorySegment chunk(int number) throws IOException {
        while (chunks.size() <= number) {
            chunks.add(null);
        }
        MemorySegment chunk = chunks.get(number);
        if (chunk == null) {
            chunk = channel.map(FileChannel.MapMode.READ_ONLY, number * CHUNK_BYTES, CHUNK_BYTES, arena());
            chunks.set(number, chunk);
        }
        return chunk;
    }

    private Arena arena() {
        Arena mine = arena;
        if (mine == null) {
            mine = Arena.ofShared();
            arena = mine;
        }
        return mine;
    }

    @Override
    public void close() {
        Arena mine = arena;
        if (mine != null) {
            mine.close();
        }
    }
}
