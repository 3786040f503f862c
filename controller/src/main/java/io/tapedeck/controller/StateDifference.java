package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An entry of a step's state that differs.
 *
 * @param task the task's number, from 1; 0 where the run has only one
 * @param step the step
 * @param key the key
 * @param before the value before, or as recorded; {@link Value#NULL} where there is none
 * @param after the other value
 */
public record StateDifference(int task, String step, Value key, Value before, Value after) {
    /** Where the states of a step differ. */
    static List<StateDifference> between(int task, String step, MapValue before, MapValue after) {
        List<StateDifference> found = new ArrayList<>();
        Set<Value> keys = new LinkedHashSet<>(before.entries().keySet());
        keys.addAll(after.entries().keySet());
        for (Value key : keys) {
            if (!ValueEncoder.encode(before.get(key)).equals(ValueEncoder.encode(after.get(key)))) {
                found.add(new StateDifference(task, step, key, before.get(key), after.get(key)));
            }
        }
        return found;
    }
}
