package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.Comparator;

/**
 * A timer of a step.
 *
 * @param key its key among the step's timers, a scalar value
 * @param due when it is to fire
 */
public record Timer(Value key, Instant due) {
    /** The order in which timers of one step fire: by time, then by key. */
    static final Comparator<Timer> ORDER =
            Comparator.comparing(Timer::due).thenComparing(Timer::key, KeyOrder.INSTANCE);

    /** @throws ValueTypeException where the key is not a scalar */
    public Timer {
        if (!key.isScalar()) {
            throw new io.tapedeck.log.ValueTypeException("scalar as a key of a timer", key);
        }
    }
}
