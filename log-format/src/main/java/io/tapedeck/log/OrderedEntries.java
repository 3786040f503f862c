package io.tapedeck.log;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a {@link MapValue} in one array, in the order in which they were put. Most maps are small and made once
 * a message: up to {@value #SMALL} entries are found by walking through them, more by a table of hashes.
 */
final class OrderedEntries extends AbstractMap<Value, Value> {
    private static final int SMALL = 8;
    private static final int FIRST_LENGTH = 10;
    private static final int[] NO_TABLE = {};

    /** Keys and values in turn. */
    private @Nullable Value[] items = new @Nullable Value[FIRST_LENGTH];

    private int size;
    /** One more than an entry's index at its key's hash, or at the next free place behind it; a power of two long. */
    private int[] table = NO_TABLE;

    /** Puts an entry; a key that is there keeps its place. Not for anybody who was given the map. */
    void set(Value key, Value value) {
        int index = indexOf(key);
        if (index >= 0) {
            items[2 * index + 1] = value;
            return;
        }
        if (2 * size == items.length) {
            items = Arrays.copyOf(items, Math.multiplyExact(items.length, 2));
        }
        items[2 * size] = key;
        items[2 * size + 1] = value;
        size++;
        if (size > SMALL) {
            noteInTable();
        }
    }

    private void noteInTable() {
        if (size * 2L > table.length) {
            table = new int[Integer.highestOneBit(Math.multiplyExact(size, 4))];
            for (int i = 0; i < size; i++) {
                note(i);
            }
        } else {
            note(size - 1);
        }
    }

    private void note(int index) {
        int at = slot(key(index));
        while (table[at] != 0) {
            at = at + 1 & table.length - 1;
        }
        table[at] = index + 1;
    }

    private int slot(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private int indexOf(Object key) {
        if (size <= SMALL) {
            for (int i = 0; i < size; i++) {
                if (key(i).equals(key)) {
                    return i;
                }
            }
            return -1;
        }
        for (int at = slot(key); table[at] != 0; at = at + 1 & table.length - 1) {
            if (key(table[at] - 1).equals(key)) {
                return table[at] - 1;
            }
        }
        return -1;
    }

    private Value key(int index) {
        return item(2 * index);
    }

    private Value value(int index) {
        return item(2 * index + 1);
    }

    private Value item(int at) {
        Value item = items[at];
        if (item == null) {
            throw new NoSuchElementException("no entry " + at / 2);
        }
        return item;
    }

    /** Whether both have entries of the same encoding, in the same order. */
    boolean areAlike(OrderedEntries other) {
        boolean alike = size == other.size;
        for (int i = 0; alike && i < 2 * size; i++) {
            alike = ValueEncoder.areAlike(item(i), other.item(i));
        }
        return alike;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && indexOf(key) >= 0;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        int index = key == null ? -1 : indexOf(key);
        return index < 0 ? null : value(index);
    }

    @Override
    public Value getOrDefault(@Nullable Object key, Value other) {
        int index = key == null ? -1 : indexOf(key);
        return index < 0 ? other : value(index);
    }

    @Override
    public void forEach(BiConsumer<? super Value, ? super Value> action) {
        for (int i = 0; i < size; i++) {
            action.accept(key(i), value(i));
        }
    }

    @Override
    public Set<Value> keySet() {
        return new View<>(this::key) {
            @Override
            public boolean contains(@Nullable Object key) {
                return containsKey(key);
            }
        };
    }

    @Override
    public Collection<Value> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Value> iterator() {
                return new Each<>(OrderedEntries.this::value);
            }
        };
    }

    @Override
    public Set<Map.Entry<Value, Value>> entrySet() {
        return new View<>(index -> Map.entry(key(index), value(index)));
    }

    /** What there is at each index, without duplicates. */
    private class View<E> extends AbstractSet<E> {
        private final IntFunction<E> at;

        View(IntFunction<E> at) {
            this.at = at;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<E> iterator() {
            return new Each<>(at);
        }
    }

    /** Goes through all indexes. */
    private final class Each<E> implements Iterator<E> {
        private final IntFunction<E> at;
        private int next;

        Each(IntFunction<E> at) {
            this.at = at;
        }

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public E next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return at.apply(next++);
        }
    }
}
