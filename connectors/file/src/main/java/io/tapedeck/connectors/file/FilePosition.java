package io.tapedeck.connectors.file;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;

/**
 * Where a file source goes on.
 *
 * @param offset the byte after the last record
 * @param record the last record's number, from 1
 * @param line the line feeds before {@code offset}
 * @param fingerprint of the bytes before {@code offset} ({@link
 *     io.tapedeck.connectors.RecordBuffer#fingerprint})
 * @param open whether the last record was read at the file's end, without an end of its own
 */
record FilePosition(long offset, long record, long line, long fingerprint, boolean open) {
    private static final Value OFFSET = Value.of("offset");
    private static final Value RECORD = Value.of("record");
    private static final Value LINE = Value.of("line");
    private static final Value FINGERPRINT = Value.of("fingerprint");
    private static final Value OPEN = Value.of("open");

    /** As a run log keeps it. */
    Value toValue() {
        MapValue.Builder map = MapValue.builder()
                .put(OFFSET, Value.of(offset))
                .put(RECORD, Value.of(record))
                .put(LINE, Value.of(line))
                .put(FINGERPRINT, Value.of(fingerprint));
        return open ? map.put(OPEN, Value.of(true)).build() : map.build();
    }

    /** Reads what {@link #toValue} made. */
    static FilePosition ofValue(Value value) {
        MapValue map = value.asMap();
        return new FilePosition(
                map.get(OFFSET).asLong(),
                map.get(RECORD).asLong(),
                map.get(LINE).asLong(),
                map.get(FINGERPRINT).asLong(),
                !map.get(OPEN).isNull());
    }
}
