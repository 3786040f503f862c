package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.util.Map;

/**
 * The keyed state of a step: all that a processor may remember between messages. Keys are scalar values,
 * mostly strings; iteration is in key order ({@link KeyOrder}).
 */
public interface KeyValueStore {
    /** The value at {@code key}, or {@link Value#NULL} where there is none. */
    Value get(Value key);

    /** Whether there is an entry for {@code key}. */
    boolean has(Value key);

    /** Puts an entry. */
    void put(Value key, Value value);

    /** Removes an entry, if there is one. */
    void remove(Value key);

    /** The number of entries. */
    long size();

    /** The entries in key order, as they are when the iteration reaches them. */
    Iterable<Map.Entry<Value, Value>> entries();

    /** The value at {@code key}, or {@link Value#NULL} where there is none. */
    default Value get(String key) {
        return get(Value.of(key));
    }

    /** Whether there is an entry for {@code key}. */
    default boolean has(String key) {
        return has(Value.of(key));
    }

    /** Puts an entry. */
    default void put(String key, Value value) {
        put(Value.of(key), value);
    }

    /** Removes an entry, if there is one. */
    default void remove(String key) {
        remove(Value.of(key));
    }
}
