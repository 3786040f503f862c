package io.tapedeck.controller;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * When to try again what a server that is away prevents: after half a second, then each time about twice as late, up to
 * half a minute, each time by chance somewhat earlier or later, so that many do not come back at once; and for how long.
 */
final class Backoff {
    private static final long PAUSE_MILLIS_FIRST = 500;
    private static final long PAUSE_MILLIS_MAX = 30_000;
    private static final long LOOK_MILLIS = 50;
    private static final double JITTER = 0.3;

    private final Duration patience;
    private long pauseMillis = PAUSE_MILLIS_FIRST;
    private long sinceNanos = System.nanoTime();

    /** One that gives up when what it waits for has been away for so long. */
    Backoff(Duration patience) {
        this.patience = patience;
    }

    /** It was there meanwhile: the next time is another time. */
    void reset() {
        pauseMillis = PAUSE_MILLIS_FIRST;
        sinceNanos = System.nanoTime();
    }

    /** The next pause; nothing or less where there is no more patience. */
    Duration next() {
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration pause = Duration.ofMillis((long) (pauseMillis * factor));
        pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
        return next(pause);
    }

    /** A pause of a given length, as far as there is patience; nothing or less where there is none. */
    Duration next(Duration pause) {
        Duration left = left();
        return left.compareTo(pause) < 0 ? left : pause;
    }

    private Duration left() {
        return patience.minusNanos(System.nanoTime() - sinceNanos);
    }

    /** Waits; whether nobody asked to stop. */
    static boolean pause(Duration pause, BooleanSupplier stop) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            if (stop.getAsBoolean()) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return !stop.getAsBoolean();
    }
}
