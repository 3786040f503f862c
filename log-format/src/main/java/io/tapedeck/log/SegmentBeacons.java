package io.tapedeck.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The beacons of a segment that is read, found by arithmetic. Those that a search asked are remembered. */
final class SegmentBeacons {
    private static final int PEEK_BYTES = 512;
    private static final int REMEMBERED_MAX = 8192;
    private static final long OFFSET_MAX = 1L << 60;

    private final ReadWindow window;
    private final Checksum checksum;
    private final int intervalBytes;
    /** A search begins with the same ones every time. */
    private final Map<Long, Beacon> remembered = new HashMap<>();

    private long epoch = -1;
    private long asked;

    SegmentBeacons(ReadWindow window, Checksum checksum, int intervalBytes) {
        this.window = window;
        this.checksum = checksum;
        this.intervalBytes = intervalBytes;
    }

    /** The beacons asked so far. */
    long asked() {
        return asked;
    }

    /** Hears which writer is at work: another one may have cut what the one before had written last, beacons too. */
    void noteEpoch(long current) {
        if (current != epoch) {
            remembered.clear();
            epoch = current;
        }
    }

    /** The beacon with a number, at that multiple of the interval; empty where it is damaged or the file ends. */
    Optional<Beacon> get(long number) throws IOException {
        asked++;
        if (number < 1 || number > OFFSET_MAX / intervalBytes) {
            return Optional.empty();
        }
        Beacon known = remembered.get(number);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Beacon> beacon = at(number * intervalBytes);
        if (beacon.isPresent() && remembered.size() < REMEMBERED_MAX) {
            remembered.put(number, beacon.get().copy());
        }
        return beacon;
    }

    /** What stands where a beacon should, whatever its checksum says; empty where the file ends. */
    Optional<Beacon> unverifiedAt(long offset) throws IOException {
        Bytes bytes = window.peek(offset, Beacon.FIXED_LENGTH);
        return bytes.length() < Beacon.FIXED_LENGTH
                ? Optional.empty()
                : Optional.of(Beacon.view(bytes.array(), bytes.offset()));
    }

    /** The beacon at an offset, if its checksum is right. */
    Optional<Beacon> at(long offset) throws IOException {
        Bytes bytes = window.peek(offset, Math.min(PEEK_BYTES, Beacon.lengthMax(intervalBytes)));
        if (bytes.length() < Beacon.FIXED_LENGTH) {
            return Optional.empty();
        }
        int length = Beacon.claimedLength(bytes.array(), bytes.offset(), intervalBytes);
        if (length == 0) {
            return Optional.empty();
        }
        if (length > bytes.length()) {
            bytes = window.peek(offset, length);
        }
        boolean intact = bytes.length() >= length
                && checksum.of(bytes.array(), bytes.offset() + 4, length - 4, offset)
                        == LittleEndian.getInt(bytes.array(), bytes.offset());
        return intact ? Optional.of(Beacon.view(bytes.array(), bytes.offset())) : Optional.empty();
    }
}
