package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a log, a folder of segments or one segment, from anywhere to its end; the log may be growing. Records hold
 * views of what was read and stay valid. Not for several threads.
 */
public final class LogReader implements Closeable {
    private final Path log;
    private final Map<Integer, SegmentIndex.StreamShard> streams = new HashMap<>();
    private List<Path> files;
    private int fileIndex;
    private SegmentReader segment;
    private long at = SegmentHeader.LENGTH;
    private Optional<LogRecord> record = Optional.empty();
    private LogPosition position = new LogPosition(0, 0);
    private boolean sealed;
    private long closedBytesRead;
    private long closedBeaconsRead;

    private LogReader(Path log, List<Path> files, SegmentReader segment) {
        this.log = log;
        this.files = files;
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
        return new LogReader(log, files, SegmentReader.open(files.getFirst()));
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
        while (true) {
            switch (segment.read(at)) {
                case SegmentReader.Read.Found(Frame frame) -> {
                    take(frame);
                    return true;
                }
                case SegmentReader.Read.End ignored -> {
                    if (!sealed) {
                        checkDurable(at, Damage.Kind.CUT);
                    }
                    if (!openNextSegment()) {
                        segment.refresh();
                        return false;
                    }
                }
                case SegmentReader.Read.Broken broken -> {
                    checkDurable(broken.offset(), broken.kind());
                    segment.refresh();
                    return false;
                }
            }
        }
    }

    private void take(Frame frame) throws IOException {
        at = frame.end();
        position = new LogPosition(segment.header().segment(), frame.offset());
        sealed = frame.kind() == Frame.SEGMENT_END;
        LogRecord decoded = decode(frame);
        if (decoded instanceof LogRecord.StreamStart start) {
            streams.put(start.id(), new SegmentIndex.StreamShard(start.stream(), start.shard()));
        }
        record = Optional.of(decoded);
    }

