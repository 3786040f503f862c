package io.tapedeck.controller;

import io.tapedeck.log.Times;
import java.util.function.LongSupplier;

/** Gives feed times: the wall clock, but never before the end of the step before, though that clock is set back. */
final class TaskClock {
    private final LongSupplier wall;
    private long reachedNanos = Long.MIN_VALUE;

    /** The clock of a replay, which takes feed times from the log. */
    TaskClock() {
        this(Times::now);
    }

    /**
     * The clock of a live run.
     *
     * @param wall the time in nanoseconds since 1970
     */
    TaskClock(LongSupplier wall) {
        this.wall = wall;
    }

    /** When an input that came now is fed, in nanoseconds since 1970. */
    long feedTimeNanos() {
        return Math.max(wall.getAsLong(), reachedNanos);
    }

    /** A step ended at {@code nanos}. */
    void reached(long nanos) {
        reachedNanos = Math.max(reachedNanos, nanos);
    }
}
