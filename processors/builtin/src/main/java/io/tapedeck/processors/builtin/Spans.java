package io.tapedeck.processors.builtin;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time and rates, as pipelines write them: {@code 500ms}, {@code 1h}, {@code 100/s}. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
    private static final Map<String, Integer> SIZE_SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Spans() {}

    /** A span above zero. */
    static Duration parse(String key, String text) throws DefinitionException {
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            Duration unit = unit(matcher.group(2));
            long count = Long.parseLong(matcher.group(1));
            if (count > 0 && count <= Duration.ofDays(36_500).dividedBy(unit)) {
                return unit.multipliedBy(count);
            }
        }
        throw new DefinitionException(
                "\"" + key + "\" is a span such as \"500ms\", \"10m\" or \"1d\", not \"" + text + "\"");
    }

    /** How a span is written, of whole milliseconds. */
    static String text(Duration span) {
        return span.toMillisPart() == 0 ? span.toSeconds() + "s" : span.toMillis() + "ms";
    }

    /** The time between two of what comes so often. */
    static Duration interval(String key, String text) throws DefinitionException {
        Matcher matcher = RATE.matcher(text);
        if (matcher.matches() && Long.parseLong(matcher.group(1)) > 0) {
            return unit(matcher.group(2)).dividedBy(Long.parseLong(matcher.group(1)));
        }
        throw new DefinitionException(
                "\"" + key + "\" is a rate such as \"100/s\", \"30/m\" or \"5/h\", not \"" + text + "\"");
    }

    /** A size in bytes above zero. */
    static long size(String key, String text) throws DefinitionException {
        Matcher matcher = SIZE.matcher(text);
        if (matcher.matches() && Long.parseLong(matcher.group(1)) > 0) {
            return Long.parseLong(matcher.group(1)) << SIZE_SHIFTS.getOrDefault(matcher.group(2), 0);
        }
        throw new DefinitionException(
                "\"" + key + "\" is a size such as \"500B\", \"64KiB\" or \"1MiB\", not \"" + text + "\"");
    }

    private static Duration unit(String word) {
        return UNITS.getOrDefault(word, Duration.ZERO);
    }
}
