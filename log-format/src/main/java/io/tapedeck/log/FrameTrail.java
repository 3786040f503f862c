package io.tapedeck.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The way back through a segment: frames know only where they end, so each block is read forward once. */
final class FrameTrail {
    private final SegmentReader segment;
    private final Deque<Long> before = new ArrayDeque<>();
    private long end;

    /** A trail that begins before the frame at {@code end}. */
    FrameTrail(SegmentReader segment, long end) {
        this.segment = segment;
        this.end = end;
    }

    /**
     * The frame before the one that was given last; empty at the start of the segment.
     *
     * @throws LogException where what stands before is damaged
     */
    Optional<Frame> previous() throws IOException {
        if (before.isEmpty() && !readBlockBefore()) {
            return Optional.empty();
        }
        end = before.removeLast();
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

    private boolean readBlockBefore() throws IOException {
        long at = start();
        while (at < end) {
            if (!(segment.read(at) instanceof SegmentReader.Read.Found(Frame frame))) {
                throw damaged(at);
            }
            if (frame.offset() >= end) {
                break; // a beacon stands between
            }
            before.addLast(frame.offset());
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
