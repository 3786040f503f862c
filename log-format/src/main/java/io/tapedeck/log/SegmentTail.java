package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The state in which a segment was left: what a writer needs to go on with it or behind it.
 *
 * @param header the segment's header
 * @param index what the next beacon would tell
 * @param end where the last whole frame ends, the end record not counted
 * @param wholeTo the same, the end record counted
 * @param sha256 the digest in the end record, where there is one
 * @param packed whether the segment is packed, and never written again
 * @param marksWhole whether both marks are as a writer leaves them, or the segment is packed
 * @param durableTo up to where the newest mark says that it was made durable
 * @param markSerial the serial of the newest mark
 * @param epoch the newest writer's epoch
 */
record SegmentTail(
        SegmentHeader header,
        SegmentIndex index,
        long end,
        long wholeTo,
        Optional<Bytes> sha256,
        boolean packed,
        boolean marksWhole,
        long durableTo,
        long markSerial,
        long epoch) {
    boolean sealed() {
        return sha256.isPresent();
    }

    /**
     * Reads a segment through.
     *
     * @throws LogException where something is missing or damaged below the durable mark
     */
    static SegmentTail read(Path file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            reader.reuse(); // nothing is kept of a frame
            SegmentIndex index = new SegmentIndex();
            index.startAt(reader.header());
            Optional<DurableMark> mark = reader.mark();
            long at = SegmentHeader.LENGTH;
            long wholeTo = at;
            Optional<Bytes> sha256 = Optional.empty();
            while (sha256.isEmpty() && reader.read(at) instanceof SegmentReader.Read.Found(Frame frame)) {
                sha256 = take(frame, at, index, reader);
                at = sha256.isPresent() ? at : frame.end();
                wholeTo = frame.end();
            }
            checkDurable(reader, mark, at, sha256.isPresent());
            return new SegmentTail(
                    reader.header(),
                    index,
                    at,
                    wholeTo,
                    sha256,
                    reader.bytes().packed(),
                    reader.bytes().packed() || reader.damagedMark().isEmpty(),
                    mark.map(DurableMark::durableTo).orElse((long) SegmentHeader.LENGTH),
                    mark.map(DurableMark::serial).orElse(0L),
                    Math.max(
                            reader.header().epoch(),
                            mark.map(DurableMark::epoch).orElse(0L)));
        }
    }

    /**
     * The feed time that a log has reached: where its last segment has no message, one before it may.
     *
     * @param segments the log's, of which {@code last} is the last
     */
    static long feedTimeNanos(SegmentTail last, List<Path> segments) throws IOException {
        long reached = last.index.feedTimeNanos();
        for (int i = segments.size() - 2; i >= 0 && reached == Long.MIN_VALUE; i--) {
            try (SegmentReader reader = SegmentReader.open(segments.get(i))) {
                FrameTrail trail = new FrameTrail(reader, reader.size());
                for (Optional<Frame> frame = trail.previous(); frame.isPresent(); frame = trail.previous()) {
                    if (frame.get().kind() == Frame.MESSAGE) {
                        reached = RecordDecoder.feedTimeNanos(frame.get());
                        break;
                    }
                }
            }
        }
        return reached;
    }

    /** Takes down what a frame tells; returns the digest where it is the end record. */
    private static Optional<Bytes> take(Frame frame, long before, SegmentIndex index, SegmentReader reader)
            throws LogException {
        try {
            if (frame.kind() == Frame.SEGMENT_END) {
                LogRecord.SegmentEnd end = (LogRecord.SegmentEnd) RecordDecoder.decode(frame);
                return Optional.of(end.sha256().copy());
            }
            count(index, frame, before, reader);
            return Optional.empty();
        } catch (ValueFormatException | IndexOutOfBoundsException e) {
            // Its checksum is right and it is not what a writer writes, or names a stream that is not there.
            Damage damage = new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.CHECKSUM);
            throw new LogException.Corrupt(reader.file(), damage);
        }
    }

    private static void count(SegmentIndex index, Frame frame, long before, SegmentReader reader) {
        long interval = reader.header().intervalBytes();
        if (before % interval == 0) {
            index.leaveBlock();
        }
        index.countRecord();
        if (frame.kind() == Frame.STREAM) {
            index.addStream(RecordDecoder.stream(frame));
            index.noteStreamRecord(frame.streamId(), frame.offset());
        } else if (frame.kind() == Frame.GAP) {
            index.countGap(RecordDecoder.gap(frame).last());
        } else if (frame.kind() == Frame.MESSAGE) {
            index.countMessage(
                    index.streams().get(frame.streamId() - 1),
                    RecordDecoder.ordinal(frame),
                    RecordDecoder.feedTimeNanos(frame),
                    RecordDecoder.sequence(frame),
                    RecordDecoder.timeNanos(frame));
        }
        if (frame.offset() / interval != (frame.end() - 1) / interval) {
            index.leaveBlock();
        }
    }

    private static void checkDurable(SegmentReader reader, Optional<DurableMark> mark, long end, boolean sealed)
            throws IOException {
        if (sealed) {
            return;
        }
        long durableTo = mark.orElseThrow(() -> reader.markLost()).durableTo();
        if (end >= durableTo) {
            return;
        }
        if (reader.size() < durableTo) {
            throw new LogException.Truncated(reader.file(), reader.size(), durableTo);
        }
        throw new LogException.Corrupt(reader.file(), new Damage(end, durableTo - end, Damage.Kind.CHECKSUM));
    }
}
