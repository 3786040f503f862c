package io.tapedeck.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Interrupts calls that take too long. A thread of its own looks a few times a second; a call pays two writes. */
final class StepTimer implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int EXPIRED = 2;

    private final ProcessorHost host;
    private final Duration timeout;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private volatile long deadlineNanos;
    private volatile boolean closed;

    StepTimer(ProcessorHost host, Duration timeout) {
        this.host = host;
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

    String timeoutText() {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }

    private void watch() {
        while (!closed) {
            if (System.nanoTime() - deadlineNanos > 0 && state.compareAndSet(RUNNING, EXPIRED)) {
                host.interrupt();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
