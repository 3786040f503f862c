package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MapValueTest {
    /** As the JDK's map with an order does it; "Aa" and "BB", put together, make keys of one hash. */
    @Property
    void shouldKeepTheOrderAndTheLastValueOfAKey(
            @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> puts, @ForAll boolean collide) {
        Map<Value, Value> model = new LinkedHashMap<>();
        MapValue.Builder builder = MapValue.builder();
        for (int i = 0; i < puts.size(); i++) {
            Value key = collide ? colliding(puts.get(i)) : Value.of("key " + puts.get(i));
            model.put(key, Value.of(i));
            builder.put(key, Value.of(i));
        }
        MapValue map = builder.build();
        assertEquals(model, map.entries());
        assertEquals(map.entries(), model);
        assertEquals(model.hashCode(), map.hashCode());
        assertEquals(
                new ArrayList<>(model.entrySet()), new ArrayList<>(map.entries().entrySet()));
        for (int i = 0; i <= 30; i++) {
            Value key = collide ? colliding(i) : Value.of("key " + i);
            assertEquals(model.getOrDefault(key, Value.NULL), map.get(key));
            assertEquals(model.containsKey(key), map.entries().containsKey(key));
        }
    }

    private static Value colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 5; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return Value.of(text.toString());
    }

    @Test
    void shouldNotChangeOnceItIsBuilt() {
        MapValue.Builder builder = MapValue.builder().put("a", Value.of(1));
        MapValue map = builder.build();
        assertThrows(UnsupportedOperationException.class, () -> builder.put("b", Value.of(2)));
        assertThrows(UnsupportedOperationException.class, () -> map.entries().put(Value.of("b"), Value.of(2)));
        assertThrows(UnsupportedOperationException.class, () -> map.entries().clear());
        assertThrows(UnsupportedOperationException.class, () -> map.entries().remove(Value.of("a")));
        assertEquals(Value.map("a", Value.of(1)), map);
    }

    @Test
    void shouldTellAMissingEntryFromANull() {
        MapValue map = Value.map("there", Value.NULL);
        assertEquals(Value.NULL, map.get("there"));
        assertEquals(Value.NULL, map.get("missing"));
        assertEquals(List.of(true, false), List.of(map.has("there"), map.has("missing")));
        assertNotEquals(MapValue.EMPTY, map);
    }

    @Test
    void shouldTakeScalarsOnlyAsKeys() {
        assertThrows(ValueTypeException.class, () -> MapValue.builder().put(Value.list(), Value.NULL));
    }
}
