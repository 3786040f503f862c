package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a log through and counts what {@link LogInfo} tells. */
final class LogInfoCollector {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final List<Path> files;
    private final LogProgress progress;
    private final long bytesTotal;
    private final LostRanges lost = new LostRanges();
    private final SegmentChain chain;
    private final Map<Integer, StreamTally> streams = new TreeMap<>();
    private Optional<SegmentHeader> first = Optional.empty();
    private boolean sealed;
    private boolean live;
    private long records;
    private long bytesDone;
    private long durableTo;
    private int damagedPlaces;
    private long ordinal;
    private long withheld;
    private int packedSegments;
    private long packedBytes;
    private long unpackedBytes;

    LogInfoCollector(List<Path> files, LogProgress progress) throws IOException {
        this.files = files;
        this.progress = progress;
        bytesTotal = LogProgress.bytesTotal(files);
        chain = new SegmentChain(files, lost);
    }

    LogInfo collect() throws IOException {
        for (Path file : files) {
            read(file);
        }
        return info();
    }

    private void read(Path file) throws IOException {
        long size = Files.size(file);
        if (chain.open(file) instanceof SegmentChain.Opened.Read(SegmentScan scan)) {
            try (scan) {
                read(scan, size);
                chain.leave(scan);
            }
        } else {
            damagedPlaces++;
        }
        bytesDone += size;
        progress.report(bytesDone, bytesTotal);
    }

    private void read(SegmentScan scan, long fileBytes) throws IOException {
        first = first.or(() -> Optional.of(scan.header()));
        for (Optional<Frame> frame = scan.next(); frame.isPresent(); frame = scan.next()) {
            count(frame.get());
            progress.report(bytesDone + Math.min(scan.at(), fileBytes), bytesTotal);
        }
        if (scan.reader().bytes().packed()) {
            packedSegments++;
            packedBytes += fileBytes;
            unpackedBytes += scan.reader().size();
        }
        sealed = scan.end().isPresent();
        live = scan.live();
        durableTo = Math.max(durableTo, scan.durableOrdinal());
        damagedPlaces += LostRanges.damages(scan.damages()).size();
    }

    private void count(Frame frame) {
        records++;
        if (frame.kind() != Frame.MESSAGE || frame.contentLength() < RecordEncoder.MESSAGE_FIXED_LENGTH) {
            return;
        }
        boolean replacement = RecordDecoder.ordinal(frame) == ordinal;
        ordinal = RecordDecoder.ordinal(frame);
        withheld += !replacement && frame.getByte(32) == PayloadEncoding.WITHHELD.number() ? 1 : 0;
        lost.name(frame.streamId())
                .ifPresent(name -> streams.computeIfAbsent(
                                frame.streamId(), ignored -> new StreamTally(name.stream(), name.shard()))
                        .count(RecordDecoder.sequence(frame), RecordDecoder.timeNanos(frame), replacement));
    }

    private LogInfo info() throws IOException {
        SegmentHeader header = first.orElseThrow(
                () -> new LogException.Corrupt(files.getFirst(), new Damage(0, bytesTotal, Damage.Kind.HEADER)));
        long nanos = header.createdNanos();
        return new LogInfo(
                header.logId(),
                header.use(),
                Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND)),
                files.size(),
                new LogInfo.Packed(packedSegments, packedBytes, unpackedBytes),
                sealed,
                live,
                bytesTotal,
                records,
                lost.messages(),
                withheld,
                lost.messagesLost(),
                durableTo,
                damagedPlaces,
                streams.values().stream().map(StreamTally::toStream).toList());
    }
}
