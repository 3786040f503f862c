package io.tapedeck.connectors.file;

import java.time.Duration;

/** The pause between two looks at a file that is followed. */
final class Nap {
    private static final long MILLIS_MAX = 10;

    private Nap() {}

    /** Sleeps a little, not beyond {@code deadlineNanos} of {@link System#nanoTime}; false where it has passed. */
    static boolean before(long deadlineNanos) throws InterruptedException {
        long leftMillis = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
        if (leftMillis <= 0) {
            return false;
        }
        Thread.sleep(Math.min(leftMillis, MILLIS_MAX));
        return true;
    }
}
