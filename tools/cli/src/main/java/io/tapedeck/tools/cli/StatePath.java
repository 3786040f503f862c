package io.tapedeck.tools.cli;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import java.util.Optional;

/** A key of a state, with fields of its value behind dots: {@code ml}, or {@code ml.count}. */
final class StatePath {
    private StatePath() {}

    /** The value at a path; empty where there is none. A key that has dots itself comes before one with fields. */
    static Optional<Value> find(KeyValueStore state, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            Value key = key(state, path.substring(0, end));
            if (state.has(key)) {
                Optional<Value> found = end == path.length()
                        ? Optional.of(state.get(key))
                        : field(state.get(key), path.substring(end + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A key as people write it: text, or a number where the state has no such text. */
    private static Value key(KeyValueStore state, String text) {
        Value asText = Value.of(text);
        boolean isNumber = text.matches("-?\\d{1,18}");
        return isNumber && !state.has(asText) ? Value.of(Long.parseLong(text)) : asText;
    }

    private static Optional<Value> field(Value value, String path) {
        if (!(value instanceof MapValue map)) {
            return Optional.empty();
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            Value key = Value.of(path.substring(0, end));
            if (map.entries().containsKey(key)) {
                return end == path.length() ? Optional.of(map.get(key)) : field(map.get(key), path.substring(end + 1));
            }
        }
        return Optional.empty();
    }
}
