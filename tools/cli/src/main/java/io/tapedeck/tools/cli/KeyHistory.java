package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Moment;
import io.tapedeck.controller.Playback;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.RunStart;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a key of a step's state changed: its value at the beginning, and at each input that changed it. */
final class KeyHistory {
    private static final int SHOWN_MAX = 40;

    private final RunStart start;
    private final String key;
    private final List<Entry> entries = new ArrayList<>();
    private long inputs;

    private KeyHistory(RunStart start, String key) {
        this.start = start;
        this.key = key;
    }

    /**
     * The value from an input on.
     *
     * @param ordinal the input's ordinal
     * @param feedTimeNanos when it was fed
     * @param value the value behind it; empty where there is none
     */
    record Entry(long ordinal, long feedTimeNanos, Optional<Value> value) {}

    /**
     * Replays a part of a task.
     *
     * @param from where it begins; empty for the first input
     * @param to the last input; empty for that of the task
     * @param step whose state; empty for the first
     * @return empty where the task has no input at {@code from}
     */
    static Optional<KeyHistory> read(
            Controller controller,
            RunFolder task,
            Optional<RunPosition> from,
            Optional<RunPosition> to,
            String step,
            String key,
            ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException, DivergenceException {
        try (Playback playback = controller.open(task, progress)) {
            KeyHistory history = new KeyHistory(playback.start(), key);
            String of = StepChoice.of(playback.start(), step);
            Optional<Moment> at = from.isPresent() ? playback.goTo(from.get()) : playback.goTo(0);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            Optional<Value> value = history.valueAt(playback, of);
            history.add(at.get(), value);
            while (at.isPresent()
                    && !(to.isPresent() && to.get().isReachedBy(at.get().input()))) {
                at = playback.next();
                if (at.isPresent()) {
                    Optional<Value> now = history.valueAt(playback, of);
                    if (!now.equals(value)) {
                        history.add(at.get(), now);
                        value = now;
                    }
                    progress.progress(++history.inputs, history.entries.size());
                }
            }
            return Optional.of(history);
        }
    }

    private Optional<Value> valueAt(Playback playback, String step) {
        return StatePath.find(playback.state(step).orElseGet(StateStore::new), key);
    }

    private void add(Moment at, Optional<Value> value) {
        entries.add(new Entry(at.input().ordinal(), at.input().feedTimeNanos(), value));
    }

    String key() {
        return key;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether the key was never there. */
    boolean isEmpty() {
        return entries.stream().allMatch(entry -> entry.value().isEmpty());
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("run", start.id()).put("key", key);
        ArrayNode history = Json.array();
        for (Entry entry : entries) {
            ObjectNode each = Json.object()
                    .put("position", start.position(entry.ordinal()))
                    .put("time", Format.time(entry.feedTimeNanos()));
            each.set("value", Json.node(entry.value().orElse(Value.NULL)));
            history.add(each);
        }
        node.set("history", history);
        return node;
    }

    void print() {
        if (isEmpty()) {
            Screen.warn(Screen.red("✗") + " there was never a " + key + " in the state");
            return;
        }
        Screen.line(Screen.bold(key) + " of run " + start.id() + ", " + Format.count(entries.size(), "value") + " in "
                + Format.count(inputs + 1, "input"));
        int skipped = entries.size() - SHOWN_MAX;
        for (int i = 0; i < entries.size(); i++) {
            if (skipped <= 0 || i < SHOWN_MAX / 2 || i >= entries.size() - SHOWN_MAX / 2) {
                print(entries.get(i));
            } else if (i == SHOWN_MAX / 2) {
                Screen.line("  … " + Format.number(skipped) + " more; --json shows all, --plot draws them");
            }
        }
    }

    private void print(Entry entry) {
        Screen.line(String.format("  %-10s", start.position(entry.ordinal())) + "  "
                + Format.time(entry.feedTimeNanos()) + "  "
                + entry.value().map(value -> Format.value(value, 60)).orElse("–"));
    }
}
