package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a log, a folder of segments or one segment, from anywhere to its end; the log may be growing. Records hold
 * views of what was read and stay valid. Not for several threads.
 */
public final class LogReader implements Closeable {
    private final Path log;
    private final Map<Integer, SegmentIndex.StreamShard> streams = new HashMap<>();
    private SegmentReader segment;
    private long at = SegmentHeader.LENGTH;
    private Optional<LogRecord> record = Optional.empty();
    private LogPosition position = new LogPosition(0, 0);
    private boolean sealed;
    private long closedBytesRead;
    private long closedBeaconsRead;

    private LogReader(Path log, SegmentReader segment) {
        this.log = log;
        this.segment = segment;
    }

    /**
     * Opens a log at its first record.
     *
     * @param log a folder of segments, or a segment
     * @throws LogException where it is not a log, or its first header is damaged
     */
    public static LogReader open(Path log) throws IOException {
        List<Path> files = LogFolder.segments(log);
        if (files.isEmpty()) {
            throw new LogException.NotALog(log + " holds no segment of a log");
        }
        return new LogReader(log, SegmentReader.open(files.getFirst()));
    }

    /** The log's identity. */
    public UUID logId() {
        return segment.header().logId();
    }

    /** What the log is for. */
    public LogUse use() {
        return segment.header().use();
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one; false means the end for now, and a later call may find more
     * @throws LogException where the log is damaged below its durable mark
     */
    public boolean next() throws IOException {
        while (sealed && openNextSegment()) {
            // Its first record is read below; a segment of none is left at once.
        }
        if (!(readSettled() instanceof SegmentReader.Read.Found(Frame frame))) {
            sealed = false;
            segment.refresh();
            return false;
        }
        if (sealed && frame.kind() == Frame.SEGMENT_END) {
            segment.refresh();
            return false;
        }
        take(frame);
        return true;
    }

    /**
     * Reads the frame that is next. Below the durable mark there must be one; where there seems to be none, it may
     * have been written in the meantime.
     */
    private SegmentReader.Read readSettled() throws IOException {
        SegmentReader.Read read = segment.read(at);
        if (read instanceof SegmentReader.Read.Found) {
            return read;
        }
        long durableTo = segment.mark().orElseThrow(() -> segment.markLost()).durableTo();
        if (at >= durableTo) {
            return read;
        }
        segment.refresh();
        SegmentReader.Read again = segment.read(at);
        if (again instanceof SegmentReader.Read.Found) {
            return again;
        }
        if (segment.size() < durableTo) {
            throw new LogException.Truncated(segment.file(), segment.size(), durableTo);
        }
        throw again instanceof SegmentReader.Read.Broken broken
                ? corrupt(broken.offset(), durableTo, broken.kind())
                : corrupt(at, durableTo, Damage.Kind.CUT);
    }

    private LogException corrupt(long from, long to, Damage.Kind kind) {
        return new LogException.Corrupt(segment.file(), new Damage(from, to - from, kind));
    }

    private void take(Frame frame) throws IOException {
        LogRecord decoded = decode(frame);
        if (decoded instanceof LogRecord.StreamStart start) {
            streams.put(start.id(), new SegmentIndex.StreamShard(start.stream(), start.shard()));
        }
        record = Optional.of(decoded);
        position = new LogPosition(segment.header().segment(), frame.offset());
        sealed = frame.kind() == Frame.SEGMENT_END;
        if (!sealed) {
            // An end record is not passed: a writer that goes on with the file cuts it off and writes in its place.
            at = frame.end();
        }
    }

    private LogRecord decode(Frame frame) throws IOException {
        try {
            return RecordDecoder.decode(
                    frame, frame.kind() == Frame.MESSAGE ? Optional.of(stream(frame)) : Optional.empty());
        } catch (ValueFormatException e) {
            throw corrupt(frame.offset(), frame.end(), Damage.Kind.CHECKSUM);
        }
    }

    /** The stream of a message; where reading began in the middle, its name is found along the chain. */
    private SegmentIndex.StreamShard stream(Frame frame) throws IOException {
        SegmentIndex.StreamShard known = streams.get(frame.streamId());
        if (known != null) {
            return known;
        }
        StreamNames.readBackwards(segment, frame.offset(), streams);
        SegmentIndex.StreamShard found = streams.get(frame.streamId());
        if (found == null) {
            throw corrupt(frame.offset(), frame.end(), Damage.Kind.NAME);
        }
        return found;
    }

    private boolean openNextSegment() throws IOException {
        if (!Files.isDirectory(log)) {
            return false;
        }
        Optional<Path> next = LogFolder.next(log, segment.file());
        if (next.isEmpty()) {
            return false;
        }
        enter(next.get());
        return true;
    }

    private void enter(Path file) throws IOException {
        SegmentReader next = SegmentReader.open(file);
        count(segment);
        segment.close();
        segment = next;
        at = SegmentHeader.LENGTH;
        sealed = false;
    }

    private void count(SegmentReader left) {
        closedBytesRead += left.bytesRead();
        closedBeaconsRead += left.beaconsRead();
    }

    /** The record that {@link #next} went to. */
    public LogRecord record() {
        return record.orElseThrow(() -> new IllegalStateException("call next() first"));
    }

    /** Where that record begins. */
    public LogPosition position() {
        return position;
    }

    /** Whether the last record read was a segment's end. */
    public boolean sealed() {
        return sealed;
    }

    /** Goes back to the first record. */
    public void seekStart() throws IOException {
        enter(LogFolder.segments(log).getFirst());
        record = Optional.empty();
    }

    /**
     * Goes to where a record begins, or will begin.
     *
     * @param target as {@link #position} or {@link LogWriter#sync} gave it
     * @throws LogException where the log ends before it
     */
    public void seek(LogPosition target) throws IOException {
        openLast(candidate -> candidate.header().segment() <= target.segment());
        if (segment.header().segment() != target.segment() || segment.size() < target.offset()) {
            throw new LogException.Truncated(segment.file(), segment.size(), target.offset());
        }
        at = target.offset();
        record = Optional.empty();
    }

    /** Goes to before the first message whose ordinal is at least {@code ordinal}. */
    public void seekOrdinal(long ordinal) throws IOException {
        openLast(candidate -> candidate.header().firstOrdinal() <= ordinal);
        seek(
                segment.lastBeaconNumber(),
                beacon -> Side.before(beacon.ordinal() < ordinal),
                message -> message.ordinal() >= ordinal);
    }

    /** Goes to before the first message that was fed at {@code nanos} since 1970 or later. */
    public void seekFeedTime(long nanos) throws IOException {
        openLast(candidate -> firstFeedTime(candidate) < nanos);
        seek(
                segment.lastBeaconNumber(),
                beacon -> Side.before(beacon.feedTimeNanos() < nanos),
                message -> message.feedTimeNanos() >= nanos);
    }

    /** Goes to before the first message of a stream's shard whose sequence is at least {@code sequence}. */
    public void seekSequence(StreamKey stream, long shard, long sequence) throws IOException {
        SegmentIndex.StreamShard wanted = new SegmentIndex.StreamShard(stream, shard);
        openLast(candidate -> StreamNames.lastAtHead(candidate, wanted) < sequence);
        // The beacons first: a stream that is not known yet when its name is sought has no message before them.
        long beacons = segment.lastBeaconNumber();
        int id = StreamNames.id(segment, wanted, streams).orElse(0);
        seek(
                beacons,
                beacon -> side(beacon, id, sequence),
                message -> message.message().sequence() >= sequence
                        && message.message().stream().equals(stream)
                        && message.message().shard() == shard);
    }

    /** Where a beacon stands, seen from what is sought. */
    private enum Side {
        BEFORE,
        BEHIND,
        /** The beacon does not tell. */
        UNKNOWN;

        static Side before(boolean before) {
            return before ? BEFORE : BEHIND;
        }
    }

    private static Side side(Beacon beacon, int id, long sequence) {
        for (int i = 0; i < beacon.entryCount(); i++) {
            Beacon.Entry entry = beacon.entry(i);
            if (entry.streamId() == id) {
                return Side.before(entry.last() < sequence);
            }
        }
        return beacon.complete() || id == 0 ? Side.BEFORE : Side.UNKNOWN;
    }

    private static long firstFeedTime(SegmentReader candidate) throws IOException {
        return candidate.firstMessage().map(RecordDecoder::feedTimeNanos).orElse(Long.MAX_VALUE);
    }

    /** Whether a segment begins before what is sought. */
    private interface SegmentTest {
        boolean beginsBefore(SegmentReader candidate) throws IOException;
    }

    /** Opens the last segment that begins before what is sought, or the first. */
    private void openLast(SegmentTest test) throws IOException {
        List<Path> files = LogFolder.segments(log);
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            try (SegmentReader candidate = SegmentReader.open(files.get(middle))) {
                if (test.beginsBefore(candidate)) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
                count(candidate);
            }
        }
        enter(files.get(low));
    }

