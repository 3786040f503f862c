package io.tapedeck.processors.builtin;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps that change which fields there are, and their names. */
final class Shapes {
    private Shapes() {}

    static ValueStep remove(Definition definition) throws DefinitionException {
        return EditedFields.of(definition, (field, context) -> Optional.empty());
    }

    /** Keeps some fields, in the order in which they are in the message. */
    static ValueStep select(Definition definition) throws DefinitionException {
        Selection selection = new Selection();
        definition.fields().forEach(field -> selection.add(field.names()));
        return new ValueStep((message, context) -> selection.of(ValueStep.fieldsOf(message)));
    }

    /** The fields to keep, as a tree of names; a leaf is kept whole. */
    private static final class Selection {
        private final Map<Value, Selection> children = new LinkedHashMap<>();
        private boolean whole;

        private void add(List<String> names) {
            if (names.isEmpty()) {
                whole = true;
            } else {
                children.computeIfAbsent(Value.of(names.getFirst()), name -> new Selection())
                        .add(names.subList(1, names.size()));
            }
        }

        private Value of(Value value) {
            return switch (value) {
                case Value any when whole -> any;
                case MapValue map -> {
                    MapValue.Builder builder = MapValue.builder();
                    map.entries().forEach((key, field) -> keep(key, field, builder));
                    yield builder.build();
                }
                case ListValue list ->
                    Value.list(list.asList().stream()
                            .filter(item -> !item.isScalar())
                            .map(this::of)
                            .toList());
                default -> value;
            };
        }

        private void keep(Value key, Value field, MapValue.Builder builder) {
            Selection child = children.get(key);
            if (child != null && (child.whole || !field.isScalar())) {
                builder.put(key, child.of(field));
            }
        }
    }

    /** Moves fields to other names; one that is missing stays missing. */
    static ValueStep rename(Definition definition) throws DefinitionException {
        List<Renaming> renamings = new ArrayList<>();
        for (Map.Entry<String, String> each : definition.paths().entrySet()) {
            renamings.add(new Renaming(FieldPath.parse(each.getKey()), FieldPath.parse(each.getValue())));
        }
        return new ValueStep((message, context) -> {
            Value value = ValueStep.fieldsOf(message);
            for (Renaming renaming : renamings) {
                value = renaming.of(value);
            }
            return value;
        });
    }

    private record Renaming(FieldPath from, FieldPath to) {
        private Value of(Value value) throws StepFailure {
            Optional<Value> field = from.in(value);
            if (field.isEmpty()) {
                return value;
            }
            if (to.in(value).isPresent()) {
                throw new StepFailure(from + " cannot be renamed: there is a " + to + " already");
            }
            return from.isBeside(to)
                    ? inPlace(value, from.names().subList(0, from.names().size() - 1))
                    : to.put(from.edited(value, old -> Optional.empty()), field.get());
        }

        /** Where only the last name changes, the field stays where it is among the others. */
        private Value inPlace(Value value, List<String> way) {
            MapValue.Builder builder = MapValue.builder();
            String next = way.isEmpty() ? from.lastName() : way.getFirst();
            value.asMap().entries().forEach((key, field) -> {
                if (!key.equals(Value.of(next))) {
                    builder.put(key, field);
                } else if (way.isEmpty()) {
                    builder.put(to.lastName(), field);
                } else {
                    builder.put(key, inPlace(field, way.subList(1, way.size())));
                }
            });
            return builder.build();
        }
    }
}
