package io.tapedeck.processors.java.bridge;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A {@link Date} that reads the world's clock and prints itself in the world's zone, on any machine.
 *
 * <p>Code can see the name of this class, so it stays what it was when all worlds had UTC.
 */
@SuppressWarnings("JavaUtilDate") // it is for those who use it
public final class UtcDate extends Date {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss '#' uuuu", Locale.ENGLISH);

    /** For {@code new Date()}. */
    public UtcDate() {
        super(WorldClock.readMillis());
    }

    /** For {@code new Date(millis)}. */
    public UtcDate(long millis) {
        super(millis);
    }

    /** For {@code Date.from(instant)}. */
    public static Date from(Instant instant) {
        return of(Date.from(instant));
    }

    /** The same point in time as {@code date}. */
    static Date of(Date date) {
        return new UtcDate(date.getTime());
    }

    @Override
    public String toString() {
        TimeZone zone = UtcCalendar.zone();
        String name = zone.getDisplayName(zone.inDaylightTime(this), TimeZone.SHORT, Locale.US);
        return FORMAT.format(Instant.ofEpochMilli(getTime()).atZone(BoundWorld.zone()))
                .replace("#", name);
    }
}
