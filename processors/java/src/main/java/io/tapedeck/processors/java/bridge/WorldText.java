package io.tapedeck.processors.java.bridge;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

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
        return String.format(Locale.ROOT, format, arguments);
    }

    /** For {@code PrintStream.printf} and {@code format}. */
    public static PrintStream print(PrintStream stream, String format, Object... arguments) {
        return stream.format(Locale.ROOT, format, arguments);
    }

    /** For {@code PrintWriter.printf} and {@code format}. */
    public static PrintWriter print(PrintWriter writer, String format, Object... arguments) {
        return writer.format(Locale.ROOT, format, arguments);
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
