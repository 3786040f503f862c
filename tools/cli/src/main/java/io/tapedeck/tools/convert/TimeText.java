package io.tapedeck.tools.convert;

import io.tapedeck.log.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as text, exactly: with milliseconds, or with as many digits more as the time has. */
final class TimeText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter MILLIS = formatter("SSS");
    private static final DateTimeFormatter MICROS = formatter("SSSSSS");
    private static final DateTimeFormatter NANOS = formatter("SSSSSSSSS");

    private TimeText() {}

    private static DateTimeFormatter formatter(String fraction) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss." + fraction + "'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }

    /** The RFC 3339 text of a time in nanoseconds since 1970. */
    static String of(long nanos) {
        long fraction = Math.floorMod(nanos, NANOS_PER_SECOND);
        DateTimeFormatter formatter = fraction % 1_000_000 == 0 ? MILLIS : fraction % 1_000 == 0 ? MICROS : NANOS;
        return formatter.format(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), fraction));
    }

    /**
     * The nanoseconds since 1970 of an RFC 3339 text.
     *
     * @throws DateTimeException where it is none
     * @throws ArithmeticException where it is before 1677 or after 2262
     */
    static long nanos(String text) {
        return Times.nanos(OffsetDateTime.parse(text).toInstant());
    }
}
