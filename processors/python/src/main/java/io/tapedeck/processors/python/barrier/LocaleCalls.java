package io.tapedeck.processors.python.barrier;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The locale and zone of the processors' world, in place of the machine's: C.UTF-8 and UTC, whatever {@code
 * user.language}, {@code user.timezone} and {@code file.encoding} say.
 */
public final class LocaleCalls {
    private LocaleCalls() {}

    /** In place of {@link Locale#getDefault(Locale.Category)}. */
    @TruffleBoundary
    public static Locale locale(@SuppressWarnings("unused") Locale.Category category) {
        return Locale.ROOT;
    }

    /** In place of {@link Charset#defaultCharset}. */
    @TruffleBoundary
    public static Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** In place of {@link String#format(String, Object...)}. */
    @TruffleBoundary
    public static String format(String format, @Nullable Object[] arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** In place of {@link String#toLowerCase()}. */
    @TruffleBoundary
    public static String toLowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** In place of {@link String#toUpperCase()}. */
    @TruffleBoundary
    public static String toUpperCase(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** In place of {@link NumberFormat#getNumberInstance()}. */
    @TruffleBoundary
    public static NumberFormat numberFormat() {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setGroupingUsed(false);
        return format;
    }

    /** The format that {@code "n"} follows: none, for the locale C groups no digits. */
    @TruffleBoundary
    public static @Nullable DecimalFormat decimalFormat() {
        return null;
    }

    /** In place of {@link TimeZone#getDisplayName(boolean, int)}. */
    @TruffleBoundary
    public static String displayName(TimeZone zone, boolean daylight, int style) {
        return zone.getDisplayName(daylight, style, Locale.ROOT);
    }

    /** In place of {@link TimeZone#setDefault}: a processor does not change the machine's zone. */
    @TruffleBoundary
    public static void setZone(@SuppressWarnings("unused") TimeZone zone) {}

    /** The calendar from which {@code strftime} takes its fields; months from 1. */
    @TruffleBoundary
    public static GregorianCalendar calendar(int[] time) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.clear();
        calendar.set(time[0], time[1] - 1, time[2], time[3], time[4], time[5]);
        return calendar;
    }
}
