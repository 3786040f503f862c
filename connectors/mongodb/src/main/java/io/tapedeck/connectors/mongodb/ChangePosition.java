package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.BsonReading;
import io.tapedeck.connectors.codecs.BsonWriting;
import io.tapedeck.connectors.codecs.ExtendedForms;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/**
 * Where a source goes on, as the log keeps it.
 *
 * @param count how many messages it gave up to there
 * @param place behind which change, or which document of a snapshot
 */
record ChangePosition(long count, Place place) {
    private static final String COUNT = "count";
    private static final String TOKEN = "token";
    private static final String SINCE = "since";
    private static final String AFTER = "after";
    private static final BsonReading EXACT = new BsonReading(true);

    /** A place among changes, or in a snapshot before them. */
    sealed interface Place {}

    /**
     * Behind a change.
     *
     * @param token the deployment's token of it, a value that {@link ResumeToken} reads
     */
    record Behind(MapValue token) implements Place {}

    /**
     * With the first change at a time or later.
     *
     * @param time the deployment's time
     */
    record Since(BsonTimestamp time) implements Place {}

    /**
     * In a snapshot, which the changes behind a time follow.
     *
     * @param since the deployment's time when it began
     * @param after the {@code _id} of the last document read; none was where it is empty
     */
    record Snapshot(BsonTimestamp since, Optional<BsonValue> after) implements Place {}

    /** As a value. */
    Value toValue() {
        MapValue.Builder position = MapValue.builder().put(COUNT, Value.of(count));
        switch (place) {
            case Behind behind -> position.put(TOKEN, behind.token());
            case Since since -> position.put(SINCE, ExtendedForms.of(since.time()));
            case Snapshot snapshot -> {
                position.put(SINCE, ExtendedForms.of(snapshot.since()));
                snapshot.after().ifPresent(id -> position.put(AFTER, EXACT.read(id)));
            }
        }
        return position.build();
    }

    /** Reads a value that {@link #toValue} made. */
    static ChangePosition of(Value value) {
        MapValue position = value.asMap();
        try {
            return new ChangePosition(position.get(COUNT).asLong(), place(position));
        } catch (EncodingException e) {
            throw new IllegalStateException("it was BSON before", e);
        }
    }

    private static Place place(MapValue position) throws EncodingException {
        if (position.has(TOKEN)) {
            return new Behind(position.get(TOKEN).asMap());
        }
        BsonTimestamp since = BsonWriting.write(position.get(SINCE)).asTimestamp();
        return position.has(AFTER)
                ? new Snapshot(since, Optional.of(BsonWriting.write(position.get(AFTER))))
                : new Since(since);
    }
}
