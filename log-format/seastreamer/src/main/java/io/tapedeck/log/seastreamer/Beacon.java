package io.tapedeck.log.seastreamer;

import java.util.List;

/**
 * A beacon.
 *
 * @param offset where it begins in the file, a multiple of the interval
 * @param sizeBytes its length
 * @param remainingBytes how many bytes of the message around it are still to come
 * @param markers the states of some shards, with the message around it
 * @param sound whether its marks, names and numbers are such as a writer writes
 */
record Beacon(long offset, int sizeBytes, long remainingBytes, List<Marker> markers, boolean sound) {
    /** The state of a shard. */
    record Marker(StreamShard shard, ShardState state) {}

    /** Where the message around it goes on. */
    long endOffset() {
        return offset + sizeBytes;
    }
}
