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
        long second = instant.getEpochSecond();
        int nano = instant.getNano();
        // Of the first second that a long can hold, its start is beyond it.
        return second < 0
                ? Math.addExact(Math.multiplyExact(second + 1, NANOS), nano - NANOS)
                : Math.addExact(Math.multiplyExact(second, NANOS), nano);
    }

    /** The nanoseconds since 1970 now. */
    public static long now() {
        return nanos(Instant.now());
    }
}
