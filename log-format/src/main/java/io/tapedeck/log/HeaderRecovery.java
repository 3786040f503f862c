package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a segment whose header is damaged: what its checksums need is the log's identity, the segment's number and
 * the interval, and the beacons, or the header's own undamaged fields, tell them.
 */
final class HeaderRecovery {
    private HeaderRecovery() {}

    /** Opens the segment; empty where neither the header's fields nor a beacon fit what follows. */
    static Optional<SegmentReader> open(Path file) throws IOException {
        byte[] bytes = SegmentReader.headerBytes(file);
        if (bytes.length < SegmentHeader.LENGTH) {
            return Optional.empty();
        }
        for (int log2 = SegmentHeader.INTERVAL_LOG2_MIN; log2 <= SegmentHeader.INTERVAL_LOG2_MAX; log2++) {
            SegmentHeader claimed =
                    SegmentHeader.of(bytes, 1 << log2, Beacon.uuid(bytes, 16), LittleEndian.getInt(bytes, 12));
            for (SegmentHeader candidate : new SegmentHeader[] {claimed, fromBeacon(file, claimed)}) {
                Optional<SegmentReader> reader = tryHeader(file, candidate);
                if (reader.isPresent()) {
                    return reader;
                }
            }
        }
        return Optional.empty();
    }

    private static SegmentHeader fromBeacon(Path file, SegmentHeader claimed) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file, claimed)) {
            Optional<Beacon> beacon = reader.unverifiedBeacon(claimed.intervalBytes());
            UUID id = beacon.map(Beacon::logId).orElse(claimed.logId());
            int segment = beacon.map(Beacon::segment).orElse(claimed.segment());
            return new SegmentHeader(
                    claimed.intervalBytes(),
                    claimed.use(),
                    segment,
                    id,
                    claimed.createdNanos(),
                    claimed.firstOrdinal(),
                    claimed.epoch(),
                    claimed.previousSha256());
        }
    }

    private static Optional<SegmentReader> tryHeader(Path file, SegmentHeader header) throws IOException {
        SegmentReader reader = SegmentReader.open(file, header);
        // The interval shows only where the first beacon stands; a file of one block fits any.
        boolean oneBlock = reader.size() <= header.intervalBytes();
        if (reader.beacon(1).isPresent()
                || oneBlock && reader.read(SegmentHeader.LENGTH) instanceof SegmentReader.Read.Found) {
            return Optional.of(reader);
        }
        reader.close();
        return Optional.empty();
    }
}
