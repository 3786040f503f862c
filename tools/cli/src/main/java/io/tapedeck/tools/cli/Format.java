package io.tapedeck.tools.cli;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and values as people read them. */
final class Format {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Format() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 input}, {@code 2 inputs}. */
    static String count(long number, String word) {
        return number(number) + " " + word + (number == 1 ? "" : "s");
    }

    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes;
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String time(long nanos) {
        return time(Times.instant(nanos));
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** A value as compact JSON, bytes that are text as that text; cut to a width. */
    static String value(Value value, int width) {
        String json = value instanceof BytesValue(Bytes bytes) && isText(bytes) ? bytes.toUtf8() : Json.compact(value);
        return json.length() <= width ? json : json.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** A key of a map or of state: a text as it is. */
    static String key(Value key) {
        return key.kind().equals("string") ? key.asString() : value(key, 40);
    }

    private static boolean isText(Bytes bytes) {
        return bytes.toUtf8().chars().noneMatch(unit -> unit == 0xFFFD || Character.isISOControl(unit));
    }

    /** A path as short as it can be said from here. */
    static String path(Path path) {
        Path absolute = PackedRuns.shown(path).toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
