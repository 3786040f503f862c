package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The segments of a log that is being written: how the first one begins, how an unfinished one is taken up, how the next
 * one follows. It holds the log's lock. What stands in the segments is {@link LogWriter}'s.
 */
final class WrittenSegments implements Closeable {
    private final Path log;
    private final boolean inFolder;
    private final LogSettings settings;
    private final Machine machine;
    private final WriterLock lock;
    private final SegmentIndex index;
    private final long feedTimeNanos;
    private SegmentHeader header;
    private SegmentWriter segment;

    private WrittenSegments(
            Path log,
            boolean inFolder,
            LogSettings settings,
            Machine machine,
            WriterLock lock,
            SegmentIndex index,
            long feedTimeNanos,
            SegmentHeader header,
            SegmentWriter segment) {
        this.log = log;
        this.inFolder = inFolder;
        this.settings = settings;
        this.machine = machine;
        this.lock = lock;
        this.index = index;
        this.feedTimeNanos = feedTimeNanos;
        this.header = header;
        this.segment = segment;
    }

    /** Begins a log in a folder whose first message has an ordinal. */
    static WrittenSegments create(
            Path folder, LogUse use, UUID logId, LogSettings settings, long firstOrdinal, Machine machine)
            throws IOException {
        LogFolder.create(folder, machine.storage(), settings.durability());
        if (!LogFolder.segments(folder).isEmpty()) {
            throw new FileAlreadyExistsException(folder + " holds a log already");
        }
        Path file = LogFolder.segment(folder, firstSegment(firstOrdinal));
        return create(folder, true, file, use, logId, settings, firstOrdinal, machine);
    }

    /** Begins a log in one file whose first message has an ordinal. */
    static WrittenSegments createFile(
            Path file, LogUse use, UUID logId, LogSettings settings, long firstOrdinal, Machine machine)
            throws IOException {
        return create(file, false, file, use, logId, settings, firstOrdinal, machine);
    }

    /** Segment 0 begins with the log's first message, so that one whose header is damaged is known to. */
    private static int firstSegment(long firstOrdinal) {
        return firstOrdinal == 1 ? 0 : 1;
    }

    private static WrittenSegments create(
            Path log,
            boolean inFolder,
            Path file,
            LogUse use,
            UUID logId,
            LogSettings settings,
            long firstOrdinal,
            Machine machine)
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
            return new WrittenSegments(
                    log, inFolder, settings, machine, lock, index, index.feedTimeNanos(), header, segment);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Finishes the last segment of a log in a folder if its writer did not, and begins the next. */
    static WrittenSegments resume(Path folder, LogSettings settings, Machine machine) throws IOException {
        WriterLock lock = acquire(folder);
        try {
            List<Path> files = LogFolder.segments(folder);
            if (files.isEmpty()) {
                throw new LogException.NotALog(folder + " holds no segment of a log");
            }
            Path last = files.getLast();
            SegmentTail tail = SegmentTail.read(last);
            Bytes sha256 = tail.sealed()
                    ? SegmentSeal.settle(machine.storage(), last, tail, settings)
                    : SegmentSeal.finish(machine.storage(), last, tail, settings);
            long feedTimeNanos = SegmentTail.feedTimeNanos(tail, files);
            tail.index().leaveSegment();
            SegmentHeader header = following(
                    tail.header(),
                    tail.index(),
                    tail.epoch() + 1,
                    sha256,
                    machine.clock().getAsLong());
            Path file = LogFolder.segment(folder, header.segment());
            SegmentWriter segment = SegmentWriter.create(machine.storage(), file, header, tail.index(), settings);
            return new WrittenSegments(
                    folder, true, settings, machine, lock, tail.index(), feedTimeNanos, header, segment);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Takes up the segment of a log in one file. */
    static WrittenSegments resumeFile(Path file, LogSettings settings, Machine machine) throws IOException {
        WriterLock lock = acquire(file);
        try {
            SegmentTail tail = SegmentTail.read(file);
            if (tail.packed()) {
                throw new IOException(file + " is compressed, and nothing can be appended to it; unpack it first "
                        + "(./tapedeck log compact --unpack)");
            }
            SegmentIndex index = tail.index();
            SegmentWriter segment = SegmentWriter.resume(machine.storage(), file, tail, settings);
            return new WrittenSegments(
                    file, false, settings, machine, lock, index, index.feedTimeNanos(), tail.header(), segment);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static WriterLock acquire(Path log) throws IOException {
        return WriterLock.tryAcquire(LogFolder.lock(log)).orElseThrow(() -> new LogException.Locked(log));
    }

    private static SegmentHeader following(
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

    Path log() {
        return log;
    }

    /** What the next beacon will tell of all segments so far. */
    SegmentIndex index() {
        return index;
    }

    /** The feed time that the log has reached before anything is appended. */
    long feedTimeNanos() {
        return feedTimeNanos;
    }

    /** The header of the segment that is being written. */
    SegmentHeader header() {
        return header;
    }

    /** The segment that is being written. */
    SegmentWriter segment() {
        return segment;
    }

    /** Gives the segment its name, when its head was appended. */
    void appear() throws IOException {
        segment.appear(machine.storage());
        if (inFolder) {
            segment.digestAhead();
        }
    }

    /** Whether a message that is fed at a time belongs to the next segment. */
    boolean isFull(long nextFeedTimeNanos) {
        return inFolder
                && (segment.position() >= settings.segmentBytes()
                        || index.spanNanos(nextFeedTimeNanos) > settings.segmentNanos());
    }

    /** Begins the next segment, as this one was sealed with a digest. */
    void next(Bytes sha256) throws IOException {
        index.leaveSegment();
        header =
                following(header, index, header.epoch(), sha256, machine.clock().getAsLong());
        Path file = LogFolder.segment(log, header.segment());
        segment = SegmentWriter.create(machine.storage(), file, header, index, settings);
    }

    /** Lets go of the log; the segment was closed. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
