package io.tapedeck.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A file of which the part that is being written is mapped. What is written appears with its first eight bytes, which
 * are written last: a reader finds zeros there, or all.
 *
 * <p>What comes next is made ready in the background: the file is filled with zeros by system calls, so that a full disk
 * is an exception here and not a signal that ends the process, and its pages are mapped.
 */
final class MappedOutput implements LogStorage.Output {
    /** How much of the file is made ready at a time. */
    private static final int STEP_BYTES = 1024 * 1024;
    /** How much is mapped at a time; the file is as long, but has no blocks there yet. */
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    /** From here on a system call is cheaper. */
    private static final int LARGE_BYTES = 64 * 1024;
    /** How much longer than what is written the file is at most, until it is cut. */
    static final int AHEAD_BYTES = 2 * STEP_BYTES + WINDOW_BYTES + LARGE_BYTES;

    private static final int PAGE_BYTES = 4096;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(256 * 1024);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final FileChannel channel;
    private Window window = Window.NONE;
    private long readyTo;
    private boolean finishing;

    // What the task in the background works on, while there is one.
    private CompletableFuture<Void> task = CompletableFuture.completedFuture(null);
    private final List<Window> windows = new ArrayList<>();
    private long filledTo;

    MappedOutput(FileChannel channel) throws IOException {
        this.channel = channel;
        filledTo = channel.size();
        readyTo = filledTo;
    }

    /** A part of the file in memory; what begins in it and is small ends in it. */
    private record Window(Arena arena, ByteBuffer bytes, long from) {
        static final Window NONE = new Window(Arena.global(), ByteBuffer.allocateDirect(0), -WINDOW_BYTES);

        static Window map(FileChannel channel, long offset) throws IOException {
            long from = offset - offset % WINDOW_BYTES;
            Arena arena = Arena.ofShared();
            try {
                int length = WINDOW_BYTES + LARGE_BYTES;
                return new Window(
                        arena,
                        channel.map(FileChannel.MapMode.READ_WRITE, from, length, arena)
                                .asByteBuffer(),
                        from);
            } catch (IOException e) {
                arena.close();
                throw e;
            }
        }

        boolean covers(long offset) {
            return offset >= from && offset - from < WINDOW_BYTES;
        }

        /** Has the system map the pages between two offsets, as far as they are in the window. */
        void touch(long begin, long end) {
            long to = Math.min(end - from, WINDOW_BYTES);
            for (long at = Math.max(begin - from, 0) & -PAGE_BYTES; at < to; at += PAGE_BYTES) {
                LONG.getAndAdd(bytes, (int) at, 0L); // a writer may be on the first of them
            }
        }

        void unmap() {
            arena.close();
        }
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
        int length = bytes.remaining();
        // A mark is written by system calls too: nobody reads half of it.
        if (finishing || length >= LARGE_BYTES || length < Long.BYTES || offset < SegmentHeader.LENGTH) {
            writeByCall(bytes, offset);
            return;
        }
        if (offset + length > readyTo - STEP_BYTES) {
            prepare(offset + length);
        }
        if (!window.covers(offset)) {
            enter(offset);
        }
        publish(bytes, (int) (offset - window.from), length);
    }

    private void publish(ByteBuffer bytes, int at, int length) {
        int from = bytes.position();
        window.bytes.put(at + Long.BYTES, bytes, from + Long.BYTES, length - Long.BYTES);
        LONG.setRelease(window.bytes, at, (long) LONG.get(bytes, from));
        bytes.position(from + length);
    }

    private void writeByCall(ByteBuffer bytes, long offset) throws IOException {
        await();
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        filledTo = Math.max(filledTo, at);
        readyTo = filledTo;
    }

    /** Sees to it that all before {@code end} is ready, and what follows soon. */
    private void prepare(long end) throws IOException {
        while (task.isDone() || readyTo < end) {
            await();
            readyTo = filledTo;
            if (end <= readyTo - STEP_BYTES) {
                return;
            }
            task = CompletableFuture.runAsync(this::makeReady, Background.THREADS);
        }
    }

    private void makeReady() {
        try {
            long from = filledTo;
            long to = from + STEP_BYTES;
            while (filledTo < to) {
                ByteBuffer zeros = ZEROS.duplicate().limit((int) Math.min(ZEROS.capacity(), to - filledTo));
                filledTo += channel.write(zeros, filledTo);
            }
            at(to);
            windows.forEach(part -> part.touch(from, to));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Waits for the task in the background. */
    private void await() throws IOException {
        try {
            task.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failed
                    ? new IOException(failed.getMessage(), failed)
                    : new IOException(e.getCause());
        }
    }

    /** The window that covers an offset. */
    private Window at(long offset) throws IOException {
        for (Window known : windows) {
            if (known.covers(offset)) {
                return known;
            }
        }
        Window mapped = Window.map(channel, offset);
        windows.add(mapped);
        return mapped;
    }

    private void enter(long offset) throws IOException {
        await();
        window = at(offset);
        List<Window> left =
                windows.stream().filter(known -> known.from < window.from).toList();
        windows.removeAll(left);
        task = CompletableFuture.runAsync(() -> left.forEach(Window::unmap), Background.THREADS);
    }

    @Override
    public void truncate(long size) throws IOException {
        await();
        unmap();
        channel.truncate(size);
        filledTo = Math.min(filledTo, size);
        readyTo = filledTo;
    }

    private void unmap() {
        windows.forEach(Window::unmap);
        windows.clear();
        window = Window.NONE;
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
        task.exceptionally(failed -> null).join();
        if (channel.isOpen()) {
            unmap();
            channel.close();
        }
    }
}
