package io.tapedeck.processors.builtin;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a field of a message's value is: names with dots between them; one that has a dot itself is in quotes. Where there
 * is a list on the way, each of its items is meant.
 *
 * @param text as it was written
 * @param names the names
 */
record FieldPath(String text, List<String> names) {
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"|([^.\"]+)");

    /** Makes another value of a field. */
    @FunctionalInterface
    interface Edit {
        /** The value to be in its place; empty, and the field goes. */
        Optional<Value> apply(Value field) throws StepFailure;
    }

    static FieldPath parse(String text) throws DefinitionException {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        int at = 0;
        while (matcher.find() && matcher.start() == at) {
            names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            at = matcher.end();
            if (at == text.length()) {
                return new FieldPath(text, List.copyOf(names));
            }
            at += text.charAt(at) == '.' ? 1 : 0;
        }
        throw new DefinitionException("\"" + text
                + "\" names no field: names with dots between them, such as customer.email; one that has a dot"
                + " itself is in quotes");
    }

    /** The field of a value; empty where it has none, or where a list is on the way. */
    Optional<Value> in(Value value) {
        Optional<Value> found = Optional.of(value);
        for (String name : names) {
            found = found.filter(MapValue.class::isInstance)
                    .map(map -> map.asMap().entries().get(Value.of(name)));
        }
        return found;
    }

    /** A value with another field, where it has it; each of them, where lists are on the way. */
    Value edited(Value value, Edit edit) throws StepFailure {
        return edited(value, 0, edit);
    }

    private Value edited(Value value, int depth, Edit edit) throws StepFailure {
        return switch (value) {
            case ListValue list -> {
                List<Value> items = new ArrayList<>();
                for (Value item : list.asList()) {
                    items.add(edited(item, depth, edit));
                }
                yield Value.list(items);
            }
            case MapValue map when map.has(names.get(depth)) -> editedEntry(map, depth, edit);
            default -> value;
        };
    }

    private Value editedEntry(MapValue map, int depth, Edit edit) throws StepFailure {
        Value name = Value.of(names.get(depth));
        MapValue.Builder builder = MapValue.builder();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            Value old = entry.getValue();
            if (!entry.getKey().equals(name)) {
                builder.put(entry.getKey(), old);
            } else if (depth + 1 < names.size()) {
                builder.put(name, edited(old, depth + 1, edit));
            } else {
                edit.apply(old).ifPresent(now -> builder.put(name, now));
            }
        }
        return builder.build();
    }

    /** A value with the field set; what is on the way and no map is replaced by one. */
    Value put(Value value, Value field) {
        return put(value, 0, field);
    }

    private Value put(Value value, int depth, Value field) {
        if (depth == names.size()) {
            return field;
        }
        MapValue.Builder builder = MapValue.builder();
        MapValue map = value instanceof MapValue given ? given : MapValue.EMPTY;
        map.entries().forEach(builder::put);
        String name = names.get(depth);
        return builder.put(name, put(map.get(name), depth + 1, field)).build();
    }

    /** Whether the fields are in the same map. */
    boolean isBeside(FieldPath other) {
        return names.size() == other.names.size()
                && names.subList(0, names.size() - 1).equals(other.names.subList(0, names.size() - 1));
    }

    String lastName() {
        return names.getLast();
    }

    @Override
    public String toString() {
        return text;
    }
}
