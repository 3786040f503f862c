package io.tapedeck.log;

import java.io.IOException;
import java.util.Optional;

/** Finds by bisection the last beacon that is known to stand before what is sought. */
final class BeaconSearch {
    private final SegmentReader segment;
    private final SeekTarget target;
    private final long end;
    private long frameAt = SegmentHeader.LENGTH;
    private long ordinal;

    private BeaconSearch(SegmentReader segment, SeekTarget target, long end) {
        this.segment = segment;
        this.target = target;
        this.end = end;
        ordinal = segment.header().firstOrdinal() - 1;
    }

    /**
     * The last beacon before what is sought, or the segment's start.
     *
     * @param frameAt where the first frame behind it begins
     * @param ordinal the ordinal reached there
     */
    record Place(long frameAt, long ordinal) {}

    /**
     * Finds the place from which on frames are to be read.
     *
     * @param end up to where the segment was written; nothing farther on counts
     */
    static Place placeBefore(SegmentReader segment, SeekTarget target, long end) throws IOException {
        BeaconSearch search = new BeaconSearch(segment, target, end);
        long low = 0;
        long high = (end - 1) / segment.header().intervalBytes();
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            long behind = search.ask(middle, low);
            if (behind > 0) {
                high = behind - 1;
            } else {
                low = middle;
            }
        }
        return new Place(search.frameAt, search.ordinal);
    }

    /**
     * Asks beacons from {@code number} down to {@code low}, not included, until one tells; those that are damaged do
     * not, nor those that do not name the stream. Returns the number of the one that stands behind, or 0.
     */
    private long ask(long number, long low) throws IOException {
        long probe = number;
        while (probe > low) {
            // The frame behind one in the last record is not there yet, or was torn, or the record is the segment's
            // end.
            Optional<Beacon> beacon = segment.beacon(probe).filter(told -> told.nextFrame() < end);
            if (beacon.isEmpty()) {
                probe--;
                continue;
            }
            switch (target.side(beacon.get(), probe)) {
                case BEHIND -> {
                    return probe;
                }
                case BEFORE -> {
                    frameAt = beacon.get().nextFrame();
                    ordinal = beacon.get().ordinal();
                    return 0;
                }
                case UNKNOWN -> probe = target.askInstead(beacon.get(), probe);
            }
        }
        return 0;
    }
}
