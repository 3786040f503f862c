package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Writes a log: appends records, sets beacons, rolls segments, and says what is durable. One writer at a time, one
 * thread. After an {@link IOException} the writer can only be closed; the log opens again and holds all that was
 * reported durable.
 */
public final class LogWriter implements Closeable {
    private final WrittenSegments segments;
    private final SegmentIndex index;
    private final RecordEncoder encoder = new RecordEncoder();
    private final FrameBuffer frame = new FrameBuffer();
    private Optional<LogRecord.RunRecord> preamble;

    private long feedTimeNanos;
    private boolean failed;
    private boolean closed;

    private LogWriter(WrittenSegments segments, Optional<LogRecord.RunRecord> preamble) {
        this.segments = segments;
        this.preamble = preamble;
        index = segments.index();
        feedTimeNanos = segments.feedTimeNanos();
    }

    /** Begins a log of segments in a folder, which is made if need be and must hold no segment yet. */
    public static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return create(folder, use, logId, settings, Machine.real(settings));
    }

    static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings, Machine machine)
            throws IOException {
        return start(
                opened(folder, () -> WrittenSegments.create(folder, use, logId, settings, 1, machine)),
                Optional.empty());
    }

    /** Whether a writer, in this process or another, has the log in a folder. */
    public static boolean isAtWork(Path folder) throws IOException {
        return WriterLock.held(LogFolder.lock(folder));
    }

    /** Begins a log in one file, which must not exist. */
    public static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return createFile(file, use, logId, settings, Machine.real(settings));
    }

    static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings, Machine machine)
            throws IOException {
        return start(WrittenSegments.createFile(file, use, logId, settings, 1, machine), Optional.empty());
    }

    /** Begins a log in a folder whose first messages are elsewhere: its own begin with {@code firstOrdinal}. */
    public static LogWriter createAt(Path folder, LogUse use, UUID logId, LogSettings settings, long firstOrdinal)
            throws IOException {
        return start(
                opened(
                        folder,
                        () -> WrittenSegments.create(
                                folder, use, logId, settings, firstOrdinal, Machine.real(settings))),
                Optional.empty());
    }

    /** Begins a log, in one file or in a folder by the name, whose first messages are elsewhere. */
    static LogWriter createAt(
            Path log, LogUse use, UUID logId, LogSettings settings, long firstOrdinal, Machine machine)
            throws IOException {
        WrittenSegments segments = LogFolder.isSegmentName(log)
                ? WrittenSegments.createFile(log, use, logId, settings, firstOrdinal, machine)
                : WrittenSegments.create(log, use, logId, settings, firstOrdinal, machine);
        return start(segments, Optional.empty());
    }

    /**
     * Goes on with the log in a folder: finishes the last segment if its writer did not, and begins the next.
     *
     * @param preamble the run start to repeat at the head of each segment to come, if it is a run log
     * @throws LogException where the last segment lost something that was durable, or another writer has the log
     */
    public static LogWriter resume(Path folder, Optional<LogRecord.RunRecord> preamble, LogSettings settings)
            throws IOException {
        return resume(folder, preamble, settings, Machine.real(settings));
    }

    static LogWriter resume(Path folder, Optional<LogRecord.RunRecord> preamble, LogSettings settings, Machine machine)
            throws IOException {
        return start(opened(folder, () -> WrittenSegments.resume(folder, settings, machine)), preamble);
    }

    /** Goes on with a log in one file: its end record, or its unfinished write, is cut, and appending goes on there. */
    public static LogWriter resumeFile(Path file, LogSettings settings) throws IOException {
        return resumeFile(file, settings, Machine.real(settings));
    }

    static LogWriter resumeFile(Path file, LogSettings settings, Machine machine) throws IOException {
        return new LogWriter(WrittenSegments.resumeFile(file, settings, machine), Optional.empty());
    }

    private interface Opening {
        WrittenSegments open() throws IOException;
    }

    private static WrittenSegments opened(Path log, Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException e) {
            throw LogException.Unwritten.of(log, e);
        }
    }

    /** Writes the head of a segment that was just begun. */
    private static LogWriter start(WrittenSegments segments, Optional<LogRecord.RunRecord> preamble)
            throws IOException {
        LogWriter writer = new LogWriter(segments, preamble);
        try {
            writer.writeHead();
            return writer;
        } catch (IOException | RuntimeException e) {
            segments.close();
            throw e;
        }
    }

    /** The log's identity. */
    public UUID logId() {
        return segments.header().logId();
    }

    /** What the log is for. */
    LogUse use() {
        return segments.header().use();
    }

    /** The ordinal of the last message. */
    public long ordinal() {
        return index.ordinal();
    }

    /** The messages so far. */
    public long messages() {
        return index.messages();
    }

    /** The highest sequence of a stream's shard so far; empty where it has no message. */
    public OptionalLong lastSequence(StreamKey stream, long shard) {
        Optional<SegmentIndex.Stream> known = index.stream(stream, shard);
        return known.isPresent() && known.get().last() >= 0
                ? OptionalLong.of(known.get().last())
                : OptionalLong.empty();
    }

    /** The size that the segment has reached, in bytes, with what is still in memory. */
    long segmentBytes() {
        return segments.segment().position();
    }

    /**
     * Appends a message.
     *
     * @param ordinal its ordinal: one more than the last, or the last again for a replacement in a run log
     * @param feedTimeNanos when, in nanoseconds since 1970; never less than before
     * @param message the message
     * @param position where its source goes on after it, or {@link Value#NULL}
     * @return where it stands
     */
    public LogPosition append(long ordinal, long feedTimeNanos, EncodedMessage message, Value position)
            throws IOException {
        checkUsable();
        Optional<SegmentIndex.Stream> known = index.stream(message.stream(), message.shard());
        checkOrder(ordinal, feedTimeNanos, message, known);
        rollIfFull(feedTimeNanos);
        SegmentIndex.Stream stream = known.isPresent() ? known.get() : startStream(message);
        this.feedTimeNanos = feedTimeNanos;
        long offset = beginFrame(Frame.MESSAGE, stream.id());
        encoder.encodeMessage(frame, ordinal, feedTimeNanos, message, position);
        finishContent();
        index.countMessage(stream, ordinal, feedTimeNanos, message.sequence(), message.timeNanos());
        return append(offset);
    }

    private void checkOrder(long ordinal, long feedTime, EncodedMessage message, Optional<SegmentIndex.Stream> stream) {
        orderBroken(ordinal, feedTime, message, stream).ifPresent(broken -> {
            throw new IllegalArgumentException(broken);
        });
    }

    /** Whether a message may follow what was appended so far, by its ordinal, feed time and sequence. */
    boolean isInOrder(long ordinal, long feedTime, EncodedMessage message) {
        return orderBroken(ordinal, feedTime, message, index.stream(message.stream(), message.shard()))
                .isEmpty();
    }

    private Optional<String> orderBroken(
            long ordinal, long feedTime, EncodedMessage message, Optional<SegmentIndex.Stream> stream) {
        boolean replacement = segments.header().use() == LogUse.RUN && ordinal == index.ordinal() && ordinal > 0;
        if (!replacement && ordinal != index.ordinal() + 1) {
            return Optional.of("message #" + ordinal + " after #" + index.ordinal());
        }
        if (feedTime < feedTimeNanos) {
            return Optional.of("message #" + ordinal + " fed at " + feedTime + " after " + feedTimeNanos
                    + " (nanoseconds since 1970): feed time must not go back");
        }
        long last = stream.isPresent() ? stream.get().last() : -1;
        return message.sequence() <= last && !(replacement && message.sequence() == last)
                ? Optional.of("sequence of " + message.place() + " after " + last + ": it must ascend")
                : Optional.empty();
    }

    /** Appends the record that the messages up to the ordinal {@code last} are not in this log; the next one is behind it. */
    public void appendGap(long last) throws IOException {
        checkUsable();
        long offset = beginFrame(Frame.GAP, 0);
        encoder.encodeValue(frame, RecordEncoder.gapContent(new LogRecord.Gap(index.ordinal() + 1, last)));
        finishContent();
        index.countGap(last);
        append(offset);
    }

    /** Appends a record of a kind that this version does not know. */
    void append(LogRecord.Unknown record) throws IOException {
        checkUsable();
        long offset = beginFrame(record.kind(), 0);
        frame.putBytes(record.content());
        finishContent();
        append(offset);
    }

    /** Appends what the processors made of a message. */
    public LogPosition append(LogRecord.StepRecord step) throws IOException {
        checkUsable();
        long offset = beginFrame(Frame.STEP, 0);
        encoder.encodeStep(frame, step);
        finishContent();
        return append(offset);
    }

    /** Appends a record of the controller. A run start is repeated at the head of each segment to come. */
    public LogPosition append(LogRecord.RunRecord record) throws IOException {
        checkUsable();
        if (record.kind() == LogRecord.RunRecord.Kind.RUN_START) {
            preamble = Optional.of(record);
        }
        return appendRunRecord(record);
    }

    /** From now on segments begin with another run start. */
    public void repeatAtHead(LogRecord.RunRecord runStart) {
        preamble = Optional.of(runStart);
    }

    private LogPosition appendRunRecord(LogRecord.RunRecord record) throws IOException {
        long offset = beginFrame(record.kind().number(), 0);
        encoder.encodeValue(frame, record.content());
        finishContent();
        return append(offset);
    }

    /** Begins a frame, behind a beacon if one is due; returns where it will stand. */
    private long beginFrame(int kind, int streamId) throws IOException {
        try {
            long offset = segments.segment().beginFrame();
            frame.begin(segments.segment().place(), kind, streamId);
            return offset;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Ends the frame, unless it is too large, and takes note of it; what it tells is to be noted before it is appended. */
    private void finishContent() {
        frame.finish();
        index.countRecord();
    }

    private LogPosition append(long offset) throws IOException {
        try {
            segments.segment().append(frame);
            return new LogPosition(segments.header().segment(), offset);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException failed(IOException e) {
        failed = true;
        return LogException.Unwritten.of(segments.log(), e);
    }

    private void checkUsable() throws IOException {
        if (failed) {
            throw new IOException("an earlier write to " + segments.log() + " failed");
        }
        if (closed) {
            throw new IOException("the writer of " + segments.log() + " is closed");
        }
    }

    private SegmentIndex.Stream startStream(EncodedMessage message) throws IOException {
        LogRecord.StreamStart start =
                new LogRecord.StreamStart(index.nextStreamId(), message.stream(), message.shard(), 0, Optional.empty());
        long offset = beginStream(start);
        SegmentIndex.Stream stream = index.addStream(start);
        index.noteStreamRecord(stream.id(), offset);
        append(offset);
        return stream;
    }

    private void repeatStream(SegmentIndex.Stream stream) throws IOException {
        long offset = beginStream(stream.toRecord());
        index.noteStreamRecord(stream.id(), offset);
        append(offset);
    }

    private long beginStream(LogRecord.StreamStart start) throws IOException {
        long offset = beginFrame(Frame.STREAM, start.id());
        encoder.encodeValue(
                frame,
                RecordEncoder.streamContent(
                        start,
                        index.streamRecordAt(start.id() - 1),
                        index.streamRecordAt(StreamNames.skippedTo(start.id()))));
        finishContent();
        return offset;
    }

    private void rollIfFull(long nextFeedTimeNanos) throws IOException {
        if (segments.isFull(nextFeedTimeNanos)) {
            failed = true; // until the next segment stands: whatever is thrown on the way, nothing can follow
            Bytes sha256 = seal();
            beginNext(sha256);
            writeHead();
            failed = false;
        }
    }

    private void beginNext(Bytes sha256) throws IOException {
        try {
            segments.next(sha256);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes what each segment but the first begins with, and gives the segment its name. In this order: who goes on
     * with the log behind a segment of half a head would not know its streams.
     */
    private void writeHead() throws IOException {
        try {
            if (preamble.isPresent()) {
                appendRunRecord(preamble.get());
            }
            for (SegmentIndex.Stream stream : index.streams()) {
                repeatStream(stream);
            }
            segments.appear();
        } catch (IOException e) {
            segments.segment().close();
            throw failed(e);
        } catch (RuntimeException e) {
            segments.segment().close();
            throw e;
        }
    }

    private Bytes seal() throws IOException {
        try {
            return SegmentSeal.end(segments.segment(), index, encoder, frame);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Makes all records so far durable, as the settings say, and visible to readers.
     *
     * @return where the next record would stand
     */
    public LogPosition sync() throws IOException {
        checkUsable();
        try {
            segments.segment().flush();
            return new LogPosition(
                    segments.header().segment(), segments.segment().durableTo());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Begins what {@link #sync} does, in the background: records can be appended meanwhile. Where it was begun before and
     * is not done yet, that is waited for first.
     */
    public void beginSync() throws IOException {
        checkUsable();
        try {
            segments.segment().beginFlush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether what {@link #beginSync} began is still going on; where not, all records before it are durable. */
    public boolean isSyncing() throws IOException {
        checkUsable();
        try {
            return segments.segment().isFlushing();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Waits until what {@link #beginSync} began is done. */
    public void awaitSync() throws IOException {
        checkUsable();
        try {
            segments.segment().awaitFlush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Seals the last segment and lets go of the log. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (segments) {
            if (failed) {
                segments.segment().close();
            } else {
                seal();
            }
        }
    }

    /** Lets go of the log without sealing it, as a crash would; what was not synced may be lost. */
    public void abandon() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (segments;
                SegmentWriter segment = segments.segment()) {
            if (!failed) {
                segment.awaitWritten();
            }
        }
    }
}
