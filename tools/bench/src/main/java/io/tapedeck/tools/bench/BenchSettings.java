package io.tapedeck.tools.bench;

import java.time.Duration;

/**
 * How much a benchmark does.
 *
 * @param volumeBytes the payload bytes that each side writes or reads in a measurement, if there is time
 * @param pairs how often both sides are measured, the warm-up not counted
 * @param limit how long it may take as a whole; what does not fit is made smaller or left out
 * @param seekMessages the messages in the files that are searched
 * @param seeks the searches in a measurement
 * @param rows a part of the names of the rows to measure; all contain ""
 */
public record BenchSettings(long volumeBytes, int pairs, Duration limit, long seekMessages, int seeks, String rows) {
    private static final long DISK_BYTES_FIXED = 256L << 20;
    /** Files of both sides, those read and one written, and what surrounds small payloads in them. */
    private static final long DISK_FACTOR = 7;

    /** Checks the ranges. */
    public BenchSettings {
        if (volumeBytes < 1 || pairs < 1 || seekMessages < 1 || seeks < 1) {
            throw new IllegalArgumentException("a benchmark of nothing: " + volumeBytes + " bytes, " + pairs
                    + " pairs, " + seekMessages + " messages, " + seeks + " seeks");
        }
    }

    /** The measure of the targets: 1 GiB, in less than 20 minutes. */
    public static BenchSettings full() {
        return new BenchSettings(1L << 30, 5, Duration.ofMinutes(19), 10_000_000, 10_000, "");
    }

    /** A first look, in less than a minute. */
    public static BenchSettings quick() {
        return new BenchSettings(32L << 20, 3, Duration.ofSeconds(50), 1_000_000, 5_000, "");
    }

    /** The same with another number of pairs. */
    public BenchSettings withPairs(int count) {
        return new BenchSettings(volumeBytes, count, limit, seekMessages, seeks, rows);
    }

    /** The same for the rows only of which the name contains a text. */
    public BenchSettings withRows(String part) {
        return new BenchSettings(volumeBytes, pairs, limit, seekMessages, seeks, part);
    }

    /** The same with another volume, and no more messages to search than it holds. */
    BenchSettings withVolume(long bytes) {
        long searched = Math.clamp(bytes / LogComparisons.SEEK_PAYLOAD_BYTES, 1, seekMessages);
        return new BenchSettings(bytes, pairs, limit, searched, seeks, rows);
    }

    /** The space on the disk without which it is not begun. */
    long diskBytes() {
        return DISK_FACTOR * volumeBytes + DISK_BYTES_FIXED;
    }
}
