package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a segment whose header is damaged: what its checksums need is the log's identity, the segment's number and
 * the interval, and the head of a packed segment, the beacons, or the header's own undamaged fields tell them.
 */
final class HeaderRecovery {
    private static final int INTERVAL_MIN = 1 << SegmentHeader.INTERVAL_LOG2_MIN;
    private static final int INTERVAL_MAX = 1 << SegmentHeader.INTERVAL_LOG2_MAX;

    private HeaderRecovery() {}

    /** What a checksum is bound to, besides its place. */
    private record Identity(UUID logId, int segment) {}

    /** Beacons of one identity: how many, and all their offsets, put together by {@code or}. */
    private record Beacons(long count, long offsetBits) {
        Beacons and(Beacons more) {
            return new Beacons(count + more.count, offsetBits | more.offsetBits);
        }

        /** The highest interval at whose multiples they all stand. */
        int intervalBytes() {
            return (int) Math.min(Long.lowestOneBit(offsetBits), INTERVAL_MAX);
        }
    }

    /** Opens the segment; empty where nothing tells what its header said. */
    static Optional<SegmentReader> open(Path file) throws IOException {
        Optional<SegmentHeader> header = learn(file);
        return header.isPresent() ? Optional.of(SegmentReader.open(file, header.get())) : Optional.empty();
    }

    private static Optional<SegmentHeader> learn(Path file) throws IOException {
        try (SegmentBytes bytes = SegmentBytes.open(file)) {
            if (bytes.size() < SegmentHeader.LENGTH) {
                return Optional.empty();
            }
            byte[] claimed = bytes.read(0, SegmentHeader.LENGTH);
            if (bytes instanceof PackedBytes packed) {
                PackedSegment head = packed.head();
                return Optional.of(SegmentHeader.of(claimed, head.intervalBytes(), head.logId(), head.segment()));
            }
            Optional<SegmentHeader> told = fromBeacons(bytes, claimed);
            return told.isPresent() ? told : fromItself(file, bytes.size(), claimed);
        }
    }

    /** What most of the intact beacons say: they stand at multiples of the shortest interval, whatever theirs is. */
    private static Optional<SegmentHeader> fromBeacons(SegmentBytes bytes, byte[] claimed) throws IOException {
        Map<Identity, Beacons> found = new LinkedHashMap<>();
        for (long offset = INTERVAL_MIN; offset < bytes.size(); offset += INTERVAL_MIN) {
            Optional<Identity> identity = beaconAt(bytes, offset);
            if (identity.isPresent()) {
                found.merge(identity.get(), new Beacons(1, offset), Beacons::and);
            }
        }
        Optional<Map.Entry<Identity, Beacons>> most = Optional.empty();
        for (Map.Entry<Identity, Beacons> one : found.entrySet()) {
            if (most.isEmpty() || one.getValue().count() > most.get().getValue().count()) {
                most = Optional.of(one);
            }
        }
        return most.map(one -> SegmentHeader.of(
                claimed,
                one.getValue().intervalBytes(),
                one.getKey().logId(),
                one.getKey().segment()));
    }

    /** The identity that an intact beacon is bound to. */
    private static Optional<Identity> beaconAt(SegmentBytes bytes, long offset) throws IOException {
        byte[] fixed = bytes.read(offset, Beacon.FIXED_LENGTH);
        int length = fixed.length < Beacon.FIXED_LENGTH ? 0 : Beacon.claimedLength(fixed, 0, INTERVAL_MAX);
        byte[] whole = length > fixed.length ? bytes.read(offset, length) : fixed;
        if (length == 0 || whole.length < length) {
            return Optional.empty();
        }
        Beacon beacon = Beacon.view(whole, 0);
        Checksum checksum = new Checksum(beacon.logId(), beacon.segment());
        return checksum.of(whole, 4, length - 4, offset) == LittleEndian.getInt(whole, 0)
                ? Optional.of(new Identity(beacon.logId(), beacon.segment()))
                : Optional.empty();
    }

    /** Log and segment as the damaged header says, where a mark or the first frame fits them, in one block. */
    private static Optional<SegmentHeader> fromItself(Path file, long size, byte[] claimed) throws IOException {
        int interval = INTERVAL_MIN;
        while (interval < size && interval < INTERVAL_MAX) {
            interval *= 2;
        }
        SegmentHeader header =
                SegmentHeader.of(claimed, interval, Beacon.uuid(claimed, 16), LittleEndian.getInt(claimed, 12));
        try (SegmentReader reader = SegmentReader.open(file, header)) {
            boolean fits =
                    reader.mark().isPresent() || reader.read(SegmentHeader.LENGTH) instanceof SegmentReader.Read.Found;
            return fits ? Optional.of(header) : Optional.empty();
        }
    }
}
