package io.tapedeck.connectors;

import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * The field of a message's content that says when the event was: milliseconds since 1970 (an integer, or its
 * digits where all is text), or an RFC 3339 time.
 *
 * @param field the field's name; dots lead into maps, {@code properties.time}
 */
public record EventTime(String field) {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /**
     * The event's time, in nanoseconds since 1970.
     *
     * @throws EncodingException where the content has none that can be read, in a sentence
     */
    public long nanos(Value content) throws EncodingException {
        Value found = find(content);
        try {
            return switch (found) {
                case IntegerValue millis -> Math.multiplyExact(millis.value(), NANOS_PER_MILLI);
                case StringValue text
                when DIGITS.matcher(text.value()).matches() ->
                    Math.multiplyExact(Long.parseLong(text.value()), NANOS_PER_MILLI);
                case StringValue text -> Times.nanos(parse(text.value()));
                case TimeValue time -> Times.nanos(time.value());
                default -> throw unreadable(found);
            };
        } catch (ArithmeticException | DateTimeException e) {
            throw unreadable(found);
        }
    }

    private Value find(Value content) throws EncodingException {
        if (content instanceof MapValue map && map.has(field)) {
            return map.get(field);
        }
        Value at = content;
        for (String name : field.split("\\.", -1)) {
            if (!(at instanceof MapValue map) || !map.has(name)) {
                throw new EncodingException("it has no field \"" + field + "\" for its time");
            }
            at = map.get(name);
        }
        return at;
    }

    private EncodingException unreadable(Value found) {
        return new EncodingException("its field \"" + field + "\" is no time: " + shown(found)
                + " (wanted: milliseconds since 1970, or a text like 2026-01-31T12:00:00Z)");
    }

    private static String shown(Value value) {
        String text = value.toString();
        return value.kind() + " " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }

    private static Instant parse(String text) {
        boolean hasBlank = text.length() > 10 && text.charAt(10) == ' ';
        return OffsetDateTime.parse(hasBlank ? text.substring(0, 10) + "T" + text.substring(11) : text)
                .toInstant();
    }
}
