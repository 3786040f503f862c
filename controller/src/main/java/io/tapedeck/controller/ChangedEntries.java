package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.StateStore;

/**
 * Entries of a state that changed, as they are afterwards.
 *
 * @param written the encodings of key and value of each entry that was written and is there, in turn
 * @param removed the encodings of the keys that are there no more
 */
record ChangedEntries(Bytes written, Bytes removed) {
    static final ChangedEntries NONE = new ChangedEntries(Bytes.EMPTY, Bytes.EMPTY);

    void putTo(MapValue.Builder map) {
        map.put("written", Value.of(written)).put("removed", Value.of(removed));
    }

    static ChangedEntries ofValue(Value value) {
        return new ChangedEntries(
                value.get("written").asBytes(), value.get("removed").asBytes());
    }

    /** Encodes entries, until they are taken. */
    static final class Encoder {
        private final ValueEncoder written = new ValueEncoder();
        private final ValueEncoder removed = new ValueEncoder();

        void add(Value key, StateStore state) {
            if (state.has(key)) {
                written.write(key);
                written.write(state.get(key));
            } else {
                removed.write(key);
            }
        }

        int bytes() {
            return written.length() + removed.length();
        }

        ChangedEntries take() {
            ChangedEntries entries = new ChangedEntries(written.toBytes(), removed.toBytes());
            written.clear();
            removed.clear();
            return entries;
        }
    }
}
