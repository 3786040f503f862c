package io.tapedeck.processors.java.bridge;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Map.of} becomes: unmodifiable, without nulls, in the order given. The JDK's order changes with
 * every start of the JVM.
 */
final class OrderedMap<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> entries;

    private OrderedMap(Map<K, V> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** The map of keys and values in turn; no two keys may be equal. */
    @SuppressWarnings("unchecked")
    static <K, V> Map<K, V> of(Object... keysAndValues) {
        Map<K, V> map = LinkedHashMap.newLinkedHashMap(keysAndValues.length / 2);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(map, (K) keysAndValues[i], (V) keysAndValues[i + 1]);
        }
        return new OrderedMap<>(map);
    }

    /** The map of {@code entries}; no two keys may be equal. */
    static <K, V> Map<K, V> ofEntries(Iterable<? extends Map.Entry<? extends K, ? extends V>> entries) {
        Map<K, V> map = new LinkedHashMap<>();
        for (Map.Entry<? extends K, ? extends V> entry : entries) {
            put(map, entry.getKey(), entry.getValue());
        }
        return new OrderedMap<>(map);
    }

    /** A copy in the map's order. */
    @SuppressWarnings("unchecked")
    static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> map) {
        return map instanceof OrderedMap<?, ?> ? (Map<K, V>) map : ofEntries(map.entrySet());
    }

    private static <K, V> void put(Map<K, V> map, K key, V value) {
        if (map.put(Objects.requireNonNull(key), Objects.requireNonNull(value)) != null) {
            throw new IllegalArgumentException("duplicate key: " + WorldObjects.text(key));
        }
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return entries.get(Objects.requireNonNull(key));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entries.containsKey(Objects.requireNonNull(key));
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return entries.containsValue(Objects.requireNonNull(value));
    }

    @Override
    public V put(K key, V value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V putIfAbsent(K key, V value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V remove(@Nullable Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V replace(K key, V value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replace(K key, V before, V after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
