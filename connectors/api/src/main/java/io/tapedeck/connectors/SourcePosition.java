package io.tapedeck.connectors;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a source goes on, brought forward message by message. A source of one shard gives its whole position with each
 * message. One of many gives a map with the member {@value #SHARDS}, a map that has the message's shard only: the others
 * stay where they were, and one whose position is null there is no more.
 */
public final class SourcePosition {
    /** The member of a position that has a position for each shard. */
    public static final String SHARDS = "shards";

    private static final Value SHARDS_KEY = Value.of(SHARDS);

    private Value latest = Value.NULL;
    private final Map<Value, Value> shards = new LinkedHashMap<>();

    /** A position to begin with; {@link Value#NULL} for the source's start. */
    public SourcePosition(Value start) {
        advance(start);
    }

    /** A message was taken, and this is the position behind it. */
    public void advance(Value position) {
        latest = position;
        if (position instanceof MapValue map && map.get(SHARDS_KEY) instanceof MapValue moved) {
            moved.entries().forEach(this::move);
        }
    }

    private void move(Value shard, Value position) {
        if (position.isNull()) {
            shards.remove(shard);
        } else {
            shards.put(shard, position);
        }
    }

    /** Where the source goes on. */
    public Value toValue() {
        if (shards.isEmpty()) {
            return latest;
        }
        MapValue.Builder all = MapValue.builder();
        shards.forEach(all::put);
        MapValue.Builder position = MapValue.builder();
        latest.asMap().entries().forEach(position::put);
        return position.put(SHARDS, all.build()).build();
    }
}
