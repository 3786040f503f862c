package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes full buffers in the background, and makes durable what was written, one after the other, so that who fills
 * the buffers goes on meanwhile. All that is done to a file besides, its writer does after {@link #await}: so a disk
 * sees one operation at a time, in order.
 *
 * <p>Who waits is not interrupted: a write ends soon, and half of one helps nobody.
 */
final class WriteBehind {
    /** So many that neither side often waits for the other to wake up. */
    private static final int BUFFERS = 4;
    /** So many that what is appended while the device is forced mostly finds room. */
    private static final int BUFFERS_WHILE_SYNCING = 16;

    /** What is to be done to a file. */
    private sealed interface Job {}

    /** A buffer on its way to a file. */
    private record Full(LogStorage.Output output, ByteBuffer bytes, long offset) implements Job {}

    /** What stands before is made durable, if {@code forced}; then the mark says so. */
    private record Sync(LogStorage.Output output, boolean forced, ByteBuffer mark, long offset) implements Job {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Deque<ByteBuffer> empty = new ArrayDeque<>();
    private final int bufferBytes;
    private int buffers;
    private boolean writing;
    private volatile boolean syncing;
    private volatile Optional<Throwable> failure = Optional.empty();
    private long writtenTo;

    /** For buffers of {@code bufferBytes} each; they are made when they are needed. */
    WriteBehind(int bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    /** An empty little-endian buffer; waits until there is one. */
    ByteBuffer buffer() throws IOException {
        lock.lock();
        try {
            while (empty.isEmpty() && failure.isEmpty()) {
                if (buffers < (syncing ? BUFFERS_WHILE_SYNCING : BUFFERS)) {
                    buffers++;
                    return FrameBuffer.littleEndian(ByteBuffer.allocateDirect(bufferBytes));
                }
                change.awaitUninterruptibly();
            }
            check();
            return empty.pop();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to write what is between a buffer's position and its limit at {@code offset}; the buffer is given away. */
    void write(LogStorage.Output output, ByteBuffer bytes, long offset) throws IOException {
        enqueue(new Full(output, bytes, offset));
    }

    /**
     * Begins to make durable all that was given so far, one such at a time.
     *
     * @param forced whether the device is forced
     * @param mark what says so, to be written at {@code offset} afterwards
     */
    void sync(LogStorage.Output output, boolean forced, ByteBuffer mark, long offset) throws IOException {
        syncing = true;
        enqueue(new Sync(output, forced, mark, offset));
    }

    private void enqueue(Job job) throws IOException {
        lock.lock();
        try {
            check();
            waiting.add(job);
            if (!writing) {
                writing = true;
                Background.THREADS.execute(this::doAll);
            }
        } finally {
            lock.unlock();
        }
    }

    private void doAll() {
        for (Optional<Job> job = next(); job.isPresent(); job = next()) {
            Optional<Throwable> thrown = attempt(job.get());
            lock.lock();
            try {
                failure = thrown;
                switch (job.get()) {
                    case Full full -> {
                        writtenTo = full.offset + full.bytes.limit();
                        empty.push(full.bytes.clear()); // the one that the processor's cache still holds
                    }
                    case Sync ignored -> syncing = thrown.isPresent();
                }
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static Optional<Throwable> attempt(Job job) {
        try {
            switch (job) {
                case Full full -> full.output.write(full.bytes, full.offset);
                case Sync sync -> {
                    if (sync.forced) {
                        sync.output.force();
                    }
                    sync.output.write(sync.mark, sync.offset);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    private Optional<Job> next() {
        lock.lock();
        try {
            Optional<Job> next = failure.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
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

    /** Whether what {@link #sync} began is not done yet. */
    boolean isSyncing() throws IOException {
        if (syncing) {
            check();
        }
        return syncing;
    }

    /** Waits until what {@link #sync} began is done. */
    void awaitSync() throws IOException {
        lock.lock();
        try {
            while (syncing && failure.isEmpty()) {
                change.awaitUninterruptibly();
            }
            check();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, and durable where that was begun. */
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
