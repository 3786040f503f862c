package io.tapedeck.tools.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as people write them. */
final class Quantities {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");
    private static final Map<String, Long> SIZES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("k", 1L << 10),
            Map.entry("kib", 1L << 10),
            Map.entry("kb", 1_000L),
            Map.entry("m", 1L << 20),
            Map.entry("mib", 1L << 20),
            Map.entry("mb", 1_000_000L),
            Map.entry("g", 1L << 30),
            Map.entry("gib", 1L << 30),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("t", 1L << 40),
            Map.entry("tib", 1L << 40),
            Map.entry("tb", 1_000_000_000_000L));
    private static final long SECOND = 1_000_000_000L;
    private static final Map<String, Long> DURATIONS =
            Map.of("ms", SECOND / 1000, "s", SECOND, "m", 60 * SECOND, "h", 3600 * SECOND, "d", 86_400 * SECOND);

    private Quantities() {}

    /** A size in bytes: {@code 1000}, {@code 64KiB}, {@code 10MB}, {@code 2g}. */
    static long bytes(String text) throws WrongUseException {
        return parse(text, SIZES, "\"" + text + "\" is no size; it would be like 500MB, 2GiB or 4096");
    }

    /** A duration in nanoseconds: {@code 90s}, {@code 12h}, {@code 7d}. */
    static long nanos(String text) throws WrongUseException {
        return parse(text, DURATIONS, "\"" + text + "\" is no duration; it would be like 90s, 30m, 12h or 7d");
    }

    private static long parse(String text, Map<String, Long> units, String refusal) throws WrongUseException {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new WrongUseException(refusal);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new WrongUseException(refusal);
        }
    }
}
