package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.World;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The zone of the processors' world, in place of the machine's. Its names are those of {@code zoneinfo}, and they do
 * not follow the world's locale, for Python's is always C.
 */
public final class ZoneCalls {
    private static final int ABBREVIATION_MIN = 3;
    private static final int MILLIS = 1000;
    private static final int MINUTE_SECONDS = 60;

    /** What holds in the end: the JDK's raw offset of some zones is the one at the machine's clock. */
    private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

    private ZoneCalls() {}

    /**
     * The fields of a {@code struct_time}. GraalPy's own has another offset in the hour that comes twice when
     * summer time ends.
     */
    @TruffleBoundary
    public static Object[] timeStruct(ZoneId zone, long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        ZonedDateTime time = instant.atZone(zone);
        boolean daylight = zone.getRules().isDaylightSavings(instant);
        int offsetSeconds = time.getOffset().getTotalSeconds();
        // GraalPy calls UTC GMT here, and UTC in time.tzname.
        TimeZone named = zone.equals(ZoneOffset.UTC) ? TimeZone.getTimeZone("GMT") : TimeZone.getTimeZone(zone);
        return new Object[] {
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            time.getDayOfWeek().getValue() - 1,
            time.getDayOfYear(),
            daylight ? 1 : 0,
            text(abbreviation(named, daylight, offsetSeconds)),
            offsetSeconds
        };
    }

    /** Seconds since 1970; GraalPy's own does not look at {@code tm_isdst} in the hour that comes twice. */
    @TruffleBoundary
    public static long mktime(ZoneId zone, int[] time) {
        LocalDateTime local = LocalDateTime.of(time[0], time[1], time[2], time[3], time[4], time[5]);
        ZoneRules rules = zone.getRules();
        boolean daylight = time[8] > 0;
        return rules.getValidOffsets(local).stream()
                .filter(_ -> time[8] >= 0)
                .map(local::toInstant)
                .filter(instant -> rules.isDaylightSavings(instant) == daylight)
                .findFirst()
                .orElseGet(() -> local.toInstant(rules.getOffset(local)))
                .getEpochSecond();
    }

    /** In place of {@link TimeZone#getDisplayName(boolean, int)}. */
    @TruffleBoundary
    public static String displayName(TimeZone zone, boolean daylight, @SuppressWarnings("unused") int style) {
        int savings = zone.getDSTSavings();
        boolean shifted = daylight && savings != 0;
        return abbreviation(zone, shifted, (rawOffset(zone) + (shifted ? savings : 0)) / MILLIS);
    }

    /** In place of {@link TimeZone#getRawOffset}. */
    @TruffleBoundary
    public static int rawOffset(TimeZone zone) {
        return zone.toZoneId().getRules().getStandardOffset(LATE).getTotalSeconds() * MILLIS;
    }

    /** In place of {@link TimeZone#setDefault}: a processor does not change the machine's zone. */
    @TruffleBoundary
    public static void setZone(@SuppressWarnings("unused") TimeZone zone) {}

    /** The calendar from which {@code strftime} takes its fields and the zone; months from 1. */
    @TruffleBoundary
    public static GregorianCalendar calendar(int[] time) {
        ZoneId zone =
                World.current().map(World::locality).orElse(Locality.DEFAULT).zone();
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone.normalized()), Locale.ROOT);
        calendar.clear();
        calendar.set(time[0], time[1] - 1, time[2], time[3], time[4], time[5]);
        return calendar;
    }

    /** The short name of a zone, where it has one that is a word; otherwise the offset. */
    @TruffleBoundary
    public static String abbreviation(TimeZone zone, boolean daylight, int offsetSeconds) {
        String name = zone.getDisplayName(daylight, TimeZone.SHORT, Locale.US);
        boolean plain = name.length() >= ABBREVIATION_MIN && name.chars().allMatch(Character::isLetterOrDigit);
        return plain ? name : numeric(offsetSeconds);
    }

    private static String numeric(int offsetSeconds) {
        int minutes = Math.abs(offsetSeconds) / MINUTE_SECONDS;
        return String.format(
                Locale.ROOT,
                "%s%02d%02d",
                offsetSeconds < 0 ? "-" : "+",
                minutes / MINUTE_SECONDS,
                minutes % MINUTE_SECONDS);
    }

    private static TruffleString text(String text) {
        return TruffleString.fromJavaStringUncached(text, PythonUtils.TS_ENCODING);
    }
}
