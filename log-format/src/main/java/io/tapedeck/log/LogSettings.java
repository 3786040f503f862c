package io.tapedeck.log;

/**
 * How a log is written.
 *
 * @param intervalBytes the distance of the beacons, a power of two from 512 to 2^30
 * @param segmentBytes the size from which on a segment is rolled
 * @param durability what {@link LogWriter#sync} reaches
 */
public record LogSettings(int intervalBytes, long segmentBytes, Durability durability) {
    /** The distance of the beacons where nothing else is said, in bytes. */
    public static final int INTERVAL_BYTES = 64 * 1024;
    /** The size of a segment where nothing else is said, in bytes. */
    public static final long SEGMENT_BYTES = 256L * 1024 * 1024;

    /** Checks the ranges. */
    public LogSettings {
        if (Integer.bitCount(intervalBytes) != 1 || intervalBytes < 512) {
            throw new IllegalArgumentException(
                    "the beacon interval must be a power of two from 512 on, not " + intervalBytes);
        }
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("the segment size must be positive, not " + segmentBytes);
        }
    }

    /** The usual interval and segment size. */
    public static LogSettings of(Durability durability) {
        return new LogSettings(INTERVAL_BYTES, SEGMENT_BYTES, durability);
    }
}
