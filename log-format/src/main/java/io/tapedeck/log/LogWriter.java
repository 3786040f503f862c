package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Writes a log: appends records, sets beacons, rolls segments, and says what is durable. One writer at a time, one
 * thread. After an {@link IOException} the writer can only be closed; the log opens again and holds all that was
 * reported durable.
 */
public final class LogWriter implements Closeable {
    private final Path log;
    private final boolean segmented;
    private final LogSettings settings;
    private final WriterLock lock;
    private final RecordEncoder encoder = new RecordEncoder();
    private final FrameBuffer frame = new FrameBuffer();
    private final SegmentIndex index;
    private SegmentHeader header;
    private SegmentWriter segment;
    private Path segmentFile;
    private Optional<LogRecord.RunRecord> preamble = Optional.empty();
    /** When a segment is begun; only the test vectors have a clock of their own. */
    private LongSupplier clock = LogWriter::nowNanos;

    private long feedTimeNanos;
    private boolean failed;
    private boolean closed;

    private LogWriter(
            Path log,
            boolean segmented,
            LogSettings settings,
            WriterLock lock,
            SegmentIndex index,
            SegmentHeader header,
            SegmentWriter segment,
            Path segmentFile) {
        this.log = log;
        this.segmented = segmented;
        this.settings = settings;
        this.lock = lock;
        this.index = index;
        this.header = header;
        this.segment = segment;
        this.segmentFile = segmentFile;
        feedTimeNanos = index.feedTimeNanos();
    }

