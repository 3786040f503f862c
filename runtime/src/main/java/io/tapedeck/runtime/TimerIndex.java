package io.tapedeck.runtime;

import io.tapedeck.log.ListValue;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The timers among the entries of a state, in the order in which they fire. A timer is an entry like others, under a
 * key that no processor can use, a list: so it is undone, digested and kept by checkpoints as they are.
 */
final class TimerIndex {
    private static final Value MARK = Value.of("timer");

    private final TreeSet<ProcessorTimer> timers = new TreeSet<>(ProcessorTimer.ORDER);

    /** The key of the entry that holds the timer with a key. */
    static Value place(Value timerKey) {
        return Value.list(MARK, timerKey);
    }

    /** Whether an entry with this key holds a timer. */
    static boolean isPlace(Value key) {
        return key instanceof ListValue;
    }

    private static ProcessorTimer timer(Value place, Value due) {
        return new ProcessorTimer(place.get(1), due.asTime());
    }

    /** An entry was changed from one value to another; null is none. */
    void changed(Value place, Value before, Value after) {
        if (!before.isNull()) {
            timers.remove(timer(place, before));
        }
        if (!after.isNull()) {
            timers.add(timer(place, after));
        }
    }

    int size() {
        return timers.size();
    }

    Optional<ProcessorTimer> first() {
        return timers.isEmpty() ? Optional.empty() : Optional.of(timers.first());
    }

    List<ProcessorTimer> all() {
        return List.copyOf(timers);
    }

    /** Those that are due at a time or before. */
    List<ProcessorTimer> dueAt(Instant time) {
        return timers.stream().takeWhile(timer -> !timer.due().isAfter(time)).toList();
    }
}
