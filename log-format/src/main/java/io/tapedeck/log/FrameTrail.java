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

    /** The frame before the one that was given last; empty at the start of the segment. */
    Optional<Frame> previous() throws IOException {
        if (before.isEmpty() && !readBlockBefore()) {
            return Optional.empty();
        }
        end = before.removeLast();
        return segment.read(end) instanceof SegmentReader.Read.Found(Frame frame)
                ? Optional.of(frame)
                : Optional.empty();
    }

    /** Where the frame that was given last begins. */
    long end() {
        return end;
    }

    private boolean readBlockBefore() throws IOException {
        long at = start();
        while (at < end && segment.read(at) instanceof SegmentReader.Read.Found(Frame frame) && frame.offset() < end) {
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
