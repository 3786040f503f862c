package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Outputs compared with those of the same inputs elsewhere: how many differ, and how. */
public final class OutputDifferences {
    private static final int GROUPS_MAX = 50;
    private static final int EXAMPLES_MAX = 5;

    private final List<String> ignored;
    private final List<Group> groups = new ArrayList<>();
    private long same;
    private long added;
    private long removed;
    private long changed;

    /** @param ignored fields that may differ, with dots between those that lead to one */
    OutputDifferences(List<String> ignored) {
        this.ignored = List.copyOf(ignored);
    }

    /** How an output differs. */
    public enum Kind {
        /** There was no such output before. */
        ADDED,
        /** There is no such output any more. */
        REMOVED,
        /** There is one, with other content. */
        CHANGED
    }

    /**
     * The input that outputs are made of.
     *
     * @param place the message
     * @param task the task's number, from 1; 0 where the run has only one
     * @param ordinal its ordinal
     */
    record Origin(Failure.Place place, int task, long ordinal) {
        static Origin of(RunStart start, FedInput input) {
            return new Origin(Failure.Place.of(input.message()), start.taskNumber(), input.ordinal());
        }
    }

    /**
     * A difference.
     *
     * @param kind how it differs
     * @param place the message
     * @param task the task's number, from 1; 0 where the run has only one
     * @param ordinal its ordinal
     * @param index the output's index among those of the message
     * @param before the output before, or {@link Value#NULL}
     * @param after the output now, or {@link Value#NULL}
     */
    public record Example(
            Kind kind, Failure.Place place, int task, long ordinal, int index, Value before, Value after) {}

    /**
     * Outputs that differ in the same way.
     *
     * @param kind how they differ
     * @param fields of changed outputs, the fields that are others; empty for the whole value
     * @param count how many
     * @param examples the first of them
     */
    public record Group(Kind kind, List<String> fields, long count, List<Example> examples) {
        /** Copies the lists. */
        public Group {
            fields = List.copyOf(fields);
            examples = List.copyOf(examples);
        }

        private Group with(Group other) {
            List<Example> both = new ArrayList<>(examples);
            other.examples.stream().limit(EXAMPLES_MAX - examples.size()).forEach(both::add);
            return new Group(kind, fields, count + other.count, both);
        }

        private boolean isLike(Group other) {
            return kind == other.kind && fields.equals(other.fields);
        }
    }

    /** Takes note of outputs that are known to be the same. */
    void addSame(long count) {
        same += count;
    }

    /** Takes note of outputs that are there no more, without looking at them. */
    void addRemoved(long count) {
        removed += count;
    }

    /** Compares the outputs of an input, one by one. */
    void compare(Origin origin, List<Output> before, List<Output> after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            if (i >= before.size()) {
                added++;
                note(Kind.ADDED, origin, i, Value.NULL, after.get(i).value());
            } else if (i >= after.size()) {
                removed++;
                note(Kind.REMOVED, origin, i, before.get(i).value(), Value.NULL);
            } else if (compared(before.get(i)).equals(compared(after.get(i)))) {
                same++;
            } else {
                changed++;
                note(
                        Kind.CHANGED,
                        origin,
                        i,
                        before.get(i).value(),
                        after.get(i).value());
            }
        }
    }

    private Bytes compared(Output output) {
        Value value = output.value();
        for (String field : ignored) {
            value = ValueDifference.without(value, field);
        }
        return ValueEncoder.encode(new Output(value, output.key(), output.headers()).toValue());
    }

    private void note(Kind kind, Origin origin, int index, Value before, Value after) {
        List<String> fields = kind == Kind.CHANGED
                ? ValueDifference.between(before, after).stream()
                        .map(ValueDifference::pathText)
                        .filter(field -> !field.isEmpty() && !isIgnored(field))
                        .toList()
                : List.of();
        Example example = new Example(kind, origin.place(), origin.task(), origin.ordinal(), index, before, after);
        add(new Group(kind, fields, 1, List.of(example)));
    }

    private boolean isIgnored(String field) {
        return ignored.stream().anyMatch(path -> field.equals(path) || field.startsWith(path + "."));
    }

    /** Adds to the group of its like, or begins one; there is an end to how many there can be. */
    private void add(Group more) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).isLike(more)) {
                groups.set(i, groups.get(i).with(more));
                return;
            }
        }
        if (groups.size() < GROUPS_MAX) {
            groups.add(more);
        }
    }

    /** Adds those of another task. */
    void addAll(OutputDifferences others) {
        same += others.same;
        added += others.added;
        removed += others.removed;
        changed += others.changed;
        others.groups.forEach(this::add);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return added + removed + changed == 0;
    }

    /** The outputs that are the same. */
    public long same() {
        return same;
    }

    /** The outputs that are new. */
    public long added() {
        return added;
    }

    /** The outputs that are gone. */
    public long removed() {
        return removed;
    }

    /** The outputs that are others. */
    public long changed() {
        return changed;
    }

    /** How many differ in a way. */
    public long count(Kind kind) {
        return switch (kind) {
            case ADDED -> added;
            case REMOVED -> removed;
            case CHANGED -> changed;
        };
    }

    /** The differing outputs, grouped by how they differ; the largest group first. */
    public List<Group> groups() {
        return groups.stream()
                .sorted(Comparator.comparingLong(Group::count).reversed())
                .toList();
    }

    /** The first differences of a kind. */
    public List<Example> examples(Kind kind) {
        return groups.stream()
                .filter(group -> group.kind() == kind)
                .flatMap(group -> group.examples().stream())
                .sorted(Comparator.comparingLong(Example::ordinal))
                .limit(EXAMPLES_MAX)
                .toList();
    }
}
