package io.tapedeck.tools.convert;

import io.tapedeck.connectors.ScalarText;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table of messages: the fields of their values, where these are maps.
 *
 * @param ofFields whether they are
 * @param fields their names, in order
 */
record RowColumns(boolean ofFields, Set<String> fields) {
    private static final RowColumns OF_MESSAGES = new RowColumns(false, Set.of());

    /** The columns that one value needs. */
    static RowColumns of(Value value) {
        return value instanceof MapValue map && map.size() > 0
                ? new RowColumns(true, new LinkedHashSet<>(fields(map).keySet()))
                : OF_MESSAGES;
    }

    /** The columns that all messages of a source need. */
    static RowColumns survey(MessageInput input) throws IOException, LossException {
        PayloadReader payloads = new PayloadReader();
        Collection<String> names = new LinkedHashSet<>();
        for (Optional<Incoming> next = input.next(); next.isPresent(); next = input.next()) {
            Value value = payloads.read(next.get().message()).value();
            if (!(value instanceof MapValue map)) {
                return OF_MESSAGES;
            }
            names.addAll(fields(map).keySet());
        }
        return names.isEmpty() ? OF_MESSAGES : new RowColumns(true, new LinkedHashSet<>(names));
    }

    /** The fields of a map by their names; of two with one text the later. */
    static Map<String, Value> fields(MapValue map) {
        Map<String, Value> fields = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> fields.put(ScalarText.of(key), value));
        return fields;
    }

    boolean has(String name) {
        return fields.contains(name);
    }

    List<String> names() {
        return List.copyOf(fields);
    }
}
