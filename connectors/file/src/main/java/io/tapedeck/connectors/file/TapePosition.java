package io.tapedeck.connectors.file;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Where the source of a stream file goes on: a beacon leads there.
 *
 * @param log the log's identity: another log under the same name has other ordinals
 * @param ordinal the last message's
 */
record TapePosition(UUID log, long ordinal) {
    private static final Value LOG = Value.of("log");
    private static final Value ORDINAL = Value.of("ordinal");

    /** As a run log keeps it. */
    Value toValue() {
        byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(log.getMostSignificantBits())
                .putLong(log.getLeastSignificantBits())
                .array();
        return MapValue.builder()
                .put(LOG, Value.of(Bytes.wrap(id)))
                .put(ORDINAL, Value.of(ordinal))
                .build();
    }

    /** Reads what {@link #toValue} made. */
    static TapePosition ofValue(Value value) {
        MapValue map = value.asMap();
        ByteBuffer id = ByteBuffer.wrap(map.get(LOG).asBytes().toByteArray());
        return new TapePosition(
                new UUID(id.getLong(), id.getLong()), map.get(ORDINAL).asLong());
    }
}
