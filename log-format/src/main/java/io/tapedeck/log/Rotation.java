package io.tapedeck.log;

/**
 * Which streams a beacon tells of where there are more than it has room for.
 *
 * <p>Half of its entries go round: the ids are cut into slices, and beacon {@code b} tells the slice
 * {@code (b + b / period) mod period}, the period being a power of two. So every stream is told again after one
 * period, and a search finds the beacon that tells a stream by arithmetic. Why the shift by {@code b / period}: a
 * beacon inside a long record has no entries, and records that are all two blocks long would hide every second
 * slice for ever.
 *
 * @param sliceLength the streams of a slice
 * @param periodLog2 the logarithm of the period to base 2; 0 where every beacon tells of all streams
 */
record Rotation(int sliceLength, int periodLog2) {
    /** For a beacon with room for {@code entriesMax} entries, in a log that has {@code streams} streams so far. */
    static Rotation of(int entriesMax, int streams) {
        int slice = Math.max(1, entriesMax / 2);
        if (streams <= entriesMax) {
            return new Rotation(slice, 0);
        }
        int slices = (streams + slice - 1) / slice;
        return new Rotation(slice, Integer.SIZE - Integer.numberOfLeadingZeros(slices - 1));
    }

    private long period() {
        return 1L << periodLog2;
    }

    /** The slice that the beacon with this number tells. */
    long slice(long beacon) {
        return beacon + (beacon >> periodLog2) & period() - 1;
    }

    /** The slice in which a stream is. */
    long sliceOf(int streamId) {
        return (streamId - 1L) / sliceLength;
    }

    /** The first id of a slice. */
    int firstId(long slice) {
        return Math.toIntExact(slice * sliceLength + 1);
    }

    /** Whether a beacon with this number names a stream, if the stream has begun. */
    boolean names(long beacon, int streamId) {
        return slice(beacon) == sliceOf(streamId);
    }

    /** The last beacon, up to {@code beacon}, whose turn it is to name a stream; may be below 1. */
    long lastNaming(long beacon, int streamId) {
        long round = beacon >> periodLog2;
        long found = inRound(round, streamId);
        return found <= beacon ? found : inRound(round - 1, streamId);
    }

    private long inRound(long round, int streamId) {
        return (round << periodLog2) + (sliceOf(streamId) - round & period() - 1);
    }
}
