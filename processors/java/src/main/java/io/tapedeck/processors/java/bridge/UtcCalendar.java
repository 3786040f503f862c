package io.tapedeck.processors.java.bridge;

import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A {@link GregorianCalendar} that starts at the world's clock, in the world's zone and locale by default.
 *
 * <p>Code can see the name of this class, in a calendar's text too, so it stays what it was when all worlds had UTC.
 */
public final class UtcCalendar extends GregorianCalendar {
    private static final long serialVersionUID = 1L;

    /** For {@code new GregorianCalendar()}. */
    public UtcCalendar() {
        this(zone(), BoundWorld.locale());
    }

    /** For {@code new GregorianCalendar(zone)}. */
    public UtcCalendar(TimeZone zone) {
        this(zone, BoundWorld.locale());
    }

    /** For {@code new GregorianCalendar(locale)}. */
    public UtcCalendar(Locale locale) {
        this(zone(), locale);
    }

    /** For {@code new GregorianCalendar(zone, locale)}. */
    public UtcCalendar(TimeZone zone, Locale locale) {
        super(zone, locale);
        setTimeInMillis(WorldClock.readMillis());
    }

    /** For {@code new GregorianCalendar(year, month, day)}. */
    public UtcCalendar(int year, int month, int day) {
        this(year, month, day, 0, 0, 0);
    }

    /** For {@code new GregorianCalendar(year, month, day, hour, minute)}. */
    public UtcCalendar(int year, int month, int day, int hour, int minute) {
        this(year, month, day, hour, minute, 0);
    }

    /** For {@code new GregorianCalendar(year, month, day, hour, minute, second)}. */
    public UtcCalendar(int year, int month, int day, int hour, int minute, int second) {
        super(zone(), BoundWorld.locale());
        clear();
        set(year, month, day, hour, minute, second);
    }

    /** For {@code TimeZone.getDefault()}. */
    public static TimeZone zone() {
        return TimeZone.getTimeZone(BoundWorld.zone());
    }

    /** For {@code Calendar.getInstance()}. */
    public static Calendar calendar() {
        return usual(zone(), BoundWorld.locale());
    }

    /** For {@code Calendar.getInstance(zone)}. */
    public static Calendar calendar(TimeZone zone) {
        return usual(zone, BoundWorld.locale());
    }

    /** The calendar of the world's locale, which may be another than the Gregorian. */
    private static Calendar usual(TimeZone zone, Locale locale) {
        Calendar calendar = Calendar.getInstance(zone, locale);
        if (calendar.getClass() == GregorianCalendar.class) {
            return new UtcCalendar(zone, locale);
        }
        calendar.setTimeInMillis(WorldClock.readMillis());
        return calendar;
    }

    /** For {@code Calendar.getInstance(locale)}. */
    public static Calendar calendar(Locale locale) {
        return calendar(zone(), locale);
    }

    /** For {@code Calendar.getInstance(zone, locale)}. */
    public static Calendar calendar(TimeZone zone, Locale locale) {
        Calendar calendar = Calendar.getInstance(zone, locale);
        calendar.setTimeInMillis(WorldClock.readMillis());
        return calendar;
    }

    /** For {@code Calendar.getTime()}. */
    public static Date time(Calendar calendar) {
        return UtcDate.of(calendar.getTime());
    }

    /** For {@code TimeZone.getRawOffset()}: of a zone whose offset changes, the one at the world's clock. */
    public static int rawOffset(TimeZone zone) {
        if (!zone.getClass().getName().equals("sun.util.calendar.ZoneInfo")) {
            return zone.getRawOffset();
        }
        Instant now = Instant.ofEpochMilli(WorldClock.readMillis());
        return zone.toZoneId().getRules().getStandardOffset(now).getTotalSeconds() * 1000;
    }

    /** For {@code TimeZone.observesDaylightTime()}. */
    @SuppressWarnings("JavaUtilDate") // TimeZone takes no other
    public static boolean observesDaylightTime(TimeZone zone) {
        return zone.useDaylightTime() || zone.inDaylightTime(new Date(WorldClock.readMillis()));
    }
}
