package io.tapedeck.processors.java.bridge;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link java.util.IdentityHashMap} becomes: keys are the same if they are one object; in their order. */
public class IdentityMap<K, V> extends AbstractMap<K, V> implements Cloneable {
    private final Map<Same<K>, V> entries = new LinkedHashMap<>();

    /** An object that equals itself only. */
    private record Same<K>(@Nullable K object) {
        @Override
        @SuppressWarnings("ReferenceEquality") // that is what it is for
        public boolean equals(@Nullable Object other) {
            return other instanceof Same<?> same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** For {@code new IdentityHashMap()}. */
    public IdentityMap() {}

    /** For {@code new IdentityHashMap(capacity)}. */
    public IdentityMap(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("expectedMaxSize is negative: " + capacity);
        }
    }

    /** For {@code new IdentityHashMap(map)}. */
    public IdentityMap(Map<? extends K, ? extends V> map) {
        map.forEach((key, value) -> entries.put(new Same<>(key), value));
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return entries.get(new Same<>(key));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entries.containsKey(new Same<>(key));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // so are values, in this map
    public boolean containsValue(@Nullable Object value) {
        return entries.values().stream().anyMatch(each -> each == value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return entries.put(new Same<>(key), value);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return entries.remove(new Same<>(key));
    }

    @Override
    public void clear() {
        entries.clear();
    }

    /** For {@code IdentityHashMap.clone()}. */
    @Override
    @SuppressWarnings("MissingSuperCall") // it has a map of its own
    public Object clone() {
        return new IdentityMap<>(this);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return entries.size();
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return entriesInOrder(entries.entrySet().iterator());
            }
        };
    }

    private Iterator<Entry<K, V>> entriesInOrder(Iterator<Entry<Same<K>, V>> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            @SuppressWarnings("NullAway") // a key may be null, as it may in the JDK's
            public Entry<K, V> next() {
                Entry<Same<K>, V> entry = all.next();
                return new SimpleEntry<>(entry.getKey().object(), entry.getValue()) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public V setValue(V value) {
                        entry.setValue(value);
                        return super.setValue(value);
                    }
                };
            }

            @Override
            public void remove() {
                all.remove();
            }
        };
    }
}
