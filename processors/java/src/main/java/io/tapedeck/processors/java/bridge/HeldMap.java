package io.tapedeck.processors.java.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@link java.util.WeakHashMap} becomes: a map that keeps its keys, in the order in which they came. */
public class HeldMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    /** For {@code new WeakHashMap()}. */
    public HeldMap() {}

    /** For {@code new WeakHashMap(capacity)}. */
    public HeldMap(int capacity) {
        super(capacity);
    }

    /** For {@code new WeakHashMap(capacity, loadFactor)}. */
    public HeldMap(int capacity, float loadFactor) {
        super(capacity, loadFactor);
    }

    /** For {@code new WeakHashMap(map)}. */
    public HeldMap(Map<? extends K, ? extends V> map) {
        super(map);
    }

    /** For {@code WeakHashMap.newWeakHashMap(count)}. */
    public static <K, V> HeldMap<K, V> newWeakHashMap(int count) {
        return new HeldMap<>();
    }
}
