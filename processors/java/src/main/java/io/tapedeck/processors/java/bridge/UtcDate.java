package io.tapedeck.processors.java.bridge;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** A {@link Date} that reads the world's clock and prints itself in UTC, on any machine. */
@SuppressWarnings("JavaUtilDate") // it is for those who use it
public final class UtcDate extends Date {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.ENGLISH);

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
        return FORMAT.format(Instant.ofEpochMilli(getTime()).atOffset(ZoneOffset.UTC));
    }
}
