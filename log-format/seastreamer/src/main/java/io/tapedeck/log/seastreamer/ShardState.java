package io.tapedeck.log.seastreamer;

/**
 * What a marker says of a stream's shard.
 *
 * @param sequence the greatest so far
 * @param timeMillis the latest so far
 * @param runningChecksum over the checksums of its messages, in their order
 */
record ShardState(long sequence, long timeMillis, int runningChecksum) {
    /** The state after the first message. */
    static ShardState first(long sequence, long timeMillis, int checksum) {
        return new ShardState(sequence, timeMillis, Crc16.fold(Crc16.START, checksum));
    }

    /** The state after one more message. */
    ShardState after(long nextSequence, long nextTimeMillis, int checksum) {
        return new ShardState(
                Math.max(sequence, nextSequence),
                Math.max(timeMillis, nextTimeMillis),
                Crc16.fold(runningChecksum, checksum));
    }
}
