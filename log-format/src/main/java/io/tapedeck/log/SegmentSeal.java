package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;

/** Ends a segment: the end record with the digest of all before it. */
final class SegmentSeal {
    private SegmentSeal() {}

    /** Ends the segment of a writer, and closes it, be it that it fails. Returns the digest. */
    static Bytes end(SegmentWriter segment, SegmentIndex index, RecordEncoder encoder, FrameBuffer frame)
            throws IOException {
        try (segment) {
            segment.flush();
            Bytes sha256 = segment.prepareEnd();
            segment.beginFrame();
            frame.begin(segment.place(), Frame.SEGMENT_END, 0);
            encoder.encodeValue(
                    frame,
                    RecordEncoder.endContent(
                            index.records(),
                            index.messages(),
                            sha256,
                            index.streams().stream()
                                    .map(SegmentIndex.Stream::toRecord)
                                    .toList()));
            frame.finish();
            index.countRecord();
            segment.append(frame);
            segment.flush();
            segment.force();
            return sha256;
        }
    }

    /**
     * Makes sure of a segment that is sealed: its writer may have been killed before it had forced the end record, or
     * in the midst of the last mark. Returns the digest.
     */
    static Bytes settle(LogStorage storage, Path file, SegmentTail tail, LogSettings settings) throws IOException {
        try (SegmentWriter segment = SegmentWriter.reopen(storage, file, tail, tail.wholeTo(), settings)) {
            if (!tail.marksWhole()) {
                segment.writeMark();
                segment.force();
            }
        }
        return tail.sha256().orElseThrow();
    }

    /** Ends a segment that its writer left unfinished. Returns the digest. */
    static Bytes finish(LogStorage storage, Path file, SegmentTail tail, LogSettings settings) throws IOException {
        SegmentWriter segment = SegmentWriter.resume(storage, file, tail, settings);
        return end(segment, tail.index(), new RecordEncoder(), new FrameBuffer());
    }
}
