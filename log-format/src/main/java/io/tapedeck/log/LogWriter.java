package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Writes a log: appends records, sets beacons, rolls segments, and says what is durable. One writer at a time, one
 * thread. After an {@link IOException} the writer can only be closed; the log opens again and holds all that was
 * reported durable.
 */
public final class LogWriter implements Closeable {
    private final Path log;
    private final boolean segmented;
    private final LogSettings settings;
    private final Machine machine;
    private final WriterLock lock;
    private final RecordEncoder encoder = new RecordEncoder();
    private final FrameBuffer frame = new FrameBuffer();
    private final SegmentIndex index;
    private SegmentHeader header;
    private SegmentWriter segment;
    private Optional<LogRecord.RunRecord> preamble = Optional.empty();

    private long feedTimeNanos;
    private boolean failed;
    private boolean closed;

    private LogWriter(
            Path log,
            boolean segmented,
            LogSettings settings,
            Machine machine,
            WriterLock lock,
            SegmentIndex index,
            SegmentHeader header,
            SegmentWriter segment) {
        this.log = log;
        this.segmented = segmented;
        this.settings = settings;
        this.machine = machine;
        this.lock = lock;
        this.index = index;
        this.header = header;
        this.segment = segment;
        feedTimeNanos = index.feedTimeNanos();
    }

