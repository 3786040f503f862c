package io.tapedeck.processors.java.bridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Time of the bound world, for the calls that read the machine's clock or zone. */
public final class WorldTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** For {@code ZoneId.SHORT_IDS}, in the order of its keys. */
    public static final Map<String, String> SHORT_IDS = Collections.unmodifiableMap(new TreeMap<>(ZoneId.SHORT_IDS));

    private WorldTime() {}

    /** For {@code System.currentTimeMillis()}. */
    public static long millis() {
        return WorldClock.readMillis();
    }

    /** For {@code System.nanoTime()}. */
    public static long nanos() {
        return BoundWorld.get().readClockNanos();
    }

    /** For {@code Thread.sleep}. */
    public static void sleep(long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** For {@code Thread.sleep}. */
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0 || nanos < 0 || nanos >= NANOS_PER_MILLI) {
            throw new IllegalArgumentException("timeout value is out of range");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    /** For {@code Thread.sleep}. */
    public static void sleep(Duration duration) throws InterruptedException {
        sleepNanos(TimeUnit.NANOSECONDS.convert(duration));
    }

    /** For {@code TimeUnit.sleep}. */
    public static void sleepUnit(TimeUnit unit, long timeout) throws InterruptedException {
        sleepNanos(unit.toNanos(timeout));
    }

    /** For {@code Thread.interrupt()}, as after a sleep that was interrupted: the host knows already. */
    public static void noteInterrupt(Thread thread) {
        java.util.Objects.requireNonNull(thread);
    }

    /** For {@code Thread.interrupted()}. */
    public static boolean interrupted() {
        return false;
    }

    /** For {@code Thread.isInterrupted()}. */
    public static boolean isInterrupted(Thread thread) {
        java.util.Objects.requireNonNull(thread);
        return false;
    }

    private static void sleepNanos(long nanos) throws InterruptedException {
        BoundWorld.get().sleep(nanos);
    }

    /** For {@code Instant.now()}. */
    public static Instant instant() {
        return WorldClock.read(BoundWorld.get());
    }

    /** For {@code LocalDate.now()}. */
    public static LocalDate localDate() {
        return LocalDate.now(clockInDefaultZone());
    }

    /** For {@code LocalDate.now(zone)}. */
    public static LocalDate localDate(ZoneId zone) {
        return LocalDate.now(clock(zone));
    }

    /** For {@code LocalTime.now()}. */
    public static LocalTime localTime() {
        return LocalTime.now(clockInDefaultZone());
    }

    /** For {@code LocalTime.now(zone)}. */
    public static LocalTime localTime(ZoneId zone) {
        return LocalTime.now(clock(zone));
    }

    /** For {@code LocalDateTime.now()}. */
    public static LocalDateTime localDateTime() {
        return LocalDateTime.now(clockInDefaultZone());
    }

    /** For {@code LocalDateTime.now(zone)}. */
    public static LocalDateTime localDateTime(ZoneId zone) {
        return LocalDateTime.now(clock(zone));
    }

    /** For {@code ZonedDateTime.now()}. */
    public static ZonedDateTime zonedDateTime() {
        return ZonedDateTime.now(clock(zone()));
    }

    /** For {@code ZonedDateTime.now(zone)}. */
    public static ZonedDateTime zonedDateTime(ZoneId zone) {
        return ZonedDateTime.now(clock(zone));
    }

    /** For {@code OffsetDateTime.now()}. */
    public static OffsetDateTime offsetDateTime() {
        return OffsetDateTime.now(clockInDefaultZone());
    }

    /** For {@code OffsetDateTime.now(zone)}. */
    public static OffsetDateTime offsetDateTime(ZoneId zone) {
        return OffsetDateTime.now(clock(zone));
    }

    /** For {@code OffsetTime.now()}. */
    public static OffsetTime offsetTime() {
        return OffsetTime.now(clockInDefaultZone());
    }

    /** For {@code OffsetTime.now(zone)}. */
    public static OffsetTime offsetTime(ZoneId zone) {
        return OffsetTime.now(clock(zone));
    }

    /** For {@code Year.now()}. */
    public static Year year() {
        return Year.now(clockInDefaultZone());
    }

    /** For {@code Year.now(zone)}. */
    public static Year year(ZoneId zone) {
        return Year.now(clock(zone));
    }

    /** For {@code YearMonth.now()}. */
    public static YearMonth yearMonth() {
        return YearMonth.now(clockInDefaultZone());
    }

    /** For {@code YearMonth.now(zone)}. */
    public static YearMonth yearMonth(ZoneId zone) {
        return YearMonth.now(clock(zone));
    }

    /** For {@code MonthDay.now()}. */
    public static MonthDay monthDay() {
        return MonthDay.now(clockInDefaultZone());
    }

    /** For {@code MonthDay.now(zone)}. */
    public static MonthDay monthDay(ZoneId zone) {
        return MonthDay.now(clock(zone));
    }

    /** For {@code Clock.systemUTC()}. */
    public static Clock clock() {
        return WorldClock.UTC;
    }

    /** For {@code Clock.systemDefaultZone()}. */
    public static Clock clockInDefaultZone() {
        return clock(zone());
    }

    /** For {@code Clock.system(zone)}. */
    public static Clock clock(ZoneId zone) {
        return new WorldClock(zone);
    }

    /** For {@code Clock.tickMillis(zone)}. */
    public static Clock tickMillis(ZoneId zone) {
        return Clock.tick(clock(zone), Duration.ofMillis(1));
    }

    /** For {@code Clock.tickSeconds(zone)}. */
    public static Clock tickSeconds(ZoneId zone) {
        return Clock.tick(clock(zone), Duration.ofSeconds(1));
    }

    /** For {@code Clock.tickMinutes(zone)}. */
    public static Clock tickMinutes(ZoneId zone) {
        return Clock.tick(clock(zone), Duration.ofMinutes(1));
    }

    /** For {@code InstantSource.system()}. */
    public static InstantSource instantSource() {
        return WorldClock.UTC;
    }

    /** For {@code ZoneId.systemDefault()}. */
    public static ZoneId zone() {
        return BoundWorld.zone();
    }
}
