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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text in the world's locale and in UTF-8, for the calls that take the machine's where none is given. */
@SuppressWarnings("AnnotateFormatMethod") // only rewritten code calls these
public final class WorldText {
    private WorldText() {}

    /** For {@code Locale.getDefault()}. */
    public static Locale locale() {
        return BoundWorld.locale();
    }

    /** For {@code Locale.getDefault(category)}. */
    public static Locale locale(Locale.Category category) {
        java.util.Objects.requireNonNull(category);
        return BoundWorld.locale();
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
        return format(BoundWorld.locale(), format, arguments);
    }

    /** For {@code String.format(locale, format, arguments)}. */
    public static String format(@Nullable Locale locale, String format, Object... arguments) {
        SteadyFormat steady = SteadyFormat.of(format, arguments);
        return String.format(locale, steady.text(), steady.arguments());
    }

    /**
     * For {@code Format.format(object)}: a message's arguments have their text from {@link WorldObjects}, and
     * its dates are in the world's zone.
     */
    @SuppressWarnings("JavaUtilDate") // it is for those who use it
    public static String format(Format format, Object argument) {
        if (!(format instanceof MessageFormat message) || !(argument instanceof Object[] arguments)) {
            return format.format(argument);
        }
        Object[] texts = arguments.clone();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null && !(texts[i] instanceof Number) && !(texts[i] instanceof Date)) {
                texts[i] = WorldObjects.text(texts[i]);
            }
        }
        return withShortDates(message, arguments).format(texts);
    }

    /** The message with a format, in the world's zone, for the dates that it has none for. */
    private static MessageFormat withShortDates(MessageFormat message, Object[] arguments) {
        if (Arrays.stream(arguments).noneMatch(Date.class::isInstance)) {
            return message;
        }
        DateFormat dates = DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT, message.getLocale());
        dates.setTimeZone(UtcCalendar.zone());
        MessageFormat complete = (MessageFormat) message.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Date) {
                complete.setFormatByArgumentIndex(i, dates);
            }
        }
        Format[] own = message.getFormats();
        for (int i = 0; i < own.length; i++) {
            if (own[i] != null) {
                complete.setFormat(i, own[i]);
            }
        }
        return complete;
    }

    /** For {@code MessageFormat.format(pattern, arguments)}. */
    public static String message(String pattern, Object... arguments) {
        return format(new RootMessageFormat(pattern), arguments);
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
        return zone.getDisplayName(BoundWorld.locale());
    }

    /** For {@code TimeZone.getDisplayName(daylight, style)}. */
    public static String zoneName(TimeZone zone, boolean daylight, int style) {
        return zone.getDisplayName(daylight, style, BoundWorld.locale());
    }

    /** For {@code Currency.getSymbol()}. */
    public static String currencySymbol(Currency currency) {
        return currency.getSymbol(BoundWorld.locale());
    }

    /** For {@code Currency.getDisplayName()}. */
    public static String currencyName(Currency currency) {
        return currency.getDisplayName(BoundWorld.locale());
    }

    /** For {@code Currency.getAvailableCurrencies()}: by their codes. */
    public static Set<Currency> currencies() {
        Set<Currency> sorted = new TreeSet<>(Comparator.comparing(Currency::getCurrencyCode));
        sorted.addAll(Currency.getAvailableCurrencies());
        return new LinkedHashSet<>(sorted);
    }

    /** For {@code Locale.getISOCountries(type)}: by code. */
    public static Set<String> countries(Locale.IsoCountryCode type) {
        return Collections.unmodifiableSet(new TreeSet<>(Locale.getISOCountries(type)));
    }

    /** For {@code Calendar.getAvailableCalendarTypes()}: by name. */
    public static Set<String> calendarTypes() {
        return Collections.unmodifiableSet(new TreeSet<>(Calendar.getAvailableCalendarTypes()));
    }

    /** For {@code Locale.getAvailableLocales()}: by tag. */
    public static Locale[] locales() {
        return localesAsStream().toArray(Locale[]::new);
    }

    /** For {@code Locale.availableLocales()}: by tag. */
    public static Stream<Locale> localesAsStream() {
        return Locale.availableLocales().sorted(Comparator.comparing(Locale::toString));
    }

    /** For {@code Charset.aliases()}: by name. */
    public static Set<String> aliases(Charset charset) {
        return Collections.unmodifiableSet(new TreeSet<>(charset.aliases()));
    }

    /** For {@code Pattern.namedGroups()}: by number. */
    public static Map<String, Integer> namedGroups(Pattern pattern) {
        return byNumber(pattern.namedGroups());
    }

    /** For {@code MatchResult.namedGroups()}. */
    public static Map<String, Integer> namedGroups(MatchResult result) {
        return byNumber(result.namedGroups());
    }

    /** For {@code Matcher.namedGroups()}. */
    public static Map<String, Integer> namedGroups(Matcher matcher) {
        return byNumber(matcher.namedGroups());
    }

    private static Map<String, Integer> byNumber(Map<String, Integer> groups) {
        return OrderedMap.ofEntries(
                groups.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList());
    }

    /** For {@code ListFormat.getInstance()}. */
    public static ListFormat listFormat() {
        return ListFormat.getInstance(BoundWorld.locale(), ListFormat.Type.STANDARD, ListFormat.Style.FULL);
    }

    /** For {@code DecimalStyle.ofDefaultLocale()}. */
    public static DecimalStyle decimalStyle() {
        return DecimalStyle.of(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofLocalizedPattern(template)}. */
    public static DateTimeFormatter localizedFormatter(String template) {
        return DateTimeFormatter.ofLocalizedPattern(template).withLocale(BoundWorld.locale());
    }

    /** For {@code PrintStream.printf} and {@code format}. */
    public static PrintStream print(PrintStream stream, String format, Object... arguments) {
        SteadyFormat steady = SteadyFormat.of(format, arguments);
        return stream.format(BoundWorld.locale(), steady.text(), steady.arguments());
    }

    /** For {@code PrintWriter.printf} and {@code format}. */
    public static PrintWriter print(PrintWriter writer, String format, Object... arguments) {
        SteadyFormat steady = SteadyFormat.of(format, arguments);
        return writer.format(BoundWorld.locale(), steady.text(), steady.arguments());
    }

    /** For {@code String.toLowerCase()}. */
    public static String lower(String text) {
        return text.toLowerCase(BoundWorld.locale());
    }

    /** For {@code String.toUpperCase()}. */
    public static String upper(String text) {
        return text.toUpperCase(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofPattern(pattern)}. */
    public static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, BoundWorld.locale());
    }

    /** For {@code DateTimeFormatterBuilder.toFormatter()}. */
    public static DateTimeFormatter formatter(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofLocalizedDate(style)}. */
    public static DateTimeFormatter dateFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofLocalizedTime(style)}. */
    public static DateTimeFormatter timeFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedTime(style).withLocale(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofLocalizedDateTime(style)}. */
    public static DateTimeFormatter dateTimeFormatter(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDateTime(style).withLocale(BoundWorld.locale());
    }

    /** For {@code DateTimeFormatter.ofLocalizedDateTime(date, time)}. */
    public static DateTimeFormatter dateTimeFormatter(FormatStyle date, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time).withLocale(BoundWorld.locale());
    }

    /** For {@code NumberFormat.getInstance()} and {@code getNumberInstance()}. */
    public static NumberFormat numberFormat() {
        return NumberFormat.getInstance(BoundWorld.locale());
    }

    /** For {@code NumberFormat.getIntegerInstance()}. */
    public static NumberFormat integerFormat() {
        return NumberFormat.getIntegerInstance(BoundWorld.locale());
    }

    /** For {@code NumberFormat.getPercentInstance()}. */
    public static NumberFormat percentFormat() {
        return NumberFormat.getPercentInstance(BoundWorld.locale());
    }

    /** For {@code NumberFormat.getCurrencyInstance()}. */
    public static NumberFormat currencyFormat() {
        return NumberFormat.getCurrencyInstance(BoundWorld.locale());
    }

    /** For {@code NumberFormat.getCompactNumberInstance()}. */
    public static NumberFormat compactFormat() {
        return NumberFormat.getCompactNumberInstance(BoundWorld.locale(), NumberFormat.Style.SHORT);
    }

    /** For {@code Collator.getInstance()}. */
    public static Collator collator() {
        return Collator.getInstance(BoundWorld.locale());
    }
}