    /**
     * Goes to behind the last beacon that is known to be before what is sought, then reads on to the first message
     * that is not. Beacons that are damaged or do not tell are passed over towards the start.
     */
    private void seek(long beacons, Function<Beacon, Side> test, Predicate<LogRecord.MessageRecord> found)
            throws IOException {
        long low = 0;
        long high = beacons;
        long size = segment.size();
        at = SegmentHeader.LENGTH;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            long probe = middle + 1;
            Side side = Side.UNKNOWN;
            while (side == Side.UNKNOWN && --probe > low) {
                Optional<Beacon> beacon = segment.beacon(probe);
                // The frame behind one in the last record is not there yet, or the record is the segment's end.
                side = beacon.filter(told -> told.nextFrame() < size).map(test).orElse(Side.UNKNOWN);
                if (side == Side.BEFORE) {
                    at = beacon.get().nextFrame();
                }
            }
            if (side == Side.BEHIND) {
                high = probe - 1;
            } else {
                low = middle;
            }
        }
        readOnTo(found);
    }

    private void readOnTo(Predicate<LogRecord.MessageRecord> found) throws IOException {
        do {
            record = Optional.empty();
            if (!next()) {
                return;
            }
        } while (!(record() instanceof LogRecord.MessageRecord message && found.test(message)));
        at = position.offset();
        record = Optional.empty();
    }

    /** The bytes read from files so far. */
    public long bytesRead() {
        return closedBytesRead + segment.bytesRead();
    }

    /** The beacons read for searching so far. */
    public long beaconsRead() {
        return closedBeaconsRead + segment.beaconsRead();
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }
}
