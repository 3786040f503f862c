package io.tapedeck.log;

import java.time.Instant;

/** Times as logs and messages have them, nanoseconds since 1970, and instants. */
public final class Times {
    private static final long NANOS = 1_000_000_000L;

    private Times() {}

    /** The instant of nanoseconds since 1970. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** The nanoseconds since 1970 of an instant. */
    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    /** The nanoseconds since 1970 now. */
    public static long now() {
        return nanos(Instant.now());
    }
}
