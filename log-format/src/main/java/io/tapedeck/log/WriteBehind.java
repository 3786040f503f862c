package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes full buffers in the background, one after the other, so that who fills them goes on meanwhile. All that is
 * done to a file besides, its writer does after {@link #await}: so a disk sees one operation at a time, in order.
 *
 * <p>Who waits is not interrupted: a write ends soon, and half of one helps nobody.
 */
final class WriteBehind {
    /** So many that neither side often waits for the other to wake up. */
    private static final int BUFFERS = 4;

    /** A buffer on its way to a file. */
    private record Full(LogStorage.Output output, ByteBuffer bytes, long offset) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Full> waiting = new ArrayDeque<>();
    private final Deque<ByteBuffer> empty = new ArrayDeque<>();
    private final int bufferBytes;
    private int buffers;
    private boolean writing;
    private Optional<Throwable> failure = Optional.empty();
    private long writtenTo;

    /** For buffers of {@code bufferBytes} each; they are made when they are needed. */
    WriteBehind(int bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    /** An empty little-endian buffer; waits until there is one. */
    ByteBuffer buffer() throws IOException {
        lock.lock();
        try {
            if (empty.isEmpty() && buffers < BUFFERS) {
                buffers++;
                return FrameBuffer.littleEndian(ByteBuffer.allocateDirect(bufferBytes));
            }
            while (empty.isEmpty() && failure.isEmpty()) {
                change.awaitUninterruptibly();
            }
            check();
            return empty.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to write what is between a buffer's position and its limit at {@code offset}; the buffer is given away. */
    void write(LogStorage.Output output, ByteBuffer bytes, long offset) throws IOException {
        lock.lock();
        try {
            check();
            waiting.add(new Full(output, bytes, offset));
            if (!writing) {
                writing = true;
                Background.THREADS.execute(this::writeAll);
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        for (Optional<Full> full = next(); full.isPresent(); full = next()) {
            Optional<Throwable> thrown = write(full.get());
            lock.lock();
            try {
                failure = thrown;
                writtenTo = full.get().offset + full.get().bytes.limit();
                empty.add(full.get().bytes.clear());
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static Optional<Throwable> write(Full full) {
        try {
            full.output.write(full.bytes, full.offset);
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    private Optional<Full> next() {
        lock.lock();
        try {
            Optional<Full> next = failure.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                writing = false;
                change.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Up to which offset of the file everything is written. */
    long writtenTo() {
        lock.lock();
        try {
            return writtenTo;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written. */
    void await() throws IOException {
        awaitIdle();
        lock.lock();
        try {
            check();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is being written any more, be it for a failure. */
    void awaitIdle() {
        lock.lock();
        try {
            while (writing) {
                change.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void check() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get().getMessage(), failure.get());
        }
    }
}
