package io.tapedeck.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The way back through a segment: frames know only where they end, so each block is read forward once. */
final class FrameTrail {
    private final SegmentReader segment;
    private final BlockSkim skim;
    private final Deque<Place> before = new ArrayDeque<>();
    private long end;

    /** Where a frame of the block begins, and what it is. */
    private record Place(long offset, int kind) {}

    /** A trail that begins before the frame at {@code end}. */
    FrameTrail(SegmentReader segment, long end) {
        this.segment = segment;
        this.end = end;
        skim = new BlockSkim(segment);
    }

    /**
     * The frame before the one that was given last; empty at the start of the segment.
     *
     * @throws LogException where what stands before is damaged
     */
    Optional<Frame> previous() throws IOException {
        return previous(kind -> true);
    }

    /** The last frame before it whose kind is one of those wanted; the others are passed over, and not all are verified. */
    Optional<Frame> previous(IntPredicate kinds) throws IOException {
        int kind;
        do {
            if (before.isEmpty() && !readBlockBefore(kinds)) {
                return Optional.empty();
            }
            end = before.getLast().offset;
            kind = before.removeLast().kind;
        } while (!kinds.test(kind));
        if (segment.read(end) instanceof SegmentReader.Read.Found(Frame frame)) {
            return Optional.of(frame);
        }
        throw damaged(end);
    }

    private LogException damaged(long at) {
        return new LogException.Corrupt(segment.file(), new Damage(at, Math.max(0, end - at), Damage.Kind.CHECKSUM));
    }

    /** Where the frame that was given last begins. */
    long end() {
        return end;
    }

    private boolean readBlockBefore(IntPredicate kinds) throws IOException {
        long at = start();
        while (at < end && skim.isWithout(kinds, at, end)) {
            end = at;
            at = start();
        }
        while (at < end) {
            if (!(segment.read(at) instanceof SegmentReader.Read.Found(Frame frame))) {
                throw damaged(at);
            }
            if (frame.offset() >= end) {
                break; // a beacon stands between
            }
            before.addLast(new Place(frame.offset(), frame.kind()));
            at = frame.end();
        }
        return !before.isEmpty();
    }

    /** The first frame behind the last beacon that has one before {@link #end}. */
    private long start() throws IOException {
        long interval = segment.header().intervalBytes();
        for (long number = (end - 1) / interval; number > 0; number--) {
            long next = segment.beacon(number).map(Beacon::nextFrame).orElse(Long.MAX_VALUE);
            if (next < end) {
                return next;
            }
        }
        return SegmentHeader.LENGTH;
    }
}
