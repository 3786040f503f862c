package io.tapedeck.log.seastreamer;

import io.tapedeck.log.StreamKey;
import java.util.Comparator;

/** A shard of a stream; in the order in which SeaStreamer goes through them, by name, then by number. */
record StreamShard(StreamKey stream, long shard) implements Comparable<StreamShard> {
    private static final Comparator<StreamShard> ORDER =
            Comparator.comparing(StreamShard::stream).thenComparingLong(StreamShard::shard);

    @Override
    public int compareTo(StreamShard other) {
        return ORDER.compare(this, other);
    }

    /** As people write it: {@code stream/shard}. */
    @Override
    public String toString() {
        return stream + "/" + shard;
    }
}
