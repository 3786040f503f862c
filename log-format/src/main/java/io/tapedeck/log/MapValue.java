package io.tapedeck.log;

import java.util.Map;

/**
 * A map from scalar values (mostly strings) to values, in the order in which the entries were put. Equality
 * ignores the order, as for maps everywhere; the canonical encoding keeps it.
 */
public final class MapValue implements Value {
    /** A map without entries. */
    public static final MapValue EMPTY = builder().build();

    private final OrderedEntries entries;

    private MapValue(OrderedEntries entries) {
        this.entries = entries;
    }

    /** Starts an empty map. */
    public static Builder builder() {
        return new Builder();
    }

    /** The entries, in order; unmodifiable. */
    public Map<Value, Value> entries() {
        return entries;
    }

    /** The number of entries. */
    public int size() {
        return entries.size();
    }

    /** The value at {@code key}, or {@link Value#NULL} where there is none. */
    @Override
    public Value get(String key) {
        return get(Value.of(key));
    }

    /** The value at {@code key}, or {@link Value#NULL} where there is none. */
    public Value get(Value key) {
        return entries.getOrDefault(key, NULL);
    }

    /** Whether there is an entry for {@code key}, be it {@link Value#NULL}. */
    public boolean has(String key) {
        return entries.containsKey(Value.of(key));
    }

    /** Whether both have the same encoding: equal entries in the same order. */
    boolean isAlike(MapValue other) {
        return entries.areAlike(other.entries);
    }

    @Override
    public String kind() {
        return "map";
    }

    @Override
    public MapValue asMap() {
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapValue that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** Collects the entries of a map. Good for one map: after {@link #build()} it refuses more. */
    public static final class Builder {
        private final OrderedEntries entries = new OrderedEntries();
        private boolean built;

        private Builder() {}

        /** Puts an entry; a key put before keeps its place and takes the new value. */
        public Builder put(String key, Value value) {
            return put(Value.of(key), value);
        }

        /**
         * Puts an entry; a key put before keeps its place and takes the new value.
         *
         * @throws ValueTypeException where the key is a list or a map
         */
        public Builder put(Value key, Value value) {
            if (!key.isScalar()) {
                throw new ValueTypeException("scalar as a map's key", key);
            }
            if (built) {
                throw new UnsupportedOperationException("the map was built; it does not change any more");
            }
            entries.set(key, java.util.Objects.requireNonNull(value));
            return this;
        }

        /** The map of what was put. */
        public MapValue build() {
            built = true;
            return new MapValue(entries);
        }
    }
}
