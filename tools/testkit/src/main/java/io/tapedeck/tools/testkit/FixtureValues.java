package io.tapedeck.tools.testkit;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Values as fixtures have them ({@code spec/values.md}): what JSON has a form for is itself, the rest a map of one
 * entry, whose key begins with {@code $} and says the kind.
 */
final class FixtureValues {
    private static final String MARK = "$";
    private static final String FLOAT = "$float";
    private static final String DECIMAL = "$decimal";
    private static final String BYTES = "$bytes";
    private static final String TIME = "$time";
    private static final String MAP = "$map";

    private FixtureValues() {}

    /** The form of a value that JSON holds exactly. */
    static Value toPlain(Value value) {
        return switch (value) {
            case FloatValue(double number) when !Double.isFinite(number) -> marked(FLOAT, Double.toString(number));
            case DecimalValue(BigDecimal number) -> marked(DECIMAL, number.toString());
            case BytesValue(Bytes bytes) -> marked(BYTES, Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case TimeValue(Instant time) -> marked(TIME, time.toString());
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(FixtureValues::toPlain).toList());
            case MapValue map -> toPlain(map);
            default -> value;
        };
    }

    private static Value toPlain(MapValue map) {
        if (needsMark(map)) {
            return Value.map(
                    MAP,
                    Value.list(map.entries().entrySet().stream()
                            .map(entry -> Value.list(toPlain(entry.getKey()), toPlain(entry.getValue())))
                            .toList()));
        }
        MapValue.Builder plain = MapValue.builder();
        map.entries().forEach((key, item) -> plain.put(key, toPlain(item)));
        return plain.build();
    }

    /** Whether it has keys that are no strings, or looks like a marked value itself. */
    private static boolean needsMark(MapValue map) {
        return !map.entries().keySet().stream().allMatch(StringValue.class::isInstance) || isMarked(map);
    }

    private static boolean isMarked(MapValue map) {
        return map.size() == 1
                && map.entries().keySet().iterator().next() instanceof StringValue(String name)
                && name.startsWith(MARK);
    }

    private static Value marked(String kind, String text) {
        return Value.map(kind, Value.of(text));
    }

    /**
     * The value of a form.
     *
     * @throws IllegalArgumentException where it is none; the message is a sentence
     */
    static Value ofPlain(Value plain) {
        return switch (plain) {
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(FixtureValues::ofPlain).toList());
            case MapValue map
            when isMarked(map) -> ofMarked(map.entries().entrySet().iterator().next());
            case MapValue map -> {
                MapValue.Builder value = MapValue.builder();
                map.entries().forEach((key, item) -> value.put(key, ofPlain(item)));
                yield value.build();
            }
            default -> plain;
        };
    }

    private static Value ofMarked(Map.Entry<Value, Value> entry) {
        Value content = entry.getValue();
        return switch (entry.getKey().asString()) {
            case FLOAT -> Value.of(Double.parseDouble(content.asString()));
            case DECIMAL -> Value.of(new BigDecimal(content.asString()));
            case BYTES -> Value.of(Bytes.wrap(Base64.getDecoder().decode(content.asString())));
            case TIME -> Value.of(Instant.parse(content.asString()));
            case MAP -> {
                MapValue.Builder map = MapValue.builder();
                content.asList().forEach(pair -> map.put(ofPlain(pair.get(0)), ofPlain(pair.get(1))));
                yield map.build();
            }
            default -> throw new IllegalArgumentException("a fixture has no kind of value " + entry.getKey());
        };
    }
}
