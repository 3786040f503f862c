package io.tapedeck.processors.java.bridge;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link java.util.concurrent.ConcurrentHashMap} becomes: in the order in which keys came, for one thread.
 * As with the JDK's, what is removed or added while it is iterated over disturbs no iterator: an entry that was
 * removed keeps its successor.
 */
public class OrderedConcurrentMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final Map<K, Node<K, V>> nodes = new HashMap<>();
    private @Nullable Node<K, V> first;
    private @Nullable Node<K, V> last;

    /** An entry, between the one before and the one after. */
    private static final class Node<K, V> {
        final K key;
        V value;
        boolean isRemoved;

        @Nullable
        Node<K, V> before;

        @Nullable
        Node<K, V> after;

        Node(K key, V value, @Nullable Node<K, V> before) {
            this.key = key;
            this.value = value;
            this.before = before;
        }
    }

    /** For {@code new ConcurrentHashMap()}. */
    public OrderedConcurrentMap() {}

    /** For {@code new ConcurrentHashMap(capacity)}. */
    public OrderedConcurrentMap(int capacity) {
        this(capacity, 0.75f, 1);
    }

    /** For {@code new ConcurrentHashMap(capacity, loadFactor)}. */
    public OrderedConcurrentMap(int capacity, float loadFactor) {
        this(capacity, loadFactor, 1);
    }

    /** For {@code new ConcurrentHashMap(capacity, loadFactor, threads)}. */
    public OrderedConcurrentMap(int capacity, float loadFactor, int threads) {
        if (capacity < 0 || !(loadFactor > 0) || threads <= 0) {
            throw new IllegalArgumentException();
        }
    }

    /** For {@code new ConcurrentHashMap(map)}. */
    public OrderedConcurrentMap(Map<? extends K, ? extends V> map) {
        map.forEach((key, value) -> {
            if (nodes.containsKey(key)) {
                throw new IllegalArgumentException("a map with a key twice");
            }
            append(Objects.requireNonNull(key), Objects.requireNonNull(value));
        });
    }

    /** For {@code ConcurrentHashMap.newKeySet()}. */
    public static <K> KeySetView<K, Boolean> newKeySet() {
        return new KeySetView<>(new OrderedConcurrentMap<>(), true);
    }

    /** For {@code ConcurrentHashMap.newKeySet(capacity)}. */
    public static <K> KeySetView<K, Boolean> newKeySet(int capacity) {
        return new KeySetView<>(new OrderedConcurrentMap<>(capacity), true);
    }

    @Override
    public int size() {
        return nodes.size();
    }

    /** For {@code ConcurrentHashMap.mappingCount()}. */
    public long mappingCount() {
        return nodes.size();
    }

    @Override
    public @Nullable V get(Object key) {
        return value(nodes.get(Objects.requireNonNull(key)));
    }

    @Override
    public V getOrDefault(Object key, V otherwise) {
        V value = get(key);
        return value != null ? value : otherwise;
    }

    private static <K, V> @Nullable V value(@Nullable Node<K, V> node) {
        return node == null ? null : node.value;
    }

    @Override
    public boolean containsKey(Object key) {
        return nodes.containsKey(Objects.requireNonNull(key));
    }

    @Override
    public boolean containsValue(Object value) {
        return values().contains(Objects.requireNonNull(value));
    }

    /** For {@code ConcurrentHashMap.contains(value)}. */
    public boolean contains(Object value) {
        return containsValue(value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        Objects.requireNonNull(value);
        Node<K, V> node = nodes.get(Objects.requireNonNull(key));
        if (node == null) {
            append(key, value);
            return null;
        }
        V before = node.value;
        node.value = value;
        return before;
    }

    private void append(K key, V value) {
        Node<K, V> node = new Node<>(key, value, last);
        nodes.put(key, node);
        if (last == null) {
            first = node;
        } else {
            last.after = node;
        }
        last = node;
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        V before = get(key);
        return before != null ? before : put(key, value);
    }

    @Override
    public @Nullable V remove(Object key) {
        Node<K, V> node = nodes.remove(Objects.requireNonNull(key));
        if (node != null) {
            unlink(node);
        }
        return value(node);
    }

    /** The node keeps what comes after it, for an iterator that stands there. */
    private void unlink(Node<K, V> node) {
        node.isRemoved = true;
        if (node.before == null) {
            first = node.after;
        } else {
            node.before.after = node.after;
        }
        if (node.after == null) {
            last = node.before;
        } else {
            node.after.before = node.before;
        }
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        boolean isThere = value != null && value.equals(get(key));
        if (isThere) {
            remove(key);
        }
        return isThere;
    }

    @Override
    public boolean replace(K key, V before, V value) {
        boolean isThere = Objects.requireNonNull(before).equals(get(key));
        if (isThere) {
            put(key, value);
        }
        return isThere;
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Objects.requireNonNull(value);
        return containsKey(key) ? put(key, value) : null;
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        for (Entry<K, V> entry : entrySet()) {
            put(entry.getKey(), function.apply(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        V before = get(key);
        return before != null ? before : store(key, function.apply(key));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        V before = get(key);
        return before == null ? null : store(key, function.apply(key, before));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
        return store(key, function.apply(key, get(key)));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        V before = get(key);
        return store(key, before == null ? Objects.requireNonNull(value) : function.apply(before, value));
    }

    private @Nullable V store(K key, @Nullable V value) {
        if (value == null) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    @Override
    public void clear() {
        for (K key : keySet()) {
            remove(key);
        }
    }

    /** For {@code ConcurrentHashMap.keys()}. */
    public Enumeration<K> keys() {
        return Collections.enumeration(keySet());
    }

    /** For {@code ConcurrentHashMap.elements()}. */
    public Enumeration<V> elements() {
        return Collections.enumeration(values());
    }

    @Override
    public KeySetView<K, V> keySet() {
        return new KeySetView<>(this, null);
    }

    /** For {@code ConcurrentHashMap.keySet(value)}. */
    public KeySetView<K, V> keySet(V value) {
        return new KeySetView<>(this, Objects.requireNonNull(value));
    }

    @Override
    public Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return nodes.size();
            }

            @Override
            public Iterator<V> iterator() {
                return new InOrder<>(node -> node.value);
            }
        };
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return nodes.size();
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new InOrder<>(node -> entry(node));
            }
        };
    }

    private Entry<K, V> entry(Node<K, V> node) {
        return new SimpleEntry<>(node.key, node.value) {
            private static final long serialVersionUID = 1L;

            @Override
            public V setValue(V value) {
                put(getKey(), value);
                return super.setValue(value);
            }
        };
    }

    private final class InOrder<T> implements Iterator<T> {
        private final Function<Node<K, V>, T> shown;
        private @Nullable Node<K, V> next = first;
        private @Nullable Node<K, V> given;

        InOrder(Function<Node<K, V>, T> shown) {
            this.shown = shown;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            Node<K, V> node = next;
            if (node == null) {
                throw new NoSuchElementException();
            }
            given = node;
            next = node.after;
            while (next != null && next.isRemoved) {
                next = next.after;
            }
            return shown.apply(node);
        }

        @Override
        public void remove() {
            Node<K, V> node = given;
            if (node == null) {
                throw new IllegalStateException();
            }
            given = null;
            OrderedConcurrentMap.this.remove(node.key);
        }
    }

    /** For {@code ConcurrentHashMap.KeySetView}. */
    public static final class KeySetView<K, V> extends AbstractSet<K> {
        private final OrderedConcurrentMap<K, V> map;
        private final @Nullable V value;

        KeySetView(OrderedConcurrentMap<K, V> map, @Nullable V value) {
            this.map = map;
            this.value = value;
        }

        /** For {@code KeySetView.getMap()}. */
        public OrderedConcurrentMap<K, V> getMap() {
            return map;
        }

        /** For {@code KeySetView.getMappedValue()}. */
        public @Nullable V getMappedValue() {
            return value;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean add(K key) {
            if (value == null) {
                throw new UnsupportedOperationException();
            }
            return map.putIfAbsent(key, value) == null;
        }

        @Override
        public boolean remove(Object key) {
            return map.remove(key) != null;
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<K> iterator() {
            return map.new InOrder<>(node -> node.key);
        }
    }
}
