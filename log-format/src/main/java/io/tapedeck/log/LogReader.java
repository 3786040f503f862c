package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log, a folder of segments or one segment, from anywhere to its end; the log may be growing. Records hold
 * views of what was read and stay valid. Not for several threads.
 */
public final class LogReader implements Closeable {
    private final Path log;
    private final boolean inFolder;
    private final Map<Integer, SegmentIndex.StreamShard> streams = new HashMap<>();
    /** Messages of one stream often come in a row. */
    private int latestStreamId;

    private SegmentIndex.@Nullable StreamShard latestStream;
    private SegmentReader segment;
    private long at = SegmentHeader.LENGTH;
    private @Nullable LogRecord record;
    private long recordAt;
    private boolean sealed;
    private boolean durableOnly;
    private boolean reuse;
    private long durableTo;
    private Optional<FrameTrail> trail = Optional.empty();
    private long closedBytesRead;
    private long closedBeaconsRead;

    private LogReader(Path log, SegmentReader segment) {
        this.log = log;
        inFolder = Files.isDirectory(log);
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
        SegmentReader first = SegmentReader.open(files.getFirst());
        try {
            SegmentOrder.checkEnds(first, files);
            return new LogReader(log, first);
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    private List<Path> segments() throws IOException {
        return inFolder ? LogFolder.segments(log) : List.of(log);
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
        Frame frame = nextFrame();
        if (frame == null) {
            return false;
        }
        take(frame);
        return true;
    }

    /** The frame that is next; null at the end for now. */
    private @Nullable Frame nextFrame() throws IOException {
        while (sealed && openNextSegment()) {
            // Its first record is read below; a segment of none is left at once.
        }
        if (!(readSettled() instanceof SegmentReader.Read.Found(Frame frame))) {
            sealed = false;
            segment.refresh();
            return null;
        }
        if (sealed && frame.kind() == Frame.SEGMENT_END || durableOnly && !isDurable(frame)) {
            segment.refresh();
            return null;
        }
        return frame;
    }

    private boolean isDurable(Frame frame) throws IOException {
        if (frame.end() > durableTo) {
            durableTo = segment.mark().map(DurableMark::durableTo).orElse(0L);
        }
        return frame.end() <= durableTo;
    }

    /**
     * From now on a record, and the payload, key and headers that it holds, are valid only until the next one is read:
     * a scan that keeps none of them needs no memory for each.
     */
    public void reuseMemory() {
        reuse = true;
        segment.reuse();
    }

    /** From now on gives only records that were made durable, as far as the durable mark tells. */
    public void readDurableOnly() {
        durableOnly = true;
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
        // The mark first: what it speaks of is there when it is read.
        long durableTo = segment.mark().orElseThrow(() -> segment.markLost()).durableTo();
        segment.refresh();
        SegmentReader.Read again = segment.read(at);
        if (again instanceof SegmentReader.Read.Found || at >= durableTo) {
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
        record = decoded;
        recordAt = frame.offset();
        pass(frame);
    }

    /** Goes behind a frame, and takes down the name that it gives. */
    private void pass(Frame frame) throws IOException {
        if (frame.kind() == Frame.STREAM && decode(frame) instanceof LogRecord.StreamStart start) {
            streams.put(start.id(), new SegmentIndex.StreamShard(start.stream(), start.shard()));
        }
        sealed = frame.kind() == Frame.SEGMENT_END;
        if (!sealed) {
            // An end record is not passed: a writer that goes on with the file cuts it off and writes in its place.
            at = frame.end();
        }
    }

    private LogRecord decode(Frame frame) throws IOException {
        try {
            return frame.kind() == Frame.MESSAGE
                    ? RecordDecoder.decodeMessage(frame, stream(frame))
                    : RecordDecoder.decode(frame);
        } catch (ValueFormatException e) {
            throw corrupt(frame.offset(), frame.end(), Damage.Kind.CHECKSUM);
        }
    }

    /** The stream of a message; where reading began in the middle, its name is found along the chain. */
    private SegmentIndex.StreamShard stream(Frame frame) throws IOException {
        SegmentIndex.StreamShard latest = latestStream;
        if (latest == null || frame.streamId() != latestStreamId) {
            latest = find(frame);
            latestStream = latest;
            latestStreamId = frame.streamId();
        }
        return latest;
    }

    private SegmentIndex.StreamShard find(Frame frame) throws IOException {
        SegmentIndex.StreamShard known = streams.get(frame.streamId());
        if (known != null) {
            return known;
        }
        StreamNames.find(segment, frame.offset(), frame.streamId(), streams);
        SegmentIndex.StreamShard found = streams.get(frame.streamId());
        if (found == null) {
            throw corrupt(frame.offset(), frame.end(), Damage.Kind.NAME);
        }
        return found;
    }

    private boolean openNextSegment() throws IOException {
        if (!inFolder) {
            return false;
        }
        Optional<Path> next = LogFolder.next(log, segment.file());
        if (next.isEmpty()) {
            return false;
        }
        SegmentHeader before = segment.header();
        Optional<Bytes> digest = SegmentOrder.digestAt(segment, at);
        enter(next.get());
        SegmentOrder.checkFollows(log, segment, before, digest);
        return true;
    }

    private void enter(Path file) throws IOException {
        if (file.equals(segment.file())) {
            segment.refresh();
        } else {
            SegmentReader next = SegmentReader.open(file);
            try {
                SegmentOrder.checkOf(log, next, logId());
            } catch (IOException e) {
                next.close();
                throw e;
            }
            count(segment);
            segment.close();
            segment = next;
            if (reuse) {
                next.reuse();
            }
        }
        at = SegmentHeader.LENGTH;
        sealed = false;
        durableTo = 0;
        trail = Optional.empty();
    }

    private void count(SegmentReader left) {
        closedBytesRead += left.bytesRead();
        closedBeaconsRead += left.beaconsRead();
    }

    /**
     * Goes to the record before the one that was read last, or before the place that was sought.
     *
     * @return whether there is one; false means the start of the log
     * @throws LogException where the log is damaged on the way
     */
    public boolean previous() throws IOException {
        long end = record != null ? recordAt : at;
        if (trail.isEmpty() || trail.get().end() != end) {
            trail = Optional.of(new FrameTrail(segment, end));
        }
        Optional<Frame> frame = trail.get().previous();
        if (frame.isEmpty()) {
            return enterPrevious() && previous();
        }
        take(frame.get());
        return true;
    }

    private boolean enterPrevious() throws IOException {
        Optional<Path> previous = inFolder ? LogFolder.previous(log, segment.file()) : Optional.empty();
        if (previous.isEmpty()) {
            return false;
        }
        SegmentHeader behind = segment.header();
        enter(previous.get());
        at = segment.size();
        record = null;
        SegmentOrder.checkPrecedes(segment, behind);
        return true;
    }

    /** The record that {@link #next} or {@link #previous} went to. */
    public LogRecord record() {
        LogRecord read = record;
        if (read == null) {
            throw new IllegalStateException("call next() first");
        }
        return read;
    }

    /** Where that record begins. */
    public LogPosition position() {
        return new LogPosition(segment.header().segment(), recordAt);
    }

    /** Whether the last record read was a segment's end. */
    public boolean sealed() {
        return sealed;
    }

    /** Goes back to the first record. */
    public void seekStart() throws IOException {
        enter(segments().getFirst());
        record = null;
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
        record = null;
    }

    /** Goes to before the first message whose ordinal is at least {@code ordinal}. */
    public void seekOrdinal(long ordinal) throws IOException {
        openLast(candidate -> candidate.header().firstOrdinal() <= ordinal);
        search(new SeekTarget.Ordinal(ordinal));
    }

    /** Goes to before the first message that was fed at {@code nanos} since 1970 or later. */
    public void seekFeedTime(long nanos) throws IOException {
        openLast(candidate -> firstFeedTime(candidate) < nanos);
        search(new SeekTarget.FeedTime(nanos));
    }

    /**
     * Goes to before the first message, in the log's order, whose event time is {@code nanos} since 1970 or later.
     * Event times need not ascend, so each segment is asked in turn.
     */
    public void seekEventTime(long nanos) throws IOException {
        searchInTurn(() -> new SeekTarget.EventTime(nanos));
    }

    /** The same among the messages of one stream's shard. */
    public void seekEventTime(StreamKey stream, long shard, long nanos) throws IOException {
        SegmentIndex.StreamShard wanted = new SegmentIndex.StreamShard(stream, shard);
        searchInTurn(() -> new SeekTarget.StreamTime(named(wanted), nanos));
    }

    /** Goes to before the first message of a stream's shard whose sequence is at least {@code sequence}. */
    public void seekSequence(StreamKey stream, long shard, long sequence) throws IOException {
        SegmentIndex.StreamShard wanted = new SegmentIndex.StreamShard(stream, shard);
        openLast(candidate -> StreamNames.lastAtHead(candidate, wanted) < sequence);
        // The beacons first: a stream that is not known yet when its name is sought has no message before them.
        long beacons = segment.lastBeaconNumber();
        search(new SeekTarget.Sequence(named(wanted), sequence), beacons);
    }

    private SeekTarget.NamedStream named(SegmentIndex.StreamShard wanted) throws IOException {
        int id = StreamNames.id(segment, wanted, streams).orElse(0);
        return new SeekTarget.NamedStream(id, segment.header().intervalBytes());
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
        List<Path> files = segments();
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

    /** Makes the target for the segment that is open. */
    private interface TargetInSegment {
        SeekTarget target() throws IOException;
    }

    private void searchInTurn(TargetInSegment wanted) throws IOException {
        enter(segments().getFirst());
        boolean more = true;
        while (more) {
            Path searched = segment.file();
            long beacons = segment.lastBeaconNumber();
            SeekTarget target = wanted.target();
            at = BeaconSearch.placeBefore(segment, target, beacons).frameAt();
            if (readOnTo(target, /* acrossSegments= */ false)) {
                return;
            }
            more = !segment.file().equals(searched) || openNextSegment();
            if (more) {
                enter(segment.file());
            }
        }
    }

    private void search(SeekTarget target) throws IOException {
        search(target, segment.lastBeaconNumber());
    }

    /** Goes to before the first message that fits, or to the end of what there is. */
    private void search(SeekTarget target, long beacons) throws IOException {
        BeaconSearch.Place place = BeaconSearch.placeBefore(segment, target, beacons);
        OptionalLong found = FrameHop.find(segment, target, place.frameAt(), place.ordinal());
        at = found.orElse(place.frameAt());
        record = null;
        if (found.isEmpty()) {
            readOnTo(target, /* acrossSegments= */ true);
        }
    }

    private boolean readOnTo(SeekTarget target, boolean acrossSegments) throws IOException {
        Path begun = segment.file();
        record = null;
        while (true) {
            Frame frame = nextFrame();
            if (frame == null || !acrossSegments && !segment.file().equals(begun)) {
                return false;
            }
            if (frame.kind() == Frame.MESSAGE && target.fits(frame)) {
                return true;
            }
            pass(frame);
        }
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
