package io.tapedeck.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

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
        return place(offset, reader.read(offset), List.of());
    }

    private Place place(long at, SegmentReader.Read read, List<Damage> assumed) throws IOException {
        return switch (read) {
            case SegmentReader.Read.End ignored -> new Place.Broken(at, true);
            case SegmentReader.Read.Found(Frame frame) ->
                RecordDecoder.isWellFormed(frame)
                        ? new Place.Intact(frame, before(frame.end(), assumed))
                        : new Place.Broken(frame.offset(), false);
            case SegmentReader.Read.Broken broken -> {
                for (int length : lengths(broken)) {
                    if (assuming(broken, length, more -> place(at, reader.read(at), joined(assumed, more)))
                            instanceof Place.Intact intact) {
                        yield intact;
                    }
                }
                yield new Place.Broken(broken.offset() == at ? at : broken.frameAt(), false);
            }
        };
    }

    private static List<Damage> before(long end, List<Damage> beacons) {
        return beacons.isEmpty()
                ? beacons
                : beacons.stream().filter(beacon -> beacon.offset() < end).toList();
    }

    private static List<Damage> joined(List<Damage> some, List<Damage> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private interface Search<T> {
        T search(List<Damage> assumed) throws IOException;
    }

    /**
     * Searches while a damaged beacon is taken to be of a length, and those that interrupt the same frame behind it to
     * be as short as they are inside a record.
     */
    private <T> T assuming(SegmentReader.Read.Broken broken, int length, Search<T> search) throws IOException {
        List<Damage> assumed = new ArrayList<>();
        assumed.add(new Damage(broken.offset(), length, Damage.Kind.BEACON));
        if (broken.offset() > broken.frameAt()) {
            assumed.addAll(damagedInside(broken));
        }
        assumed.forEach(beacon -> reader.assumeBeacon(beacon.offset(), (int) beacon.length()));
        try {
            return search.search(assumed);
        } finally {
            assumed.forEach(beacon -> reader.forgetBeacon(beacon.offset()));
        }
    }

    /** The damaged beacons behind the first one that may interrupt a frame, by its length. */
    private List<Damage> damagedInside(SegmentReader.Read.Broken broken) throws IOException {
        List<Damage> damaged = new ArrayList<>();
        byte[] head = reader.bytes().read(broken.frameAt(), Frame.HEADER_LENGTH);
        long length = head.length < Frame.HEADER_LENGTH ? 0 : LittleEndian.getInt(head, 4) & 0xFFFF_FFFFL;
        // Beacons take less than a fifth of each block.
        long end = Math.min(reader.size(), broken.frameAt() + 2 * interval + length * 5 / 4);
        for (long number = broken.offset() / interval + 1; number * interval < end; number++) {
            if (reader.beacon(number).isEmpty()) {
                damaged.add(new Damage(number * interval, Beacon.FIXED_LENGTH, Damage.Kind.BEACON));
            }
        }
        return damaged;
    }

    /** The lengths to try for a damaged beacon, the shortest first; none where it is no use. */
    private Set<Integer> lengths(SegmentReader.Read.Broken broken) throws IOException {
        if (broken.kind() != Damage.Kind.BEACON || broken.cut() || !mayBeFrame(broken)) {
            return Set.of();
        }
        if (broken.offset() - broken.frameAt() >= interval) {
            return Set.of(Beacon.FIXED_LENGTH); // inside a record it has no entries
        }
        int max = Beacon.lengthMax((int) interval);
        Set<Integer> lengths = new LinkedHashSet<>();
        if (max > BEACON_BYTES_MAX) {
            addLikely(lengths, broken.offset(), max);
            return lengths;
        }
        for (int length = Beacon.FIXED_LENGTH; length <= max; length += Beacon.ENTRY_LENGTH) {
            lengths.add(length);
        }
        return lengths;
    }

    /** Whether a frame has the zeros of one: what is none may claim any length, and each would be read. */
    private boolean mayBeFrame(SegmentReader.Read.Broken broken) throws IOException {
        if (broken.offset() - broken.frameAt() < Frame.HEADER_LENGTH) {
            return true;
        }
        byte[] head = reader.bytes().read(broken.frameAt(), Frame.HEADER_LENGTH);
        return head[9] == 0 && head[10] == 0 && head[11] == 0;
    }

    private void addLikely(Set<Integer> lengths, long beaconAt, int max) throws IOException {
        int step = Beacon.ENTRY_LENGTH;
        lengths.add(Beacon.FIXED_LENGTH);
        Optional<Beacon> claimed = reader.unverifiedBeacon(beaconAt);
        claimed.ifPresent(beacon -> lengths.add(Beacon.FIXED_LENGTH + beacon.entryCount() * step));
        claimed.ifPresent(beacon -> lengths.add(beacon.length()));
        lengths.removeIf(
                length -> length < Beacon.FIXED_LENGTH || length > max || (length - Beacon.FIXED_LENGTH) % step != 0);
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
        return damaged % interval == 0 ? OptionalLong.empty() : byLengthOf(damaged);
    }

    private OptionalLong byLengthOf(long damaged) throws IOException {
        return switch (reader.read(damaged)) {
            case SegmentReader.Read.End ignored -> OptionalLong.empty();
            case SegmentReader.Read.Found(Frame frame) -> endAt(damaged, frame.end());
            case SegmentReader.Read.Broken broken
            when broken.kind() == Damage.Kind.BEACON -> {
                for (int length : lengths(broken)) {
                    OptionalLong end = assuming(broken, length, ignored -> byLengthOf(damaged));
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