    private LogRecord decode(Frame frame) throws IOException {
        try {
            return RecordDecoder.decode(
                    frame, frame.kind() == Frame.MESSAGE ? Optional.of(stream(frame)) : Optional.empty());
        } catch (ValueFormatException | ValueTypeException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new LogException.Corrupt(
                    segment.file(), new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.CHECKSUM));
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
            throw new LogException.Corrupt(
                    segment.file(), new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.CHECKSUM));
        }
        return found;
    }

    private void checkDurable(long offset, Damage.Kind kind) throws IOException {
        long durableTo = segment.mark().map(DurableMark::durableTo).orElse(0L);
        if (offset >= durableTo) {
            return;
        }
        long size = segment.size();
        if (size < durableTo) {
            throw new LogException.Truncated(segment.file(), size, durableTo);
        }
        segment.refresh();
        if (segment.read(offset) instanceof SegmentReader.Read.Broken) {
            throw new LogException.Corrupt(segment.file(), new Damage(offset, durableTo - offset, kind));
        }
    }

    private boolean openNextSegment() throws IOException {
        if (fileIndex + 1 == files.size()) {
            files = LogFolder.segments(log);
        }
        if (!sealed || fileIndex + 1 >= files.size()) {
            return false;
        }
        open(fileIndex + 1);
        return true;
    }

    private void open(int index) throws IOException {
        SegmentReader next = SegmentReader.open(files.get(index));
        closedBytesRead += segment.bytesRead();
        closedBeaconsRead += segment.beaconsRead();
        segment.close();
        segment = next;
        fileIndex = index;
        at = SegmentHeader.LENGTH;
        sealed = false;
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
        open(0);
    }

    /**
     * Goes to where a record begins, or will begin.
     *
     * @param target as {@link #position} or {@link LogWriter#sync} gave it
     * @throws LogException where the log ends before it
     */
    public void seek(LogPosition target) throws IOException {
        openLastSegment(header -> header.segment() <= target.segment());
        if (segment.header().segment() != target.segment() || segment.size() < target.offset()) {
            throw new LogException.Truncated(segment.file(), segment.size(), target.offset());
        }
        at = target.offset();
    }

    /** Goes to before the first message whose ordinal is at least {@code ordinal}. */
    public void seekOrdinal(long ordinal) throws IOException {
        openLastSegment(header -> header.firstOrdinal() <= ordinal);
        seek(beacon -> beacon.ordinal() < ordinal, message -> message.ordinal() >= ordinal);
    }

    /** Goes to before the first message that was fed at {@code nanos} since 1970 or later. */
    public void seekFeedTime(long nanos) throws IOException {
        openLastSegment(header -> header.createdNanos() <= nanos || header.segment() == 0);
        // A segment is begun before its first message is fed, so the one before may still hold the answer.
        if (fileIndex > 0) {
            open(fileIndex - 1);
        }
        seek(beacon -> beacon.feedTimeNanos() < nanos, message -> message.feedTimeNanos() >= nanos);
    }

    /** Goes to before the first message of a stream's shard whose sequence is at least {@code sequence}. */
    public void seekSequence(StreamKey stream, long shard, long sequence) throws IOException {
        SegmentIndex.StreamShard wanted = new SegmentIndex.StreamShard(stream, shard);
        openSegmentOf(wanted, sequence);
        Optional<Integer> id = StreamNames.id(segment, wanted, streams);
        seek(
                beacon -> id.isPresent() && lastSequence(beacon, id.get()) < sequence,
                message -> message.message().sequence() >= sequence
                        && message.message().stream().equals(stream)
                        && message.message().shard() == shard);
    }

    /** The last sequence of a stream before a beacon; the largest number where the beacon does not tell. */
    private static long lastSequence(Beacon beacon, int id) {
        for (int i = 0; i < beacon.entryCount(); i++) {
            Beacon.Entry entry = beacon.entry(i);
            if (entry.streamId() == id) {
                return entry.last();
            }
        }
        return beacon.complete() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void openLastSegment(java.util.function.Predicate<SegmentHeader> before) throws IOException {
        files = LogFolder.segments(log);
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            try (SegmentReader candidate = SegmentReader.open(files.get(middle))) {
                if (before.test(candidate.header())) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
        }
        open(low);
    }

    /** Opens the last segment at whose head the stream has not passed the sequence yet. */
    private void openSegmentOf(SegmentIndex.StreamShard wanted, long sequence) throws IOException {
        files = LogFolder.segments(log);
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            try (SegmentReader candidate = SegmentReader.open(files.get(middle))) {
                if (StreamNames.lastAtHead(candidate, wanted) < sequence) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
        }
        open(low);
    }

    /**
     * Goes to behind the last beacon that is still before what is sought, then reads on to the first message that
     * is not. Damaged beacons are passed over towards the start.
     */
    private void seek(
            java.util.function.Predicate<Beacon> before, java.util.function.Predicate<LogRecord.MessageRecord> found)
            throws IOException {
        long low = 0;
        long high = segment.lastBeaconNumber();
        long start = SegmentHeader.LENGTH;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            long probe = middle;
            Optional<Beacon> beacon = segment.beacon(probe);
            while ((beacon.isEmpty() || !tells(beacon.get())) && probe - 1 > low) {
                beacon = segment.beacon(--probe);
            }
            if (beacon.isPresent() && tells(beacon.get()) && before.test(beacon.get())) {
                low = middle;
                start = beacon.get().nextFrame();
            } else {
                high = probe - 1;
            }
        }
        at = start;
        readOnTo(found);
    }

    /** A beacon in the middle of a long record says nothing of the streams. */
    private static boolean tells(Beacon beacon) {
        return beacon.complete() || beacon.entryCount() > 0;
    }

    private void readOnTo(java.util.function.Predicate<LogRecord.MessageRecord> found) throws IOException {
        while (true) {
            long before = at;
            int index = fileIndex;
            if (!next()) {
                return;
            }
            if (record() instanceof LogRecord.MessageRecord message && found.test(message)) {
                if (index == fileIndex) {
                    at = before;
                } else {
                    at = position.offset();
                }
                record = Optional.empty();
                return;
            }
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
