package io.tapedeck.processors.python;

import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store in memory that notes every write, in order of the keys' encodings, and can be rolled back. */
final class MemoryStore implements KeyValueStore {
    private TreeMap<Value, Value> entries = empty();
    private TreeMap<Value, Value> kept = empty();
    final List<String> writes = new ArrayList<>();

    private static TreeMap<Value, Value> empty() {
        return new TreeMap<>((a, b) -> ValueEncoder.encode(a).compareTo(ValueEncoder.encode(b)));
    }

    void commit() {
        kept = new TreeMap<>(entries);
    }

    void rollBack() {
        entries = new TreeMap<>(kept);
    }

    /** What a checkpoint would keep. */
    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.restore(this);
        return copy;
    }

    /** Holds what the other holds, and has written nothing. */
    void restore(MemoryStore other) {
        kept = new TreeMap<>(other.kept);
        rollBack();
        writes.clear();
    }

    @Override
    public Value get(Value key) {
        return entries.getOrDefault(key, Value.NULL);
    }

    @Override
    public boolean has(Value key) {
        return entries.containsKey(key);
    }

    @Override
    public void put(Value key, Value value) {
        writes.add(key + "=" + value);
        entries.put(key, value);
    }

    @Override
    public void remove(Value key) {
        writes.add("-" + key);
        entries.remove(key);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public Iterable<Map.Entry<Value, Value>> entries() {
        List<Value> keys = List.copyOf(entries.keySet());
        return () -> keys.stream()
                .filter(entries::containsKey)
                .map(key -> Map.entry(key, get(key)))
                .iterator();
    }
}
