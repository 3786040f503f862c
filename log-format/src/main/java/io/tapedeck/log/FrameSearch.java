package io.tapedeck.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds intact frames where something is damaged: over a damaged beacon, of which the lengths that it may have had are
 * tried until the checksum of a frame says which is right, and behind a damaged frame.
 *
 * <p>A frame is intact if its checksum is right and its content is what its kind asks for.
 */
final class FrameSearch {
    /** In longer beacons not every length is tried, but only the likely ones. */
    private static final int BEACON_BYTES_MAX = 1 << 14;

    private final SegmentReader reader;
    private final long interval;

    FrameSearch(SegmentReader reader) {
        this.reader = reader;
        interval = reader.header().intervalBytes();
    }

    /** What stands where frames go on. */
    sealed interface Place {
        /**
         * An intact frame.
         *
         * @param beacons those before it and in it that are damaged
         */
        record Intact(Frame frame, List<Damage> beacons) implements Place {}

        /**
         * None.
         *
         * @param offset where it should begin, or the damaged beacon before it
         * @param end whether the file ends here
         */
        record Broken(long offset, boolean end) implements Place {}
    }

    /** What stands at an offset where a frame ended before. */
    Place at(long offset) throws IOException {
        return over(offset, new ArrayList<>());
    }

    private Place over(long at, List<Damage> assumed) throws IOException {
        return switch (reader.read(at)) {
            case SegmentReader.Read.End ignored -> new Place.Broken(at, true);
            case SegmentReader.Read.Found(Frame frame) ->
                RecordDecoder.isWellFormed(frame)
                        ? new Place.Intact(frame, List.copyOf(assumed))
                        : new Place.Broken(frame.offset(), false);
            case SegmentReader.Read.Broken broken -> {
                for (int length : isDamagedBeacon(broken) ? lengths(broken) : Set.<Integer>of()) {
                    if (assuming(broken.offset(), length, assumed, () -> over(at, assumed))
                            instanceof Place.Intact intact) {
                        yield intact;
                    }
                }
                yield new Place.Broken(broken.offset() == at ? at : broken.frameAt(), false);
            }
        };
    }

    private boolean isDamagedBeacon(SegmentReader.Read.Broken broken) {
        return broken.kind() == Damage.Kind.BEACON && !broken.cut();
    }

    private interface Search<T> {
        T search() throws IOException;
    }

    /** Searches while a damaged beacon is taken to be of a length. */
    private <T> T assuming(long beaconAt, int length, List<Damage> assumed, Search<T> search) throws IOException {
        reader.assumeBeacon(beaconAt, length);
        assumed.add(new Damage(beaconAt, length, Damage.Kind.BEACON));
        try {
            return search.search();
        } finally {
            assumed.removeLast();
            reader.forgetBeacon(beaconAt);
        }
    }

    /** The lengths that a beacon may have had, the shortest first; inside a record it has no entries. */
    private Set<Integer> lengths(SegmentReader.Read.Broken broken) throws IOException {
        if (broken.offset() - broken.frameAt() >= interval) {
            return Set.of(Beacon.FIXED_LENGTH);
        }
        Set<Integer> lengths = new LinkedHashSet<>();
        int max = Beacon.lengthMax((int) interval);
        int step = Beacon.ENTRY_LENGTH;
        if (max > BEACON_BYTES_MAX) {
            lengths.add(Beacon.FIXED_LENGTH);
            Optional<Beacon> claimed = reader.unverifiedBeacon(broken.offset());
            claimed.ifPresent(beacon -> lengths.add(Beacon.FIXED_LENGTH + beacon.entryCount() * step));
            claimed.ifPresent(beacon -> lengths.add(beacon.length()));
            lengths.removeIf(length ->
                    length < Beacon.FIXED_LENGTH || length > max || (length - Beacon.FIXED_LENGTH) % step != 0);
            return lengths;
        }
        for (int length = Beacon.FIXED_LENGTH; length <= max; length += step) {
            lengths.add(length);
        }
        return lengths;
    }

    /** Where the next intact frame is behind a damaged one; empty where there is none. */
    OptionalLong behind(long start) throws IOException {
        long damaged = start;
        while (true) {
            OptionalLong byLength = byLength(damaged);
            if (byLength.isPresent()) {
                return byLength;
            }
            OptionalLong byBeacon = byBeacon(damaged);
            if (byBeacon.isEmpty() || !(at(byBeacon.getAsLong()) instanceof Place.Broken broken)) {
                return byBeacon;
            }
            damaged = broken.offset();
        }
    }

    /** The end of a damaged frame, if its length leads to an intact one. */
    private OptionalLong byLength(long damaged) throws IOException {
        // Behind a damaged beacon nobody knows where the frame's length stands.
        return damaged % interval == 0 ? OptionalLong.empty() : byLength(damaged, new ArrayList<>());
    }

    private OptionalLong byLength(long damaged, List<Damage> assumed) throws IOException {
        return switch (reader.read(damaged)) {
            case SegmentReader.Read.End ignored -> OptionalLong.empty();
            case SegmentReader.Read.Found(Frame frame) -> endAt(damaged, frame.end());
            case SegmentReader.Read.Broken broken
            when isDamagedBeacon(broken) -> {
                for (int length : lengths(broken)) {
                    OptionalLong end = assuming(broken.offset(), length, assumed, () -> byLength(damaged, assumed));
                    if (end.isPresent()) {
                        yield end;
                    }
                }
                yield OptionalLong.empty();
            }
            case SegmentReader.Read.Broken broken -> endAt(damaged, broken.claimedEnd());
        };
    }

    private OptionalLong endAt(long damaged, long end) throws IOException {
        boolean leads = end > damaged && !isContradicted(damaged, end) && at(end) instanceof Place.Intact;
        return leads ? OptionalLong.of(end) : OptionalLong.empty();
    }

    /** Whether a beacon within a frame knows of one that begins before this one's end. */
    private boolean isContradicted(long from, long to) throws IOException {
        for (long number = from / interval + 1; number * interval < to; number++) {
            long next = reader.beacon(number).map(Beacon::nextFrame).orElse(0L);
            if (next > from && next < to) {
                return true;
            }
        }
        return false;
    }

    /** The next frame of the first intact beacon behind that tells of one in this file. */
    private OptionalLong byBeacon(long damaged) throws IOException {
        long size = reader.size();
        for (long number = damaged / interval + 1; number * interval < size; number++) {
            long next = reader.beacon(number).map(Beacon::nextFrame).orElse(0L);
            if (next > damaged && next < size) {
                return OptionalLong.of(next);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Whether an end record stands behind an offset: the last beacon that tells of a frame behind it leads there. Then
     * all before was durable, whatever the marks say: they are older than the rest, as a disk leaves them that lost a
     * write to the first sector.
     */
    boolean isSealedBehind(long offset) throws IOException {
        for (long number = (reader.size() - 1) / interval; number * interval > offset; number--) {
            long next = reader.beacon(number).map(Beacon::nextFrame).orElse(0L);
            if (next > offset) {
                return leadsToEnd(next);
            }
        }
        return false;
    }

    private boolean leadsToEnd(long from) throws IOException {
        long next = from;
        while (next < reader.size() && at(next) instanceof Place.Intact(Frame frame, List<Damage> ignored)) {
            if (frame.kind() == Frame.SEGMENT_END) {
                return true;
            }
            next = frame.end();
        }
        return false;
    }
}