    /** Begins a log of segments in a folder, which is made if need be and must hold no segment yet. */
    public static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return create(folder, use, logId, settings, LogWriter::nowNanos);
    }

    static LogWriter create(Path folder, LogUse use, UUID logId, LogSettings settings, LongSupplier clock)
            throws IOException {
        Files.createDirectories(folder);
        if (!LogFolder.segments(folder).isEmpty()) {
            throw new FileAlreadyExistsException(folder + " holds a log already");
        }
        return create(folder, true, LogFolder.segment(folder, 0), use, logId, settings, clock);
    }

    /** Begins a log in one file, which must not exist. */
    public static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings) throws IOException {
        return createFile(file, use, logId, settings, LogWriter::nowNanos);
    }

    static LogWriter createFile(Path file, LogUse use, UUID logId, LogSettings settings, LongSupplier clock)
            throws IOException {
        return create(file, false, file, use, logId, settings, clock);
    }

    private static LogWriter create(
            Path log, boolean segmented, Path file, LogUse use, UUID logId, LogSettings settings, LongSupplier clock)
            throws IOException {
        WriterLock lock = acquire(log);
        try {
            SegmentHeader header = new SegmentHeader(
                    settings.intervalBytes(), use, 0, logId, clock.getAsLong(), 1, 1, Bytes.wrap(new byte[32]));
            SegmentIndex index = new SegmentIndex();
            SegmentWriter segment = SegmentWriter.create(file, header, index, settings.durability());
            LogWriter writer = new LogWriter(log, segmented, settings, lock, index, header, segment, file);
            writer.clock = clock;
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
        WriterLock lock = acquire(folder);
        try {
            List<Path> files = LogFolder.segments(folder);
            if (files.isEmpty()) {
                throw new LogException.NotALog(folder + " holds no segment of a log");
            }
            Path last = files.getLast();
            SegmentTail tail = SegmentTail.read(last);
            long epoch = tail.epoch() + 1;
            Bytes sha256 =
                    tail.sealed() ? tail.sha256().orElseThrow() : SegmentSeal.finish(last, tail, settings.durability());
            long feedTimeNanos = tail.index().feedTimeNanos();
            tail.index().leaveSegment();
            SegmentHeader header = next(tail.header(), tail.index(), epoch, sha256, nowNanos());
            Path file = LogFolder.segment(folder, header.segment());
            SegmentWriter segment = SegmentWriter.create(file, header, tail.index(), settings.durability());
            LogWriter writer = new LogWriter(folder, true, settings, lock, tail.index(), header, segment, file);
            writer.feedTimeNanos = feedTimeNanos;
            writer.preamble = preamble;
            writer.writePreamble();
            return writer;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Goes on with a log in one file: its end record, or its unfinished write, is cut, and appending goes on there. */
    public static LogWriter resumeFile(Path file, LogSettings settings) throws IOException {
        WriterLock lock = acquire(file);
        try {
            SegmentTail tail = SegmentTail.read(file);
            SegmentWriter segment = SegmentWriter.resume(
                    file,
                    tail.header(),
                    tail.index(),
                    settings.durability(),
                    tail.end(),
                    tail.markSerial(),
                    tail.epoch() + 1);
            return new LogWriter(file, false, settings, lock, tail.index(), tail.header(), segment, file);
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

    private static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** The log's identity. */
    public UUID logId() {
        return header.logId();
    }

    /** The ordinal of the last message. */
    public long ordinal() {
        return index.ordinal();
    }

    /** The messages so far. */
    public long messages() {
        return index.messages();
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
        checkOrder(ordinal, feedTimeNanos, message);
        rollIfFull();
        SegmentIndex.Stream stream = stream(message.stream(), message.shard());
        this.feedTimeNanos = feedTimeNanos;
        frame.begin(Frame.MESSAGE, stream.id());
        encoder.encodeMessage(frame, ordinal, feedTimeNanos, message, position);
        return append(
                offset -> index.countMessage(stream, ordinal, feedTimeNanos, message.sequence(), message.timeNanos()));
    }

    private void checkOrder(long ordinal, long feedTime, EncodedMessage message) {
        boolean replacement = header.use() == LogUse.RUN && ordinal == index.ordinal() && ordinal > 0;
        if (!replacement && ordinal != index.ordinal() + 1) {
            throw new IllegalArgumentException("message #" + ordinal + " after #" + index.ordinal());
        }
        if (feedTime < feedTimeNanos) {
            throw new IllegalArgumentException("message #" + ordinal + " fed at " + feedTime + " after " + feedTimeNanos
                    + " (nanoseconds since 1970): feed time must not go back");
        }
        long last = index.stream(message.stream(), message.shard())
                .map(SegmentIndex.Stream::last)
                .orElse(-1L);
        if (message.sequence() <= last && !(replacement && message.sequence() == last)) {
            throw new IllegalArgumentException(
                    "sequence of " + message.place() + " after " + last + ": it must ascend");
        }
    }

    /** Appends what the processors made of a message. */
    public LogPosition append(LogRecord.StepRecord step) throws IOException {
        frame.begin(Frame.STEP, 0);
        encoder.encodeStep(frame, step);
        return append(offset -> {});
    }

    /** Appends a record of the controller. A run start is repeated at the head of each segment to come. */
    public LogPosition append(LogRecord.RunRecord record) throws IOException {
        if (record.kind() == LogRecord.RunRecord.Kind.RUN_START) {
            preamble = Optional.of(record);
        }
        return appendRunRecord(record);
    }

    private LogPosition appendRunRecord(LogRecord.RunRecord record) throws IOException {
        frame.begin(record.kind().number(), 0);
        encoder.encodeValue(frame, record.content());
        return append(offset -> {});
    }

    private LogPosition append(SegmentWriter.FrameCounter counter) throws IOException {
        checkUsable();
        try {
            return new LogPosition(header.segment(), segment.append(frame, counter));
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

    private SegmentIndex.Stream stream(StreamKey key, long shard) throws IOException {
        Optional<SegmentIndex.Stream> known = index.stream(key, shard);
        return known.isPresent()
                ? known.get()
                : startStream(new LogRecord.StreamStart(index.nextStreamId(), key, shard, 0, Optional.empty()));
    }

    private SegmentIndex.Stream startStream(LogRecord.StreamStart start) throws IOException {
        SegmentIndex.Stream[] added = new SegmentIndex.Stream[1];
        writeStream(start, offset -> added[0] = index.addStream(start));
        return added[0];
    }

    private void writeStream(LogRecord.StreamStart start, SegmentWriter.FrameCounter counter) throws IOException {
        frame.begin(Frame.STREAM, start.id());
        encoder.encodeValue(frame, RecordEncoder.streamContent(start, index.lastStreamRecord()));
        append(offset -> {
            counter.count(offset);
            index.noteStreamRecord(offset);
        });
    }

    private void rollIfFull() throws IOException {
        if (segmented && segment.position() >= settings.segmentBytes()) {
            failed = true; // until the next segment stands: whatever is thrown on the way, nothing can follow
            roll();
        }
    }

    private void roll() throws IOException {
        Bytes sha256 = seal();
        index.leaveSegment();
        header = next(header, index, header.epoch(), sha256, clock.getAsLong());
        segmentFile = LogFolder.segment(log, header.segment());
        segment = SegmentWriter.create(segmentFile, header, index, settings.durability());
        failed = false;
        writePreamble();
    }

    private void writePreamble() throws IOException {
        if (preamble.isPresent()) {
            appendRunRecord(preamble.get());
        }
        for (SegmentIndex.Stream stream : index.streams()) {
            writeStream(stream.toRecord(), offset -> {});
        }
    }

    private Bytes seal() throws IOException {
        segment.flush();
        return SegmentSeal.end(segmentFile, segment, index, encoder, frame);
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
