package io.tapedeck.connectors.file;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;

/**
 * Where the source of a SeaStreamer file goes on.
 *
 * @param offset the byte after the last message, before the beacon that may follow: an append writes that anew
 * @param fingerprint of the bytes before {@code offset} ({@link
 *     io.tapedeck.connectors.RecordBuffer#fingerprint})
 */
record SeaStreamerPosition(long offset, long fingerprint) {
    private static final Value OFFSET = Value.of("offset");
    private static final Value FINGERPRINT = Value.of("fingerprint");

    /** As a run log keeps it. */
    Value toValue() {
        return MapValue.builder()
                .put(OFFSET, Value.of(offset))
                .put(FINGERPRINT, Value.of(fingerprint))
                .build();
    }

    /** Reads what {@link #toValue} made. */
    static SeaStreamerPosition ofValue(Value value) {
        MapValue map = value.asMap();
        return new SeaStreamerPosition(
                map.get(OFFSET).asLong(), map.get(FINGERPRINT).asLong());
    }
}
