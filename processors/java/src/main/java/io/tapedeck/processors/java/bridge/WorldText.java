package io.tapedeck.processors.java.bridge;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.text.DateFormat;
import java.text.Format;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.Formattable;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Text in the root locale and in UTF-8, for the calls that take the machine's where none is given. */
@SuppressWarnings("AnnotateFormatMethod") // only rewritten code calls these
public final class WorldText {
    private WorldText() {}

    /** For {@code Locale.getDefault()}. */
    public static Locale locale() {
        return Locale.ROOT;
    }

    /** For {@code Locale.getDefault(category)}. */
    public static Locale locale(Locale.Category category) {
        java.util.Objects.requireNonNull(category);
        return Locale.ROOT;
    }

    /** For {@code Charset.defaultCharset()}. */
    public static Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** For {@code String.getBytes()}. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For {@code System.lineSeparator()}. */
    public static String lineSeparator() {
        return "\n";
    }

    /** For {@code String.format} and {@code String.formatted}, which have the same shape. */
    public static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, steady(arguments));
    }

    /** For {@code String.format(locale, format, arguments)}. */
    public static String format(@Nullable Locale locale, String format, Object... arguments) {
        return String.format(locale, format, steady(arguments));
    }

    /** Arguments whose text and hash code are {@link WorldObjects}', where a conversion asks for these. */
    private static Object @Nullable [] steady(Object @Nullable [] arguments) {
        return arguments == null
                ? null
                : Arrays.stream(arguments).map(WorldText::steady).toArray();
    }

    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    private static @Nullable Object steady(@Nullable Object argument) {
        if (argument instanceof Date date) {
            return new DateInUtc(date, date.toInstant().atZone(ZoneOffset.UTC));
        }
        return argument == null || isFormatted(argument) ? argument : new Steady(argument);
    }

    /** A date that {@code %t} shows in UTC. */
    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    private record DateInUtc(Date date, ZonedDateTime time) implements TemporalAccessor {
        @Override
        public boolean isSupported(TemporalField field) {
            return time.isSupported(field);
        }

        @Override
        public long getLong(TemporalField field) {
            return time.getLong(field);
        }

        @Override
        public <R> R query(TemporalQuery<R> query) {
            return time.query(query);
        }

        @Override
        public int hashCode() {
            return date.hashCode();
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** Whether a conversion has a use for the object itself; of others it takes text and hash code. */
    private static boolean isFormatted(Object argument) {
        return argument instanceof Number
                || argument instanceof String
                || argument instanceof Character
                || argument instanceof Boolean
                || argument instanceof Calendar
                || argument instanceof TemporalAccessor && !(argument instanceof Enum<?>)
                || argument instanceof Formattable;
    }

    private record Steady(Object object) {
        @Override
        public int hashCode() {
            return WorldObjects.hash(object);
        }

        @Override
        public String toString() {
            return WorldObjects.string(object);
        }
    }

    /**
     * For {@code Format.format(object)}: a message's arguments have their text from {@link WorldObjects}, and
     * its dates are in UTC.
     */
    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    public static String format(Format format, Object argument) {
        if (!(format instanceof MessageFormat message) || !(argument instanceof Object[] arguments)) {
            return format.format(argument);
        }
        Format[] parts = message.getFormats();
        boolean formatsDates = false;
        for (Format part : parts) {
            if (part instanceof DateFormat dates) {
                dates.setTimeZone(UtcCalendar.zone());
                formatsDates = true;
            }
        }
        message.setFormats(parts);
        Object[] texts = arguments.clone();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] instanceof Date date) {
                texts[i] = formatsDates ? date : shortDate(date, message.getLocale());
            } else if (texts[i] != null && !(texts[i] instanceof Number)) {
                texts[i] = WorldObjects.text(texts[i]);
            }
        }
        return message.format(texts);
    }

    /** As a message shows a date that it has no format for. */
    private static String shortDate(Date date, Locale locale) {
        DateFormat dates = DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT, locale);
        dates.setTimeZone(UtcCalendar.zone());
        return dates.format(date);
    }

    /** For {@code PrintStream.println(object)}. */
    public static void println(PrintStream stream, @Nullable Object object) {
        stream.println(WorldObjects.text(object));
    }

    /** For {@code PrintWriter.println(object)}. */
    public static void println(PrintWriter writer, @Nullable Object object) {
        writer.println(WorldObjects.text(object));
    }

    /** For {@code PrintStream.print(object)}. */
    public static void printObject(PrintStream stream, @Nullable Object object) {
        stream.print(WorldObjects.text(object));
    }

    /** For {@code PrintWriter.print(object)}. */
    public static void printObject(PrintWriter writer, @Nullable Object object) {
        writer.print(WorldObjects.text(object));
    }

    /** For {@code ByteArrayOutputStream.toString()}. */
    public static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** For {@code URLEncoder.encode(text)}. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** For {@code URLDecoder.decode(text)}. */
    public static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** For {@code TimeZone.getDisplayName()}. */
    public static String zoneName(TimeZone zone) {
        return zone.getDisplayName(Locale.ROOT);
    }

    /** For {@code TimeZone.getDisplayName(daylight, style)}. */
    public static String zoneName(TimeZone zone, boolean daylight, int style) {
        return zone.getDisplayName(daylight, style, Locale.ROOT);
    }

    /** For {@code Currency.getSymbol()}. */
    public static String currencySymbol(Currency currency) {
        return currency.getSymbol(Locale.ROOT);
    }

    /** For {@code Currency.getDisplayName()}. */
    public static String currencyName(Currency currency) {
        return currency.getDisplayName(Locale.ROOT);
    }

    /** For {@code ListFormat.getInstance()}. */
    public static ListFormat listFormat() {
        return ListFormat.getInstance(Locale.ROOT, ListFormat.Type.STANDARD, ListFormat.Style.FULL);
    }

    /** For {@code DecimalStyle.ofDefaultLocale()}. */
    public static DecimalStyle decimalStyle() {
        return DecimalStyle.of(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofLocalizedPattern(template)}. */
    public static DateTimeFormatter localizedFormatter(String template) {
        return DateTimeFormatter.ofLocalizedPattern(template).withLocale(Locale.ROOT);
    }

    /** For {@code PrintStream.printf} and {@code format}. */
    public static PrintStream print(PrintStream stream, String format, Object... arguments) {
        return stream.format(Locale.ROOT, format, steady(arguments));
    }

    /** For {@code PrintWriter.printf} and {@code format}. */
    public static PrintWriter print(PrintWriter writer, String format, Object... arguments) {
        return writer.format(Locale.ROOT, format, steady(arguments));
    }

    /** For {@code String.toLowerCase()}. */
    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** For {@code String.toUpperCase()}. */
    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofPattern(pattern)}. */
    public static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** For {@code DateTimeFormatterBuilder.toFormatter()}. */
    public static DateTimeFormatter formatter(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofLocalizedDate(style)}. */
    public static DateTimeFormatter dateFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofLocalizedTime(style)}. */
    public static DateTimeFormatter timeFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedTime(style).withLocale(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofLocalizedDateTime(style)}. */
    public static DateTimeFormatter dateTimeFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDateTime(style).withLocale(Locale.ROOT);
    }

    /** For {@code DateTimeFormatter.ofLocalizedDateTime(date, time)}. */
    public static DateTimeFormatter dateTimeFormatter(FormatStyle date, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time).withLocale(Locale.ROOT);
    }

    /** For {@code NumberFormat.getInstance()} and {@code getNumberInstance()}. */
    public static NumberFormat numberFormat() {
        return NumberFormat.getInstance(Locale.ROOT);
    }

    /** For {@code NumberFormat.getIntegerInstance()}. */
    public static NumberFormat integerFormat() {
        return NumberFormat.getIntegerInstance(Locale.ROOT);
    }

    /** For {@code NumberFormat.getPercentInstance()}. */
    public static NumberFormat percentFormat() {
        return NumberFormat.getPercentInstance(Locale.ROOT);
    }

    /** For {@code NumberFormat.getCurrencyInstance()}. */
    public static NumberFormat currencyFormat() {
        return NumberFormat.getCurrencyInstance(Locale.ROOT);
    }

    /** For {@code NumberFormat.getCompactNumberInstance()}. */
    public static NumberFormat compactFormat() {
        return NumberFormat.getCompactNumberInstance(Locale.ROOT, NumberFormat.Style.SHORT);
    }

    /** For {@code Collator.getInstance()}. */
    public static Collator collator() {
        return Collator.getInstance(Locale.ROOT);
    }
}
