package io.tapedeck.processors.java.bridge;

import io.tapedeck.runtime.World;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the world that is bound to the thread; what {@link Clock#systemUTC()} becomes. */
final class WorldClock extends Clock {
    static final Clock UTC = new WorldClock(ZoneOffset.UTC);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final ZoneId zone;

    WorldClock(ZoneId zone) {
        this.zone = java.util.Objects.requireNonNull(zone, "zone");
    }

    /** Reads the clock of a world. */
    static Instant read(World world) {
        long nanos = world.readClockNanos();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /** Reads the clock of the bound world: milliseconds since 1970. */
    static long readMillis() {
        return Math.floorDiv(BoundWorld.get().readClockNanos(), NANOS_PER_MILLI);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return other.equals(zone) ? this : new WorldClock(other);
    }

    @Override
    public Instant instant() {
        return read(BoundWorld.get());
    }

    @Override
    public long millis() {
        return readMillis();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorldClock that && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return zone.hashCode();
    }

    @Override
    public String toString() {
        return "SystemClock[" + zone + "]";
    }
}
