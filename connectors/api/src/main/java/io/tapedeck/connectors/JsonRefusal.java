package io.tapedeck.connectors;

import io.tapedeck.log.FloatValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what in a value JSON cannot hold. Apart from {@link JsonWriter}, so that writing what it can hold
 * keeps no path.
 */
final class JsonRefusal {
    private JsonRefusal() {}

    /** Why a value that the writer refused cannot be written, and where it is. */
    static String of(Value refused) {
        return find(refused, "", 0).orElseThrow(() -> new AssertionError("nothing in it is to be refused"));
    }

    /** Whether two keys of a map have one text, such as 1 and "1". */
    static boolean hasKeyTwice(MapValue map) {
        return keyTwice(map).isPresent();
    }

    private static Optional<String> find(Value value, String path, int depth) {
        if (depth >= ValueEncoder.DEPTH_MAX && !value.isScalar()) {
            return Optional.of("JSON nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
        return switch (value) {
            case FloatValue number
            when !Double.isFinite(number.value()) -> Optional.of("JSON cannot hold " + number + at(path));
            case ListValue list -> findInList(list.items(), path, depth);
            case MapValue map -> findInMap(map, path, depth);
            default -> Optional.empty();
        };
    }

    private static Optional<String> findInList(List<Value> items, String path, int depth) {
        for (int i = 0; i < items.size(); i++) {
            Optional<String> found = find(items.get(i), path + "[" + i + "]", depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> findInMap(MapValue map, String path, int depth) {
        Optional<String> twice = keyTwice(map);
        if (twice.isPresent()) {
            return Optional.of("JSON cannot hold two keys \"" + twice.get() + "\" in one map" + at(path));
        }
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            String deeper = path + "." + ScalarText.of(entry.getKey());
            Optional<String> found = find(entry.getValue(), deeper, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> keyTwice(MapValue map) {
        boolean onlyStrings = true;
        for (Value key : map.entries().keySet()) {
            onlyStrings &= key instanceof StringValue;
        }
        if (onlyStrings) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        return map.entries().keySet().stream()
                .map(ScalarText::of)
                .filter(text -> !seen.add(text))
                .findFirst();
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : " (at " + path + ")";
    }
}
