package io.tapedeck.controller;

import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the source of a run is read again, as its log says it beside the URL.
 *
 * @param folder the folder that relative paths start from
 * @param options the options of the source's table; not those that are tables, for they may hold passwords
 */
record SourceReference(String folder, MapValue options) {
    static SourceReference of(Endpoint endpoint) {
        MapValue.Builder options = MapValue.builder();
        new TreeMap<>(endpoint.options()).forEach((name, option) -> {
            switch (option) {
                case String text -> options.put(name, Value.of(text));
                case Boolean flag -> options.put(name, Value.of(flag));
                case Long number -> options.put(name, Value.of(number));
                default -> {}
            }
        });
        return new SourceReference(endpoint.folder().toAbsolutePath().toString(), options.build());
    }

    Endpoint endpoint(String url) {
        Map<String, Object> all = new HashMap<>();
        options.entries().forEach((name, option) -> {
            switch (option) {
                case StringValue text -> all.put(name.asString(), text.value());
                case BooleanValue flag -> all.put(name.asString(), flag.asBoolean());
                case IntegerValue number -> all.put(name.asString(), number.value());
                default -> {}
            }
        });
        return new Endpoint(StreamUrl.parse(url), Path.of(folder), all);
    }

    MapValue toValue() {
        return Value.map("folder", Value.of(folder), "options", options);
    }

    static SourceReference ofValue(Value value) {
        return new SourceReference(
                value.get("folder").asString(), value.get("options").asMap());
    }
}
