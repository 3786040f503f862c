package io.tapedeck.tools.bench;

import java.time.Duration;

/** When a benchmark has to end: at a time, or because somebody stopped it. Any thread may ask. */
final class Limit {
    private final long endNanos;
    private volatile boolean stopped;

    private Limit(long endNanos) {
        this.endNanos = endNanos;
    }

    /** A limit from now on. */
    static Limit of(Duration duration) {
        return new Limit(System.nanoTime() + duration.toNanos());
    }

    /** Makes the next {@link #check} throw. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    long leftNanos() {
        return endNanos - System.nanoTime();
    }

    /**
     * Goes on while there is time; asked by every loop that may take long.
     *
     * @throws ReachedException where the time is up
     */
    void check() {
        if (stopped || leftNanos() <= 0) {
            throw new ReachedException();
        }
    }

    /** The time is up; what was begun is given up. */
    static final class ReachedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReachedException() {
            super("the benchmark's time is up");
        }
    }
}
