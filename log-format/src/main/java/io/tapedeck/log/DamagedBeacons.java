package io.tapedeck.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Steps over beacons that are damaged while the frames around them are not: tries the lengths that they may have
 * had, until the checksum of the frame says which is right.
 */
final class DamagedBeacons {
    /** Beyond this many bytes in all, only the likely lengths are tried. */
    private static final int FRAME_BYTES_MAX = 1 << 20;

    private final SegmentReader reader;

    DamagedBeacons(SegmentReader reader) {
        this.reader = reader;
    }

    /** The beacons that were damaged in or before the frame at {@code frameAt}; none where it cannot be read. */
    List<Damage> stepOver(long frameAt, long firstBeaconAt) throws IOException {
        for (int length : lengths(firstBeaconAt)) {
            List<Damage> beacons = tryLength(frameAt, firstBeaconAt, length);
            if (!beacons.isEmpty()) {
                return beacons;
            }
        }
        return List.of();
    }

    private List<Damage> tryLength(long frameAt, long firstBeaconAt, int firstLength) throws IOException {
        List<Damage> assumed = new ArrayList<>();
        long beaconAt = firstBeaconAt;
        int length = firstLength;
        while (true) {
            reader.assumeBeacon(beaconAt, length);
            assumed.add(new Damage(beaconAt, length, Damage.Kind.BEACON));
            SegmentReader.Read read = reader.read(frameAt);
            if (read instanceof SegmentReader.Read.Found) {
                return assumed;
            }
            if (!(read instanceof SegmentReader.Read.Broken broken)
                    || broken.kind() != Damage.Kind.BEACON
                    || broken.cut()
                    || broken.offset() <= beaconAt) {
                assumed.forEach(damage -> reader.forgetBeacon(damage.offset()));
                return List.of();
            }
            beaconAt = broken.offset();
            length = Beacon.FIXED_LENGTH; // inside a record a beacon has no entries
        }
    }

    /** The lengths that a beacon may have had, likely ones first. */
    private Set<Integer> lengths(long beaconAt) throws IOException {
        int max = Beacon.lengthMax(reader.header().intervalBytes());
        Set<Integer> lengths = new LinkedHashSet<>();
        Optional<Beacon> claimed = reader.unverifiedBeacon(beaconAt);
        claimed.ifPresent(beacon -> lengths.add(beacon.length()));
        claimed.ifPresent(beacon -> lengths.add(Beacon.FIXED_LENGTH + beacon.entryCount() * Beacon.ENTRY_LENGTH));
        lengths.add(Beacon.FIXED_LENGTH);
        if (max <= FRAME_BYTES_MAX / 64) {
            for (int length = Beacon.FIXED_LENGTH; length <= max; length += Beacon.ENTRY_LENGTH) {
                lengths.add(length);
            }
        }
        lengths.removeIf(length -> length < Beacon.FIXED_LENGTH
                || length > max
                || (length - Beacon.FIXED_LENGTH) % Beacon.ENTRY_LENGTH != 0);
        return lengths;
    }
}
