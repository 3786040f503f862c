package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log, a folder of segments or one segment, from anywhere to its end; the log may be growing. Records hold
 * views of what was read and stay valid, unless {@link #reuseMemory} was called. Not for several threads.
 */
public final class LogReader implements Closeable {
    private final LogCursor cursor;
    private final Map<Integer, SegmentIndex.StreamShard> streams = new HashMap<>();
    private final Optional<MessageView> message = Optional.of(new MessageView(this));
    /** The stream of the message that was read last: messages of one often come in a row. */
    private SegmentIndex.StreamShard stream = RecordDecoder.ANY_STREAM;

    /** Its id; more bits than an id has, so that at first it is none's. */
    private long streamId = Long.MIN_VALUE;

    private @Nullable Frame frame;
    /** The number of the segment that has it: where nothing follows, the cursor may wait in a later one. */
    private int frameSegment;
    /** What the frame holds; null where it is decoded when it is asked for. */
    private @Nullable LogRecord record;

    private LogReader(LogCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Opens a log at its first record.
     *
     * @param log a folder of segments, or a segment
     * @throws LogException where it is not a log, or its first header is damaged
     */
    public static LogReader open(Path log) throws IOException {
        return new LogReader(LogCursor.open(log));
    }

    /** The log's identity. */
    public UUID logId() {
        return cursor.segment().header().logId();
    }

    /** What the log is for. */
    public LogUse use() {
        return cursor.segment().header().use();
    }

    /**
     * From now on a record, and the payload, key and headers that it holds, are valid only until the next one is read:
     * a scan that keeps none of them needs no memory for each.
     */
    public void reuseMemory() {
        cursor.reuseMemory();
    }

    /** From now on gives only records that were made durable, as far as the durable mark tells. */
    public void readDurableOnly() {
        cursor.readDurableOnly();
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one; false means the end for now, and a later call may find more
     * @throws LogException where the log is damaged below its durable mark
     */
    public boolean next() throws IOException {
        Frame next = cursor.nextFrame();
        if (next == null) {
            return false;
        }
        take(next);
        return true;
    }

    /**
     * Goes to the record before the one that was read last, or before the place that was sought.
     *
     * @return whether there is one; false means the start of the log, where the reader then stands
     * @throws LogException where the log is damaged on the way
     */
    public boolean previous() throws IOException {
        return previous(kind -> true);
    }

    /** The same, but only to a record of the controller of one kind: the others are passed over and not decoded. */
    public boolean previous(LogRecord.RunRecord.Kind wanted) throws IOException {
        return previous(kind -> kind == wanted.number());
    }

    private boolean previous(IntPredicate kinds) throws IOException {
        Frame here = frame;
        if (here != null) {
            cursor.goBackTo(frameSegment, here.offset());
        }
        Optional<Frame> previous = cursor.previousFrame(kinds);
        if (previous.isEmpty()) {
            seekStart();
            return false;
        }
        take(previous.get());
        return true;
    }

    private void take(Frame taken) throws IOException {
        if (taken.kind() == Frame.MESSAGE) {
            name(taken);
        }
        // A message that is nothing but its payload is looked through here, and decoded when it is asked for.
        record = RecordDecoder.isBareMessage(taken) ? null : decode(taken);
        frame = taken;
        frameSegment = cursor.segment().header().segment();
        pass(taken, record);
    }

    private void pass(Frame passed, @Nullable LogRecord decoded) {
        if (decoded instanceof LogRecord.StreamStart start) {
            streams.put(start.id(), new SegmentIndex.StreamShard(start.stream(), start.shard()));
        }
        cursor.pass(passed);
    }

    private LogRecord decode(Frame taken) throws IOException {
        try {
            return taken.kind() == Frame.MESSAGE
                    ? RecordDecoder.decodeMessage(taken, stream)
                    : RecordDecoder.decode(taken);
        } catch (ValueFormatException e) {
            throw cursor.corrupt(taken.offset(), taken.end(), Damage.Kind.CHECKSUM);
        }
    }

    /** Sees to it that the stream of a message is known. */
    private void name(Frame message) throws IOException {
        int id = message.streamId();
        if (id == streamId) {
            return;
        }
        SegmentIndex.StreamShard known = streams.get(id);
        stream = known != null ? known : find(message);
        streamId = id;
    }

    /** The stream of a message, where reading began in the middle: its name is found along the chain. */
    private SegmentIndex.StreamShard find(Frame message) throws IOException {
        // Apart: what the frame holds may be valid until the next read only.
        SegmentReader apart = cursor.segment().apart();
        StreamNames.find(apart, message.offset(), message.streamId(), streams);
        cursor.count(apart);
        SegmentIndex.StreamShard found = streams.get(message.streamId());
        if (found == null) {
            throw cursor.corrupt(message.offset(), message.end(), Damage.Kind.NAME);
        }
        return found;
    }

    /** The record that {@link #next} or {@link #previous} went to. To be asked for once: it may be made anew each time. */
    public LogRecord record() {
        Frame read = frame();
        LogRecord decoded = record;
        return decoded != null ? decoded : RecordDecoder.decodeMessage(read, stream);
    }

    /** That record, read in place, if it is a message. It is shown until the reader goes on. */
    public Optional<MessageView> message() {
        return frame().kind() == Frame.MESSAGE ? message : Optional.empty();
    }

    /** Where that record begins; where reading goes on, if none was read yet. */
    public LogPosition position() {
        Frame read = frame;
        return read != null
                ? new LogPosition(frameSegment, read.offset())
                : new LogPosition(cursor.segment().header().segment(), cursor.at());
    }

    /** The frame of that record. */
    Frame frame() {
        Frame read = frame;
        if (read == null) {
            throw new IllegalStateException("call next() first");
        }
        return read;
    }

    /** The stream of that record, if it is a message. */
    SegmentIndex.StreamShard stream() {
        return stream;
    }

    private void leave() {
        frame = null;
        record = null;
    }

    /** Whether the last record read was a segment's end. */
    public boolean sealed() {
        return cursor.sealed();
    }

    /** Goes back to the first record. */
    public void seekStart() throws IOException {
        cursor.enterFirst();
        leave();
    }

    /**
     * Goes to where a record begins, or will begin.
     *
     * @param target as {@link #position} or {@link LogWriter#sync} gave it
     * @throws LogException where the log ends before it
     */
    public void seek(LogPosition target) throws IOException {
        cursor.enterLast(candidate -> candidate.header().segment() <= target.segment());
        SegmentReader segment = cursor.segment();
        long end = segment.header().segment() == target.segment() ? segment.writtenTo() : segment.size();
        if (segment.header().segment() != target.segment() || end < target.offset()) {
            throw new LogException.Truncated(segment.file(), end, target.offset());
        }
        cursor.goTo(target.offset());
        leave();
    }

    /** Goes to before the first message whose ordinal is at least {@code ordinal}. */
    public void seekOrdinal(long ordinal) throws IOException {
        cursor.enterLast(candidate -> candidate.header().firstOrdinal() <= ordinal);
        search(new SeekTarget.Ordinal(ordinal));
    }

    /** Goes to before the first message that was fed at {@code nanos} since 1970 or later. */
    public void seekFeedTime(long nanos) throws IOException {
        cursor.enterLast(candidate -> firstFeedTime(candidate) < nanos);
        search(new SeekTarget.FeedTime(nanos));
    }

    private static long firstFeedTime(SegmentReader candidate) throws IOException {
        return candidate.firstMessage().map(RecordDecoder::feedTimeNanos).orElse(Long.MAX_VALUE);
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
        long least = Math.max(0, sequence); // no message has less: it would be sought where its stream has no name yet
        cursor.enterLast(candidate -> StreamNames.lastAtHead(candidate, wanted) < least);
        // The end first: a stream that is not known yet when its name is sought has no message before it.
        long end = cursor.segment().writtenTo();
        search(new SeekTarget.Sequence(named(wanted), least), end);
    }

    private SeekTarget.NamedStream named(SegmentIndex.StreamShard wanted) throws IOException {
        SegmentReader segment = cursor.segment();
        int id = StreamNames.id(segment, wanted, streams).orElse(0);
        return new SeekTarget.NamedStream(id, segment.header().intervalBytes());
    }

    /** Makes the target for the segment that is open. */
    private interface TargetInSegment {
        SeekTarget target() throws IOException;
    }

    private void searchInTurn(TargetInSegment wanted) throws IOException {
        cursor.enterFirst();
        boolean more = true;
        while (more) {
            Path searched = cursor.segment().file();
            long end = cursor.segment().writtenTo();
            SeekTarget target = wanted.target();
            cursor.goTo(BeaconSearch.placeBefore(cursor.segment(), target, end).frameAt());
            if (readOnTo(target, /* acrossSegments= */ false)) {
                return;
            }
            more = !cursor.segment().file().equals(searched) || cursor.enterNext();
            if (more) {
                cursor.enterAgain();
            }
        }
    }

    private void search(SeekTarget target) throws IOException {
        search(target, cursor.segment().writtenTo());
    }

    /** Goes to before the first message that fits, or to the end of what there is. */
    private void search(SeekTarget target, long end) throws IOException {
        SegmentReader segment = cursor.segment();
        BeaconSearch.Place place = BeaconSearch.placeBefore(segment, target, end);
        OptionalLong found = FrameHop.find(segment, target, place.frameAt(), place.ordinal());
        cursor.goTo(found.orElse(place.frameAt()));
        leave();
        if (found.isEmpty()) {
            readOnTo(target, /* acrossSegments= */ true);
        }
    }

    private boolean readOnTo(SeekTarget target, boolean acrossSegments) throws IOException {
        Path begun = cursor.segment().file();
        leave();
        while (true) {
            Frame next = cursor.nextFrame();
            if (next == null || !acrossSegments && !cursor.segment().file().equals(begun)) {
                return false;
            }
            if (next.kind() != Frame.MESSAGE) {
                pass(next, decode(next));
            } else if (target.fits(next)) {
                return true;
            } else {
                cursor.pass(next);
            }
        }
    }

    /** The bytes read from files so far. */
    public long bytesRead() {
        return cursor.bytesRead();
    }

    /** The beacons read for searching so far. */
    public long beaconsRead() {
        return cursor.beaconsRead();
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
