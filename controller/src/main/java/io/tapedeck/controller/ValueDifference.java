package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place at which two values differ.
 *
 * @param path the fields of maps that lead to it; empty where the values are no maps
 * @param before the one value there, or {@link Value#NULL}
 * @param after the other
 */
public record ValueDifference(List<Value> path, Value before, Value after) {
    /** Copies the path. */
    public ValueDifference {
        path = List.copyOf(path);
    }

    /** Where two values differ, in the order of the one and then the other. */
    public static List<ValueDifference> between(Value before, Value after) {
        List<ValueDifference> found = new ArrayList<>();
        compare(List.of(), before, after, found);
        return found;
    }

    private static void compare(List<Value> path, Value before, Value after, List<ValueDifference> found) {
        if (before instanceof MapValue one && after instanceof MapValue other) {
            Set<Value> keys = new LinkedHashSet<>(one.entries().keySet());
            keys.addAll(other.entries().keySet());
            keys.forEach(key -> compare(append(path, key), one.get(key), other.get(key), found));
        } else if (!before.equals(after)) {
            found.add(new ValueDifference(path, before, after));
        }
    }

    private static List<Value> append(List<Value> path, Value key) {
        List<Value> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /** The fields with dots between, as people write them. */
    public String pathText() {
        return path.stream()
                .map(key -> key.kind().equals("string") ? key.asString() : key.toString())
                .collect(Collectors.joining("."));
    }

    /** A value without the field at a dotted path, where it has that. */
    static Value without(Value value, String path) {
        if (!(value instanceof MapValue map)) {
            return value;
        }
        int dot = path.indexOf('.');
        Value key = Value.of(dot < 0 || map.has(path) ? path : path.substring(0, dot));
        MapValue.Builder rest = MapValue.builder();
        map.entries().forEach((name, field) -> {
            if (!name.equals(key)) {
                rest.put(name, field);
            } else if (dot >= 0 && !map.has(path)) {
                rest.put(name, without(field, path.substring(dot + 1)));
            }
        });
        return rest.build();
    }
}
