package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The timers of a step. They are state: what a failed call did to them is undone, and a checkpoint keeps them. One that
 * is due at D fires before the first input that is fed at D or later; while no input comes, a tick takes its place.
 * Fired, it is gone, and {@link Processor#onTimer} is called.
 */
public interface Timers {
    /** Sets a timer; one of the same key is replaced. One that is due already fires before the next input. */
    void set(Value key, Instant due);

    /** Cancels a timer, if there is one. */
    void cancel(Value key);

    /** When a timer is due; empty where there is none. */
    Optional<Instant> due(Value key);

    /** All timers, in the order in which they will fire. */
    List<ProcessorTimer> all();

    /** Sets a timer; one of the same key is replaced. */
    default void set(String key, Instant due) {
        set(Value.of(key), due);
    }

    /** Cancels a timer, if there is one. */
    default void cancel(String key) {
        cancel(Value.of(key));
    }

    /** When a timer is due; empty where there is none. */
    default Optional<Instant> due(String key) {
        return due(Value.of(key));
    }
}
