package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in a log, between two frames, that moves on and back from segment to segment. It checks that the segments
 * belong together; what the frames hold is {@link LogReader}'s.
 */
final class LogCursor implements Closeable {
    private final Path log;
    private final boolean inFolder;
    private SegmentReader segment;
    private long at = SegmentHeader.LENGTH;
    private boolean sealed;
    private boolean durableOnly;
    private boolean reuse;
    private long durableTo;
    private Optional<FrameTrail> trail = Optional.empty();
    private long closedBytesRead;
    private long closedBeaconsRead;

    private LogCursor(Path log, SegmentReader segment) {
        this.log = log;
        inFolder = Files.isDirectory(log);
        this.segment = segment;
    }

    /** Before the first frame of a log; throws as {@link LogReader#open} does. */
    static LogCursor open(Path log) throws IOException {
        List<Path> files = LogFolder.segments(log);
        if (files.isEmpty()) {
            throw new LogException.NotALog(log + " holds no segment of a log");
        }
        SegmentReader first = SegmentReader.open(files.getFirst());
        try {
            SegmentOrder.checkEnds(first, files);
            return new LogCursor(log, first);
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    private List<Path> segments() throws IOException {
        return inFolder ? LogFolder.segments(log) : List.of(log);
    }

    /** The segment in which the cursor stands. */
    SegmentReader segment() {
        return segment;
    }

    /** Where in the segment the next frame begins. */
    long at() {
        return at;
    }

    /** Goes to where a frame of this segment begins, or ends. */
    void goTo(long offset) {
        at = offset;
    }

    /** Whether the last frame passed was a segment's end. */
    boolean sealed() {
        return sealed;
    }

    /** See {@link LogReader#reuseMemory}. */
    void reuseMemory() {
        reuse = true;
        segment.reuse();
    }

    /** See {@link LogReader#readDurableOnly}. */
    void readDurableOnly() {
        durableOnly = true;
    }

    /**
     * The frame that is next; null at the end for now.
     *
     * @throws LogException where the log is damaged below its durable mark
     */
    @Nullable
    Frame nextFrame() throws IOException {
        while (sealed && enterNext()) {
            // Its first record is read below; a segment of none is left at once.
        }
        Frame frame = readSettled();
        if (frame == null) {
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
     * Reads the frame that is next; null where there is none yet. Below the durable mark there must be one; where there
     * seems to be none, it may have been written in the meantime.
     */
    private @Nullable Frame readSettled() throws IOException {
        // Where it may turn out not to be durable yet, the frame that was read before is still needed.
        Frame ahead = durableOnly ? null : segment.readAhead(at);
        if (ahead != null) {
            return ahead;
        }
        if (segment.read(at) instanceof SegmentReader.Read.Found(Frame frame)) {
            return frame;
        }
        // The mark first: what it speaks of is there when it is read.
        long durableTo = segment.mark().orElseThrow(() -> segment.markLost()).durableTo();
        segment.refresh();
        SegmentReader.Read again = segment.read(at);
        if (again instanceof SegmentReader.Read.Found(Frame frame)) {
            return frame;
        }
        if (at >= durableTo) {
            return null;
        }
        if (segment.size() < durableTo) {
            throw new LogException.Truncated(segment.file(), segment.size(), durableTo);
        }
        throw again instanceof SegmentReader.Read.Broken broken
                ? corrupt(broken.offset(), durableTo, broken.kind())
                : corrupt(at, durableTo, Damage.Kind.CUT);
    }

    /** What is told of damage in this segment. */
    LogException corrupt(long from, long to, Damage.Kind kind) {
        return new LogException.Corrupt(segment.file(), new Damage(from, to - from, kind));
    }

    /** Goes behind a frame. */
    void pass(Frame frame) {
        sealed = frame.kind() == Frame.SEGMENT_END;
        if (!sealed) {
            // An end record is not passed: a writer that goes on with the file cuts it off and writes in its place.
            at = frame.end();
        }
    }

    /** Goes to where a frame begins in this segment, or in one that was left for a later one. */
    void goBackTo(int number, long offset) throws IOException {
        while (segment.header().segment() > number && enterPrevious()) {
            // A segment that has no frame yet may have been entered to see whether there is one.
        }
        at = offset;
    }

    /** The last frame of the wanted kinds before this place, in this segment or in those before. */
    Optional<Frame> previousFrame(IntPredicate kinds) throws IOException {
        if (trail.isEmpty() || trail.get().end() != at) {
            trail = Optional.of(new FrameTrail(segment, at));
        }
        Optional<Frame> frame = trail.get().previous(kinds);
        return frame.isPresent() || !enterPrevious() ? frame : previousFrame(kinds);
    }

    private boolean enterPrevious() throws IOException {
        Optional<Path> previous = inFolder ? LogFolder.previous(log, segment.file()) : Optional.empty();
        if (previous.isEmpty()) {
            return false;
        }
        SegmentHeader behind = segment.header();
        enter(previous.get());
        at = segment.size();
        SegmentOrder.checkPrecedes(segment, behind);
        return true;
    }

    /** Goes to the start of the next segment, if there is one. */
    boolean enterNext() throws IOException {
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

    /** Goes to the start of the first segment. */
    void enterFirst() throws IOException {
        enter(segments().getFirst());
    }

    /** Goes to the start of this segment. */
    void enterAgain() throws IOException {
        enter(segment.file());
    }

    private void enter(Path file) throws IOException {
        if (file.equals(segment.file())) {
            segment.refresh();
        } else {
            SegmentReader next = SegmentReader.open(file);
            try {
                SegmentOrder.checkOf(log, next, segment.header().logId());
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

    /** Takes over what a reader has counted that is done with. */
    void count(SegmentReader left) {
        closedBytesRead += left.bytesRead();
        closedBeaconsRead += left.beaconsRead();
    }

    /** Whether a segment begins before what is sought. */
    interface SegmentTest {
        boolean beginsBefore(SegmentReader candidate) throws IOException;
    }

    /** Goes to the start of the last segment that begins before what is sought, or the first. */
    void enterLast(SegmentTest test) throws IOException {
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

    /** The bytes read from files so far. */
    long bytesRead() {
        return closedBytesRead + segment.bytesRead();
    }

    /** The beacons read for searching so far. */
    long beaconsRead() {
        return closedBeaconsRead + segment.beaconsRead();
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }
}
