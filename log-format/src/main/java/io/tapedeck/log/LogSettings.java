package io.tapedeck.log;

/**
 * How a log is written.
 *
 * @param intervalBytes the distance of the beacons, a power of two from 512 to 2^30
 * @param segmentBytes the size from which on a segment is rolled
 * @param segmentNanos the feed time that a segment spans at most, in nanoseconds
 * @param durability what {@link LogWriter#sync} reaches
 * @param visibility from when on readers see a record
 */
public record LogSettings(
        int intervalBytes, long segmentBytes, long segmentNanos, Durability durability, Visibility visibility) {
    /** The distance of the beacons where nothing else is said, in bytes. */
    public static final int INTERVAL_BYTES = 64 * 1024;
    /** The size of a segment where nothing else is said, in bytes. */
    public static final long SEGMENT_BYTES = 256L * 1024 * 1024;
    /** Segments are not rolled by time. */
    public static final long NANOS_UNLIMITED = Long.MAX_VALUE;

    /** Checks the ranges. */
    public LogSettings {
        if (Integer.bitCount(intervalBytes) != 1 || intervalBytes < 512) {
            throw new IllegalArgumentException(
                    "the beacon interval must be a power of two from 512 on, not " + intervalBytes);
        }
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("the segment size must be positive, not " + segmentBytes);
        }
        if (segmentNanos < 1) {
            throw new IllegalArgumentException("the time of a segment must be positive, not " + segmentNanos);
        }
    }

    /** The usual interval and segment size. */
    public static LogSettings of(Durability durability) {
        return new LogSettings(INTERVAL_BYTES, SEGMENT_BYTES, NANOS_UNLIMITED, durability, Visibility.SYNC);
    }

    /** The same with another distance of the beacons. */
    public LogSettings withIntervalBytes(int bytes) {
        return new LogSettings(bytes, segmentBytes, segmentNanos, durability, visibility);
    }

    /** The same with another size of segments. */
    public LogSettings withSegmentBytes(long bytes) {
        return new LogSettings(intervalBytes, bytes, segmentNanos, durability, visibility);
    }

    /** The same with another span of segments. */
    public LogSettings withSegmentNanos(long nanos) {
        return new LogSettings(intervalBytes, segmentBytes, nanos, durability, visibility);
    }

    /** The same with another visibility. */
    public LogSettings withVisibility(Visibility other) {
        return new LogSettings(intervalBytes, segmentBytes, segmentNanos, durability, other);
    }
}
