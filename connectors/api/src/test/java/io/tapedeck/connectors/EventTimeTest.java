package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Value;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimeTest {
    private static final EventTime TIME = new EventTime("properties.time");

    private static long nanos(Value time) throws EncodingException {
        return TIME.nanos(Value.map("properties", Value.map("time", time)));
    }

    private static String refusal(Value content) {
        return assertThrows(EncodingException.class, () -> TIME.nanos(content)).getMessage();
    }

    @Test
    void shouldReadMillisecondsAndRfc3339() throws EncodingException {
        assertEquals(1_500_000_000L, nanos(Value.of(1500)));
        assertEquals(-1_000_000L, nanos(Value.of("-1")));
        assertEquals(1_500_000_000L, nanos(Value.of("1970-01-01T00:00:01.5Z")));
        assertEquals(1_000_000_000L, nanos(Value.of("1970-01-01t01:00:01+01:00")));
        assertEquals(1_000_000_000L, nanos(Value.of("1970-01-01 00:00:01Z")));
        assertEquals(1L, nanos(Value.of(Instant.ofEpochSecond(0, 1))));
    }

    @Test
    void shouldPreferAFieldWhoseNameHasTheDots() throws EncodingException {
        assertEquals(1_000_000L, TIME.nanos(Value.map("properties.time", Value.of(1))));
    }

    @Test
    void shouldSayWhatItFoundInstead() {
        assertEquals("it has no field \"properties.time\" for its time", refusal(Value.of(3)));
        assertEquals("it has no field \"properties.time\" for its time", refusal(Value.map("properties", Value.NULL)));
        String form = " (wanted: milliseconds since 1970, or a text like 2026-01-31T12:00:00Z)";
        String start = "its field \"properties.time\" is no time: ";
        assertEquals(
                start + "string soon" + form, refusal(Value.map("properties", Value.map("time", Value.of("soon")))));
        assertEquals(
                start + "integer 9223372036854775807" + form,
                refusal(Value.map("properties", Value.map("time", Value.of(Long.MAX_VALUE)))));
        assertEquals(start + "float 1.5" + form, refusal(Value.map("properties", Value.map("time", Value.of(1.5)))));
    }
}