    /** Begins a log of segments in a folder, which is made if need be and must hold no segment yet. */
    public static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return create(folder, use, logId, settings, Machine.real(settings));
    }

    static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings, Machine machine)
            throws IOException {
        prepareFolder(folder, settings, machine);
        return create(folder, true, LogFolder.segment(folder, 0), use, logId, settings, machine, 1);
    }

    private static void prepareFolder(Path folder, LogSettings settings, Machine machine) throws IOException {
        LogFolder.create(folder, machine.storage(), settings.durability());
        if (!LogFolder.segments(folder).isEmpty()) {
            throw new FileAlreadyExistsException(folder + " holds a log already");
        }
    }

    /** Begins a log in one file, which must not exist. */
    public static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return createFile(file, use, logId, settings, Machine.real(settings));
    }

    static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings, Machine machine)
            throws IOException {
        return create(file, false, file, use, logId, settings, machine, 1);
    }

    /** Begins a log, in one file or in a folder by the name, whose first messages are elsewhere. */
    static LogWriter createAt(
            Path log, LogUse use, UUID logId, LogSettings settings, long firstOrdinal, Machine machine)
            throws IOException {
        if (LogFolder.isSegmentName(log)) {
            return create(log, false, log, use, logId, settings, machine, firstOrdinal);
        }
        prepareFolder(log, settings, machine);
        Path file = LogFolder.segment(log, firstSegment(firstOrdinal));
        return create(log, true, file, use, logId, settings, machine, firstOrdinal);
    }

    /** Segment 0 begins with the log's first message, so that one whose header is damaged is known to. */
    private static int firstSegment(long firstOrdinal) {
        return firstOrdinal == 1 ? 0 : 1;
    }

    private static LogWriter create(
            Path log,
            boolean segmented,
            Path file,
            LogUse use,
            UUID logId,
            LogSettings settings,
            Machine machine,
            long firstOrdinal)
            throws IOException {
        WriterLock lock = acquire(log);
        try {
            SegmentHeader header = new SegmentHeader(
                    settings.intervalBytes(),
                    use,
                    firstSegment(firstOrdinal),
                    logId,
                    machine.clock().getAsLong(),
                    firstOrdinal,
                    1,
                    Bytes.wrap(new byte[32]));
            SegmentIndex index = new SegmentIndex();
            index.startAt(header);
            SegmentWriter segment = SegmentWriter.create(machine.storage(), file, header, index, settings);
            LogWriter writer = new LogWriter(log, segmented, settings, machine, lock, index, header, segment);
            writer.writeHead();
            return writer;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
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
        WriterLock lock = acquire(folder);
        try {
            List<Path> files = LogFolder.segments(folder);
            if (files.isEmpty()) {
                throw new LogException.NotALog(folder + " holds no segment of a log");
            }
            Path last = files.getLast();
            SegmentTail tail = SegmentTail.read(last);
            long epoch = tail.epoch() + 1;
            Bytes sha256 = tail.sealed()
                    ? SegmentSeal.settle(machine.storage(), last, tail, settings)
                    : SegmentSeal.finish(machine.storage(), last, tail, settings);
            long feedTimeNanos = SegmentTail.feedTimeNanos(tail, files);
            tail.index().leaveSegment();
            SegmentHeader header = next(
                    tail.header(), tail.index(), epoch, sha256, machine.clock().getAsLong());
            Path file = LogFolder.segment(folder, header.segment());
            SegmentWriter segment = SegmentWriter.create(machine.storage(), file, header, tail.index(), settings);
            LogWriter writer = new LogWriter(folder, true, settings, machine, lock, tail.index(), header, segment);
            writer.feedTimeNanos = feedTimeNanos;
            writer.preamble = preamble;
            writer.writeHead();
            return writer;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Goes on with a log in one file: its end record, or its unfinished write, is cut, and appending goes on there. */
    public static LogWriter resumeFile(Path file, LogSettings settings) throws IOException {
        return resumeFile(file, settings, Machine.real(settings));
    }

    static LogWriter resumeFile(Path file, LogSettings settings, Machine machine) throws IOException {
        WriterLock lock = acquire(file);
        try {
            SegmentTail tail = SegmentTail.read(file);
            if (tail.packed()) {
                throw new IOException(file + " is compressed, and nothing can be appended to it; unpack it first "
                        + "(./tapedeck log compact --unpack)");
            }
            SegmentWriter segment = SegmentWriter.resume(machine.storage(), file, tail, settings);
            return new LogWriter(file, false, settings, machine, lock, tail.index(), tail.header(), segment);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static WriterLock acquire(Path log) throws IOException {
        return WriterLock.tryAcquire(LogFolder.lock(log)).orElseThrow(() -> new LogException.Locked(log));
    }

    private static SegmentHeader next(
            SegmentHeader before, SegmentIndex index, long epoch, Bytes sha256, long createdNanos) {
        return new SegmentHeader(
                before.intervalBytes(),
                before.use(),
                before.segment() + 1,
                before.logId(),
                createdNanos,
                index.ordinal() + 1,
                epoch,
                sha256);
    }

    /** The log's identity. */
    public UUID logId() {
        return header.logId();
    }

    /** What the log is for. */
    LogUse use() {
        return header.use();
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
        return segment.position();
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
        boolean replacement = header.use() == LogUse.RUN && ordinal == index.ordinal() && ordinal > 0;
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

    /** Appends the record that the messages up to the ordinal {@code last} are lost. */
    void appendGap(long last) throws IOException {
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

    private LogPosition appendRunRecord(LogRecord.RunRecord record) throws IOException {
        long offset = beginFrame(record.kind().number(), 0);
        encoder.encodeValue(frame, record.content());
        finishContent();
        return append(offset);
    }

    /** Begins a frame, behind a beacon if one is due; returns where it will stand. */
    private long beginFrame(int kind, int streamId) throws IOException {
        try {
            long offset = segment.beginFrame();
            frame.begin(segment.place(), kind, streamId);
            return offset;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Ends the frame, unless it is too large, and takes note of it; what it tells is to be noted before it is appended. */
    private void finishContent() {
        frame.finish();
        index.countRecord();
    }

    private LogPosition append(long offset) throws IOException {
        try {
            segment.append(frame);
            return new LogPosition(header.segment(), offset);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    private void checkUsable() throws IOException {
        if (failed) {
            throw new IOException("an earlier write to " + log + " failed");
        }
        if (closed) {
            throw new IOException("the writer of " + log + " is closed");
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
        if (segmented
                && (segment.position() >= settings.segmentBytes()
                        || index.spanNanos(nextFeedTimeNanos) > settings.segmentNanos())) {
            failed = true; // until the next segment stands: whatever is thrown on the way, nothing can follow
            roll();
        }
    }

    private void roll() throws IOException {
        Bytes sha256 = seal();
        index.leaveSegment();
        header = next(header, index, header.epoch(), sha256, machine.clock().getAsLong());
        Path file = LogFolder.segment(log, header.segment());
        segment = SegmentWriter.create(machine.storage(), file, header, index, settings);
        writeHead();
        failed = false;
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
            segment.appear(machine.storage());
            if (segmented) {
                segment.digestAhead();
            }
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    private Bytes seal() throws IOException {
        return SegmentSeal.end(segment, index, encoder, frame);
    }

    /**
     * Makes all records so far durable, as the settings say, and visible to readers.
     *
     * @return where the next record would stand
     */
    public LogPosition sync() throws IOException {
        checkUsable();
        try {
            segment.flush();
            return new LogPosition(header.segment(), segment.durableTo());
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Seals the last segment and lets go of the log. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            if (failed) {
                segment.close();
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
        try (lock) {
            segment.close();
        }
    }
}
