package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.Comparator;

/**
 * A timer of a step. (Not just {@code Timer}: who imports {@code java.util.*} too could not name it.)
 *
 * @param key its key among the step's timers, a scalar value
 * @param due when it is to fire
 */
public record ProcessorTimer(Value key, Instant due) {
    /** The order in which timers of one step fire: by time, then by key. */
    static final Comparator<ProcessorTimer> ORDER =
            Comparator.comparing(ProcessorTimer::due).thenComparing(ProcessorTimer::key, KeyOrder.INSTANCE);

    /** @throws ValueTypeException where the key is not a scalar */
    public ProcessorTimer {
        if (!key.isScalar()) {
            throw new io.tapedeck.log.ValueTypeException("scalar as a key of a timer", key);
        }
    }
}
