package io.tapedeck.tools.cli;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What differs between two states, field by field where a value is a map. */
final class StateChanges {
    private static final int SHOWN_MAX = 20;
    private static final int WIDTH = 44;

    private final List<Change> changes = new ArrayList<>();

    private StateChanges() {}

    /**
     * A value that differs.
     *
     * @param path the key, and the fields that lead to it, with dots between
     */
    record Change(String path, Value before, Value after) {}

    static StateChanges between(MapValue before, MapValue after) {
        StateChanges found = new StateChanges();
        found.compare("", before, after);
        return found;
    }

    private void compare(String path, MapValue before, MapValue after) {
        Set<Value> keys = new LinkedHashSet<>(before.entries().keySet());
        keys.addAll(after.entries().keySet());
        for (Value key : keys) {
            Value one = before.get(key);
            Value other = after.get(key);
            String place = path.isEmpty() ? Format.key(key) : path + "." + Format.key(key);
            if (one instanceof MapValue map && other instanceof MapValue now) {
                compare(place, map, now);
            } else if (!one.equals(other)) {
                changes.add(new Change(place, one, other));
            }
        }
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Change> all() {
        return changes;
    }

    void print() {
        int width = changes.stream()
                .limit(SHOWN_MAX)
                .mapToInt(change -> change.path().length())
                .max()
                .orElse(0);
        changes.stream()
                .limit(SHOWN_MAX)
                .forEach(change -> Screen.line("    " + change.path()
                        + " ".repeat(width - change.path().length()) + "  " + shown(change.before()) + "  →  "
                        + shown(change.after())));
        if (changes.size() > SHOWN_MAX) {
            Screen.line("    … and " + Format.number(changes.size() - SHOWN_MAX) + " more");
        }
    }

    private static String shown(Value value) {
        return value.isNull() ? "–" : Format.value(value, WIDTH);
    }
}
