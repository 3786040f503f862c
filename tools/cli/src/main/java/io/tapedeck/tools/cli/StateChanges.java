package io.tapedeck.tools.cli;

import io.tapedeck.controller.ValueDifference;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.List;

/** What differs between two states, field by field where a value is a map. */
final class StateChanges {
    private static final int SHOWN_MAX = 20;
    private static final int WIDTH = 44;

    private final List<ValueDifference> changes;

    private StateChanges(List<ValueDifference> changes) {
        this.changes = changes;
    }

    static StateChanges between(MapValue before, MapValue after) {
        return new StateChanges(ValueDifference.between(before, after));
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void print() {
        int width = changes.stream()
                .limit(SHOWN_MAX)
                .mapToInt(change -> change.pathText().length())
                .max()
                .orElse(0);
        changes.stream()
                .limit(SHOWN_MAX)
                .forEach(change -> Screen.line("    " + change.pathText()
                        + " ".repeat(width - change.pathText().length()) + "  " + shown(change.before()) + "  →  "
                        + shown(change.after())));
        if (changes.size() > SHOWN_MAX) {
            Screen.line("    … and " + Format.number(changes.size() - SHOWN_MAX) + " more");
        }
    }

    private static String shown(Value value) {
        return value.isNull() ? "–" : Format.value(value, WIDTH);
    }
}
