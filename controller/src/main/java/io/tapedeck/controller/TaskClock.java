package io.tapedeck.controller;

/** Gives feed times: the wall clock, but never before the end of the step before. */
final class TaskClock {
    private long reachedNanos = Long.MIN_VALUE;

    /** When an input that came now is fed, in nanoseconds since 1970. */
    long feedTimeNanos() {
        return Math.max(Times.now(), reachedNanos);
    }

    /** A step ended at {@code nanos}. */
    void reached(long nanos) {
        reachedNanos = Math.max(reachedNanos, nanos);
    }
}
