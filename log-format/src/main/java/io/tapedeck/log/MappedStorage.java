package io.tapedeck.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file system of this machine, written through memory: a small write is seen by every process once it returns,
 * without a system call.
 *
 * <p>The file is filled with zeros a step ahead, by system calls, so that a full disk is an exception here and not a
 * signal that ends the process; and as those pages are in memory already, the mapping costs little. What is written
 * appears with its first eight bytes, which are written last: a reader finds zeros there, or all.
 */
final class MappedStorage implements LogStorage {
    static final MappedStorage INSTANCE = new MappedStorage();

    /** How far ahead the file is filled: little enough to be in the processor's cache when it is written over. */
    private static final int STEP_BYTES = 256 * 1024;
    /** How much is mapped at a time; the file is as long, but has no blocks there yet. */
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    /** How much longer than what is written the file is at most, until it is cut. */
    static final int AHEAD_BYTES = WINDOW_BYTES + STEP_BYTES;
    /** From here on a system call is cheaper than filling and mapping. */
    private static final int LARGE_BYTES = 4096;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final LogStorage disk = DiskStorage.INSTANCE;

    private MappedStorage() {}

    /** Writes by system calls: nobody reads a file that has not been given its name yet. */
    @Override
    public Output create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public Output open(Path file) throws IOException {
        return new MappedOutput(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        disk.forceFolder(folder);
    }

    /** A file of which the part that is being written is mapped. */
    private static final class MappedOutput implements Output {
        private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

        private final FileChannel channel;
        private final ByteBuffer zeros = ByteBuffer.allocateDirect(64 * 1024);
        private Arena arena = Arena.ofShared();
        private ByteBuffer mapped = NONE;
        private long mappedFrom;
        private long filledTo;
        private boolean finishing;

        MappedOutput(FileChannel channel) throws IOException {
            this.channel = channel;
            filledTo = channel.size();
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            int length = bytes.remaining();
            // What stands before the mapping is a durable mark, of which nobody reads half.
            if (finishing || length >= LARGE_BYTES || length < Long.BYTES || offset < mappedFrom) {
                writeByCall(bytes, offset);
                return;
            }
            if (offset + length > mappedFrom + mapped.capacity()) {
                map(offset);
            }
            fill(offset + length);
            publish(bytes, (int) (offset - mappedFrom), length);
        }

        private void publish(ByteBuffer bytes, int at, int length) {
            int from = bytes.position();
            mapped.put(at + Long.BYTES, bytes, from + Long.BYTES, length - Long.BYTES);
            LONG.setRelease(mapped, at, (long) LONG.get(bytes, from));
            bytes.position(from + length);
        }

        private void writeByCall(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            filledTo = Math.max(filledTo, at);
        }

        private void map(long from) throws IOException {
            unmap();
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, from, WINDOW_BYTES, arena)
                    .asByteBuffer();
            mappedFrom = from;
        }

        private void unmap() {
            mapped = NONE;
            arena.close();
            arena = Arena.ofShared();
        }

        /** Gives the file blocks up to {@code to} at least. */
        private void fill(long to) throws IOException {
            if (filledTo >= to) {
                return;
            }
            long target = to + STEP_BYTES;
            while (filledTo < target) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), target - filledTo));
                filledTo += channel.write(zeros, filledTo);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            unmap();
            channel.truncate(size);
            filledTo = Math.min(filledTo, size);
        }

        /** From now on the file is not filled ahead: what follows the end record would be garbage. */
        @Override
        public void finish(long size) throws IOException {
            finishing = true;
            truncate(size);
        }

        /** Linux keeps one copy of a file's pages, so what was written through memory is forced with the rest. */
        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                arena.close();
                channel.close();
            }
        }
    }
}
