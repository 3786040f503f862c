package io.tapedeck.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts calls that take too long. A thread of its own looks a few times a second; a call pays two writes. A call
 * that does not end though it was interrupted (one in the middle of a builtin, say) is given up: who asked for it is
 * told, and can only end the process.
 */
final class StepTimer implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private static final long GIVE_UP_MILLIS = 5_000;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int EXPIRED = 2;

    private final ProcessorHost host;
    private final Duration timeout;
    private final Runnable onHang;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private volatile long deadlineNanos;
    private volatile boolean closed;

    StepTimer(ProcessorHost host, Duration timeout, Runnable onHang) {
        this.host = host;
        this.onHang = onHang;
        this.timeout = timeout;
        if (!timeout.isZero()) {
            Thread.ofPlatform().daemon().name("step-timer").start(this::watch);
        }
    }

    void start() {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
        state.set(RUNNING);
    }

    /** Ends the watch over a call; whether it had expired. */
    boolean stop() {
        if (state.compareAndSet(RUNNING, IDLE)) {
            return false;
        }
        state.set(IDLE);
        return true;
    }

    /** Does not count what follows, until {@link #resume}; returns the time that is left, in nanoseconds. */
    long pause() {
        long leftNanos = deadlineNanos - System.nanoTime();
        state.compareAndSet(RUNNING, IDLE);
        return leftNanos;
    }

    /** Counts again; a call that had expired before stays so. */
    void resume(long leftNanos) {
        deadlineNanos = System.nanoTime() + leftNanos;
        state.compareAndSet(IDLE, RUNNING);
    }

    String timeoutText() {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }

    private void watch() {
        while (!closed) {
            if (System.nanoTime() - deadlineNanos > 0 && state.compareAndSet(RUNNING, EXPIRED)) {
                // The interrupt itself may hang with what it is to end.
                Thread.ofPlatform().daemon().name("step-interrupt").start(host::interrupt);
                watchExpired();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watchExpired() {
        long giveUpNanos = System.nanoTime() + GIVE_UP_MILLIS * 1_000_000;
        while (state.get() == EXPIRED) {
            if (System.nanoTime() - giveUpNanos > 0) {
                onHang.run();
                return;
            }
            LockSupport.parkNanos(LOOK_MILLIS * 1_000_000);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
