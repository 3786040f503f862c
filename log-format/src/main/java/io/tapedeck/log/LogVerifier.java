package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a log, a folder of segments or one segment under any name: every checksum, the counts and the digest in
 * the end records, the chain of the segments. Nothing is changed. Whatever the damage, it is reported and not
 * thrown.
 */
public final class LogVerifier {
    private final LostRanges lost = new LostRanges();
    private final SegmentChain chain;
    private final NamelessMessages nameless = new NamelessMessages();
    private final LogProgress progress;
    private final List<SegmentResult> results = new ArrayList<>();
    private final long bytesTotal;
    private long bytesDone;

    private LogVerifier(List<Path> files, LogProgress progress) throws IOException {
        this.progress = progress;
        bytesTotal = LogProgress.bytesTotal(files);
        chain = new SegmentChain(files, lost);
    }

    /**
     * What was found.
     *
     * @param segments the segments, in order
     * @param messages the messages that can be read; one that replaces a failed one is not counted again
     * @param messagesLost how many more there were, as far as their ordinals tell; those without a stream's name too
     */
    public record Report(List<Segment> segments, long messages, long messagesLost) {
        /** Copies the list. */
        public Report {
            segments = List.copyOf(segments);
        }

        /** Whether nothing is damaged and nothing unfinished. */
        public boolean intact() {
            return segments.stream().allMatch(segment -> segment.damages().isEmpty());
        }

        /** The intact records of all kinds, the ends of segments not counted. */
        public long records() {
            return segments.stream().mapToLong(Segment::records).sum();
        }

        /** The intact beacons. */
        public long beacons() {
            return segments.stream().mapToLong(Segment::beacons).sum();
        }

        /** The ordinal of the last message that was made durable; 0 where there is none or no mark can be read. */
        public long durableTo() {
            return segments.stream().mapToLong(Segment::durableOrdinal).max().orElse(0);
        }

        /** The damages of all segments, in order. */
        public List<Damage> damages() {
            return segments.stream()
                    .flatMap(segment -> segment.damages().stream())
                    .toList();
        }
    }

    /**
     * What was found in one segment.
     *
     * @param file the segment's file
     * @param sizeBytes its size
     * @param records the intact records, the end record not counted
     * @param beacons the intact beacons
     * @param durableTo up to which offset the file was made durable
     * @param durableOrdinal the ordinal of the last message below it
     * @param sealed whether it has an intact end record
     * @param live whether a live writer has it
     * @param damages what is damaged, in the order of offsets
     */
    public record Segment(
            Path file,
            long sizeBytes,
            long records,
            long beacons,
            long durableTo,
            long durableOrdinal,
            boolean sealed,
            boolean live,
            List<Damage> damages) {
        /** Copies the list. */
        public Segment {
            damages = List.copyOf(damages);
        }
    }

    /** What the scan of a segment found; the lost ranges are settled when all segments are read. */
    private record SegmentResult(Segment segment, List<LostRanges.Hole> holes) {
        Segment settled(List<Damage> nameless) {
            List<Damage> damages = new ArrayList<>(LostRanges.damages(holes));
            damages.addAll(nameless);
            return new Segment(
                    segment.file,
                    segment.sizeBytes,
                    segment.records,
                    segment.beacons,
                    segment.durableTo,
                    segment.durableOrdinal,
                    segment.sealed,
                    segment.live,
                    damages);
        }
    }

    /** Verifies a log without telling how far it is. */
    public static Report verify(Path log) throws IOException {
        return verify(log, LogProgress.NONE);
    }

    /**
     * Verifies a log.
     *
     * @param log a folder of segments, or a segment
     * @param progress is told how far it is
     * @throws LogException.NotALog where it is no log
     * @throws LogException.UnsupportedVersion where it is of a newer version
     * @throws IOException where the files cannot be read
     */
    public static Report verify(Path log, LogProgress progress) throws IOException {
        List<Path> files = LogFolder.segments(log);
        if (files.isEmpty()) {
            throw new LogException.NotALog(log + " holds no segment of a log");
        }
        LogVerifier verifier = new LogVerifier(files, progress);
        for (Path file : files) {
            verifier.verifySegment(file);
        }
        return verifier.report();
    }

    private Report report() {
        List<Segment> segments = results.stream()
                .map(result -> result.settled(nameless.damages(result.segment.file, lost)))
                .toList();
        long unread = nameless.messages(lost);
        return new Report(segments, lost.messages() - unread, lost.messagesLost() + unread);
    }

    private void verifySegment(Path file) throws IOException {
        long size = Files.size(file);
        switch (chain.open(file)) {
            case SegmentChain.Opened.Read(SegmentScan scan) -> {
                try (scan) {
                    verifySegment(file, scan);
                }
            }
            case SegmentChain.Opened.Passed(LostRanges.Hole hole) ->
                results.add(
                        new SegmentResult(new Segment(file, size, 0, 0, 0, 0, false, false, List.of()), List.of(hole)));
        }
        bytesDone += size;
        progress.report(bytesDone, bytesTotal);
    }

    private void verifySegment(Path file, SegmentScan scan) throws IOException {
        scan.reader().reuse();
        try (SegmentDigest digest = scan.startDigest()) {
            for (Optional<Frame> frame = scan.next(); frame.isPresent(); frame = scan.next()) {
                nameless.note(file, frame.get(), lost);
                progress.report(bytesDone + scan.at(), bytesTotal);
            }
            scan.checkDigest(digest);
        }
        chain.leave(scan);
        results.add(new SegmentResult(
                new Segment(
                        file,
                        scan.reader().size(),
                        scan.records(),
                        scan.beacons(),
                        scan.durableTo(),
                        scan.durableOrdinal(),
                        scan.end().isPresent(),
                        scan.live(),
                        List.of()),
                scan.damages()));
    }
}
