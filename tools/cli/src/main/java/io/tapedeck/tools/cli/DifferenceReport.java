package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.OutputDifferences;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StateDifference;
import io.tapedeck.controller.ValueDifference;
import io.tapedeck.log.Value;
import java.util.List;
import java.util.Locale;

/** How outputs and states differ, as scripts and people read it. */
final class DifferenceReport {
    private static final int GROUPS_SHOWN_MAX = 8;
    private static final int STATES_SHOWN_MAX = 5;

    private DifferenceReport() {}

    static void put(ObjectNode node, OutputDifferences outputs, List<StateDifference> states) {
        node.put("same", outputs.same())
                .put("added", outputs.added())
                .put("removed", outputs.removed())
                .put("changed", outputs.changed());
        ArrayNode examples = Json.array();
        for (OutputDifferences.Kind kind : OutputDifferences.Kind.values()) {
            outputs.examples(kind).forEach(example -> examples.add(json(example)));
        }
        node.set("examples", examples);
        ArrayNode groups = Json.array();
        outputs.groups().forEach(group -> groups.add(json(group)));
        node.set("groups", groups);
        ArrayNode entries = Json.array();
        states.forEach(state -> {
            ObjectNode entry = Json.putTask(Json.object(), state.task()).put("step", state.step());
            entry.set("key", Json.node(state.key()));
            entry.set("recorded", Json.node(state.before()));
            entry.set("replayed", Json.node(state.after()));
            entries.add(entry);
        });
        node.set("state", entries);
    }

    private static ObjectNode json(OutputDifferences.Group group) {
        ObjectNode node = Json.object().put("kind", word(group.kind()));
        ArrayNode fields = Json.array();
        group.fields().forEach(fields::add);
        node.set("fields", fields);
        node.put("count", group.count());
        node.set("first", json(group.examples().getFirst()));
        return node;
    }

    private static ObjectNode json(OutputDifferences.Example example) {
        ObjectNode node = Json.object().put("kind", word(example.kind()));
        Json.putTask(Json.putPlace(node, example.place()), example.task())
                .put("ordinal", example.ordinal())
                .put("index", example.index());
        node.set("recorded", Json.node(example.before()));
        node.set("replayed", Json.node(example.after()));
        return node;
    }

    private static String word(OutputDifferences.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static void print(OutputDifferences outputs, List<StateDifference> states) {
        Screen.line(String.format(Locale.ROOT, "  same     %6s", Format.number(outputs.same())));
        for (OutputDifferences.Kind kind : OutputDifferences.Kind.values()) {
            print(outputs, kind);
        }
        print(states);
    }

    private static void print(OutputDifferences outputs, OutputDifferences.Kind kind) {
        boolean inGroups = kind == OutputDifferences.Kind.CHANGED;
        String first = outputs.examples(kind).stream()
                .findFirst()
                .filter(example -> !inGroups)
                .map(example -> "   first at " + position(example) + "   " + Format.value(only(example), 70))
                .orElse("");
        Screen.line(String.format(Locale.ROOT, "  %-8s %6s%s", word(kind), Format.number(outputs.count(kind)), first));
        if (inGroups) {
            outputs.groups().stream()
                    .filter(group -> group.kind() == kind)
                    .limit(GROUPS_SHOWN_MAX)
                    .forEach(DifferenceReport::print);
        }
    }

    /** The only side that there is. */
    private static Value only(OutputDifferences.Example example) {
        return example.kind() == OutputDifferences.Kind.ADDED ? example.after() : example.before();
    }

    /** Outputs that changed in the same fields, and the first of them, side by side. */
    private static void print(OutputDifferences.Group group) {
        OutputDifferences.Example first = group.examples().getFirst();
        String fields = group.fields().isEmpty() ? "the whole value" : "." + String.join(", .", group.fields());
        Screen.line(String.format(Locale.ROOT, "    %,10d   %s   first at %s", group.count(), fields, position(first)));
        for (ValueDifference difference : ValueDifference.between(first.before(), first.after())) {
            String path = difference.path().isEmpty() ? "" : "." + difference.pathText() + "  ";
            Screen.line(" ".repeat(17) + path + shown(difference.before()) + "  →  " + shown(difference.after()));
        }
    }

    private static String position(OutputDifferences.Example example) {
        return new RunPosition.Ordinal(example.task(), example.ordinal()) + " (" + example.place() + ")";
    }

    private static void print(List<StateDifference> states) {
        if (states.isEmpty()) {
            Screen.line("state at the end: the same");
            return;
        }
        int count = states.size();
        Screen.line("state at the end: " + (count == 1 ? "1 key differs" : Format.number(count) + " keys differ"));
        states.stream()
                .limit(STATES_SHOWN_MAX)
                .forEach(state -> Screen.line("  " + state.step() + "  " + Format.key(state.key()) + "  "
                        + shown(state.before()) + "  →  " + shown(state.after())));
        if (count > STATES_SHOWN_MAX) {
            Screen.line("  … and " + Format.number(count - STATES_SHOWN_MAX) + " more; --json shows all");
        }
    }

    private static String shown(Value value) {
        return value.isNull() ? "–" : Format.value(value, 60);
    }
}
