package io.tapedeck.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A step's state as the vectors have it: its entries, their digest, and what was written since it was put down last. */
final class VectorState {
    private static final int PUT = 1;
    private static final int REMOVE = 2;

    /** By the encodings of the keys, as {@link #changed} is. */
    private final Map<Bytes, Value> entries = new TreeMap<>();

    private final TreeSet<Bytes> changed = new TreeSet<>();
    private long digest;

    /** A state at a time: its entries, each a list of key and value, in the order of the keys' encodings. */
    record Snapshot(long digest, List<ListValue> entries) {}

    void put(Value key, Value value) {
        entries.put(advance(PUT, key, value), value);
    }

    /** Removes an entry that is there. */
    void remove(Value key) {
        entries.remove(advance(REMOVE, key, Value.NULL));
    }

    void clear() {
        List.copyOf(entries.keySet()).forEach(key -> remove(ValueDecoder.decode(key)));
    }

    /** As spec/determinism.md says; returns the key's encoding. */
    private Bytes advance(int write, Value key, Value value) {
        ValueEncoder item = new ValueEncoder();
        item.writeByte(write);
        item.write(key);
        item.write(value);
        digest = XxHash64.hash(item.toBytes(), digest);
        Bytes encoded = ValueEncoder.encode(key);
        changed.add(encoded);
        return encoded;
    }

    long digest() {
        return digest;
    }

    int changed() {
        return changed.size();
    }

    Snapshot snapshot() {
        return new Snapshot(
                digest,
                entries.entrySet().stream()
                        .map(entry -> Value.list(ValueDecoder.decode(entry.getKey()), entry.getValue()))
                        .toList());
    }

    /** The whole state, as a part of a snapshot has it. */
    Bytes encoded() {
        ValueEncoder encoder = new ValueEncoder();
        entries.forEach((key, value) -> {
            encoder.write(ValueDecoder.decode(key));
            encoder.write(value);
        });
        return encoder.toBytes();
    }

    /** Puts what changed into a record, as many keys as {@code keysMax}; these count as put down then. */
    void putChangesTo(MapValue.Builder content, int keysMax) {
        ValueEncoder written = new ValueEncoder();
        ValueEncoder removed = new ValueEncoder();
        for (int i = 0; i < keysMax && !changed.isEmpty(); i++) {
            Bytes key = changed.pollFirst();
            if (entries.containsKey(key)) {
                written.write(ValueDecoder.decode(key));
                written.write(entries.get(key));
            } else {
                removed.write(ValueDecoder.decode(key));
            }
        }
        content.put("written", Value.of(written.toBytes())).put("removed", Value.of(removed.toBytes()));
    }
}
