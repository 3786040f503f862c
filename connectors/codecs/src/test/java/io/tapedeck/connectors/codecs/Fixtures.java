package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads the form that values have in fixtures ({@code spec/test-fixture.md}). */
final class Fixtures {
    private Fixtures() {}

    /** The value of a form, which is itself a value, as JSON is read. */
    static Value value(Value form) {
        return switch (form) {
            case ListValue(List<Value> items) ->
                Value.list(items.stream().map(Fixtures::value).toList());
            case MapValue map when isMarked(map) -> marked(map);
            case MapValue map -> {
                MapValue.Builder entries = MapValue.builder();
                map.entries().forEach((key, item) -> entries.put(key, value(item)));
                yield entries.build();
            }
            default -> form;
        };
    }

    private static boolean isMarked(MapValue map) {
        return map.size() == 1
                && map.entries().keySet().iterator().next() instanceof StringValue(String name)
                && name.startsWith("$");
    }

    private static Value marked(MapValue map) {
        Map.Entry<Value, Value> entry = map.entries().entrySet().iterator().next();
        Value content = entry.getValue();
        return switch (entry.getKey().asString()) {
            case "$float" -> Value.of(Double.parseDouble(content.asString()));
            case "$decimal" -> Value.of(new BigDecimal(content.asString()));
            case "$bytes" -> Value.of(Bytes.wrap(Base64.getDecoder().decode(content.asString())));
            case "$time" -> Value.of(Instant.parse(content.asString()));
            case "$map" -> {
                MapValue.Builder entries = MapValue.builder();
                content.asList().forEach(pair -> entries.put(value(pair.get(0)), value(pair.get(1))));
                yield entries.build();
            }
            default -> throw new IllegalArgumentException("a fixture has no kind of value " + entry.getKey());
        };
    }
}
