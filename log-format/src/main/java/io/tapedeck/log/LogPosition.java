package io.tapedeck.log;

import java.util.Comparator;

/**
 * Where a record begins.
 *
 * @param segment the segment's number, from 0
 * @param offset the offset in the segment's file, in bytes
 */
public record LogPosition(int segment, long offset) implements Comparable<LogPosition> {
    private static final Comparator<LogPosition> ORDER =
            Comparator.comparingInt(LogPosition::segment).thenComparingLong(LogPosition::offset);

    /** Where a segment's first record begins. */
    public static LogPosition startOf(int segment) {
        return new LogPosition(segment, SegmentHeader.LENGTH);
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return segment + ":" + offset;
    }
}
