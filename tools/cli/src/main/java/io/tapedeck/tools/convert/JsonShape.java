package io.tapedeck.tools.convert;

import io.tapedeck.connectors.ScalarText;
import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import java.util.List;
import java.util.Map;

/**
 * What JSON makes of values. It holds null, booleans, integers, finite floats, strings, lists and maps of strings
 * exactly. Of the others it has the number (decimals) or a text: bytes in base64, times in RFC 3339, NaN and the
 * infinities by name, keys that are no strings by their text.
 */
final class JsonShape {
    private JsonShape() {}

    /** Whether a value comes back from JSON as it is. */
    static boolean isExact(Value value) {
        return switch (value) {
            case NullValue ignored -> true;
            case BooleanValue ignored -> true;
            case IntegerValue ignored -> true;
            case BigIntegerValue ignored -> true;
            case StringValue ignored -> true;
            case FloatValue(double number) -> Double.isFinite(number);
            case DecimalValue ignored -> false;
            case BytesValue ignored -> false;
            case TimeValue ignored -> false;
            case ListValue(List<Value> items) -> items.stream().allMatch(JsonShape::isExact);
            case MapValue map ->
                map.entries().entrySet().stream()
                        .allMatch(entry -> entry.getKey() instanceof StringValue && isExact(entry.getValue()));
        };
    }

    /** A value that JSON can write: what it has no form for is replaced by its text. */
    static Value writable(Value value) {
        return switch (value) {
            case FloatValue(double number) -> Double.isFinite(number) ? value : Value.of(Double.toString(number));
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(JsonShape::writable).toList());
            case MapValue map -> writable(map);
            default -> value;
        };
    }

    private static Value writable(MapValue map) {
        MapValue.Builder builder = MapValue.builder();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            builder.put(ScalarText.of(entry.getKey()), writable(entry.getValue()));
        }
        return builder.build();
    }
}
