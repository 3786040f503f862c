package io.tapedeck.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts calls that take too long. A thread of its own looks a few times a second; a call pays two writes. A call
 * that does not end though it was interrupted (one in the middle of a builtin, say) is given up: who asked for it is
 * told, and can only end the process.
 */
final class StepTimer implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private static final long GIVE_UP_MILLIS = 5_000;
    private static final long IDLE = 0;
    private static final long EXPIRED = -1;

    private final ProcessorHost host;
    private final Duration timeout;
    private final Runnable onHang;
    /** Idle, expired, or the number of the period that is counted: so none can be ended by the deadline of another. */
    private final AtomicLong state = new AtomicLong(IDLE);

    private volatile long deadlineNanos;
    private long periods;
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
        state.set(++periods);
    }

    /** Ends the watch over a call; whether it had expired. */
    boolean stop() {
        boolean expired = !state.compareAndSet(periods, IDLE);
        state.set(IDLE);
        return expired;
    }

    /** Does not count what follows, until {@link #resume}; returns the time that is left, in nanoseconds. */
    long pause() {
        long leftNanos = deadlineNanos - System.nanoTime();
        state.compareAndSet(periods, IDLE);
        return leftNanos;
    }

    /** Counts again; a call that had expired before stays so. */
    void resume(long leftNanos) {
        deadlineNanos = System.nanoTime() + leftNanos;
        state.compareAndSet(IDLE, ++periods);
    }

    String timeoutText() {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }

    private void watch() {
        while (!closed) {
            long period = state.get();
            if (period > 0 && System.nanoTime() - deadlineNanos > 0 && state.compareAndSet(period, EXPIRED)) {
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
