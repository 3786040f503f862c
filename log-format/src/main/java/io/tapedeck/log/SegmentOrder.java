package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a reader asks of a segment before it takes it for the next of its log, or the one before. {@link SegmentChain}
 * is for logs that may be damaged: it looks at all segments first.
 */
final class SegmentOrder {
    private SegmentOrder() {}

    /** Checks that the first segment of a log and its last are of one log: either may have got into the folder. */
    static void checkEnds(SegmentReader first, List<Path> files) throws IOException {
        if (files.size() == 1) {
            return;
        }
        if (!hasItsName(first)) {
            throw unchained(first);
        }
        try (SegmentReader last = SegmentReader.open(files.getLast())) {
            if (!last.header().logId().equals(first.header().logId())) {
                throw unchained(last);
            }
        } catch (LogException.Corrupt e) {
            if (e.damage().kind() != Damage.Kind.HEADER) {
                throw e;
            }
            // Whoever comes to it finds it damaged; what is before can be read.
        }
    }

    /** Checks that a segment is of the log with this identity, and has the number that its name tells. */
    static void checkOf(Path log, SegmentReader segment, UUID logId) throws IOException {
        if (!segment.header().logId().equals(logId)) {
            throw unchained(segment);
        }
        if (!hasItsName(segment) && LogFolder.segments(log).size() > 1) {
            throw unchained(segment);
        }
    }

    private static boolean hasItsName(SegmentReader segment) {
        int number = segment.header().segment();
        return LogFolder.number(segment.file()).orElse(number) == number;
    }

    /**
     * Checks that a segment comes behind one with the header {@code before} and the digest in its end record. What
     * retention drops may be dropped from under a reader: it goes on where the log begins now.
     */
    static void checkFollows(Path log, SegmentReader next, SegmentHeader before, Optional<Bytes> digest)
            throws IOException {
        SegmentHeader header = next.header();
        boolean follows = header.segment() == before.segment() + 1
                ? digest.map(header.previousSha256()::equals).orElse(true)
                : header.segment() > before.segment()
                        && LogFolder.previous(log, next.file()).isEmpty();
        if (!follows) {
            throw unchained(next);
        }
    }

    /** Checks that a segment is finished and comes right before one with the header {@code behind}. */
    static void checkPrecedes(SegmentReader segment, SegmentHeader behind) throws IOException {
        Optional<Bytes> digest =
                new FrameTrail(segment, segment.size()).previous().flatMap(SegmentOrder::digest);
        if (behind.segment() != segment.header().segment() + 1
                || !digest.equals(Optional.of(behind.previousSha256()))) {
            throw unchained(segment);
        }
    }

    /** The digest in the end record at an offset. */
    static Optional<Bytes> digestAt(SegmentReader segment, long offset) throws IOException {
        return segment.read(offset) instanceof SegmentReader.Read.Found(Frame frame) ? digest(frame) : Optional.empty();
    }

    private static Optional<Bytes> digest(Frame frame) {
        if (frame.kind() != Frame.SEGMENT_END) {
            return Optional.empty();
        }
        try {
            return Optional.of(((LogRecord.SegmentEnd) RecordDecoder.decode(frame)).sha256());
        } catch (ValueFormatException e) {
            return Optional.empty();
        }
    }

    private static LogException unchained(SegmentReader segment) {
        return new LogException.Corrupt(segment.file(), new Damage(0, DurableMark.FIRST_AT, Damage.Kind.CHAIN));
    }
}
