package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is in a log, from reading it through; damaged places are passed over.
 *
 * @param logId the log's identity
 * @param use what it is for
 * @param created when it was begun
 * @param segments the number of its segments
 * @param sealed whether its last segment is sealed
 * @param live whether a live writer has it
 * @param bytes the size of all segments
 * @param records the intact records of all kinds, the ends of segments not counted
 * @param messages the intact messages; a message that replaces a failed one is not counted again
 * @param durableTo the ordinal of the last message that was made durable
 * @param damagedPlaces the number of damaged places; {@link LogVerifier} tells more of them
 * @param streams the streams, in the order of their appearance
 */
public record LogInfo(
        UUID logId,
        LogUse use,
        Instant created,
        int segments,
        boolean sealed,
        boolean live,
        long bytes,
        long records,
        long messages,
        long durableTo,
        int damagedPlaces,
        List<Stream> streams) {
    /** Copies the list. */
    public LogInfo {
        streams = List.copyOf(streams);
    }

    /**
     * A shard of a stream.
     *
     * @param stream the stream
     * @param shard the shard
     * @param messages the number of its messages
     * @param firstSequence the first sequence
     * @param lastSequence the last sequence
     * @param firstTimeNanos the lowest event time, in nanoseconds since 1970
     * @param lastTimeNanos the highest event time
     */
    public record Stream(
            StreamKey stream,
            long shard,
            long messages,
            long firstSequence,
            long lastSequence,
            long firstTimeNanos,
            long lastTimeNanos) {}

    /** Reads a log through without telling how far it is. */
    public static LogInfo read(Path log) throws IOException {
        return read(log, LogProgress.NONE);
    }

    /**
     * Reads a log through.
     *
     * @param log a folder of segments, or a segment
     * @param progress is told how far it is
     * @throws LogException where it is no log, or no header can be read
     */
    public static LogInfo read(Path log, LogProgress progress) throws IOException {
        List<Path> files = LogFolder.segments(log);
        if (files.isEmpty()) {
            throw new LogException.NotALog(log + " holds no segment of a log");
        }
        Collector collector = new Collector(files, progress);
        for (Path file : files) {
            collector.read(file);
        }
        return collector.info(files);
    }

    /** Counts while reading. */
    private static final class Collector {
        private final LogProgress progress;
        private final long bytesTotal;
        private final LostRanges lost = new LostRanges();
        private final SegmentChain chain;
        private final Map<Integer, Stream> streams = new TreeMap<>();
        private Optional<SegmentHeader> first = Optional.empty();
        private boolean sealed;
        private boolean live;
        private long records;
        private long bytesDone;
        private long durableTo;
        private int damagedPlaces;
        private long ordinal;

        Collector(List<Path> files, LogProgress progress) throws IOException {
            this.progress = progress;
            bytesTotal = LogProgress.bytesTotal(files);
            chain = new SegmentChain(files, lost);
        }

        void read(Path file) throws IOException {
            if (!(chain.open(file) instanceof SegmentChain.Opened.Read(SegmentScan open))) {
                damagedPlaces++;
                bytesDone += Files.size(file);
                return;
            }
            try (open) {
                first = first.or(() -> Optional.of(open.header()));
                for (Optional<Frame> frame = open.next(); frame.isPresent(); frame = open.next()) {
                    count(frame.get());
                    progress.report(bytesDone + open.at(), bytesTotal);
                }
                chain.leave(open);
                sealed = open.end().isPresent();
                live = open.live();
                durableTo = Math.max(durableTo, open.durableOrdinal());
                damagedPlaces += LostRanges.damages(open.damages()).size();
                bytesDone += open.reader().size();
            }
        }

        private void count(Frame frame) {
            records++;
            if (frame.kind() != Frame.MESSAGE || frame.content().length() < RecordEncoder.MESSAGE_FIXED_LENGTH) {
                return;
            }
            boolean replacement = RecordDecoder.ordinal(frame) == ordinal;
            ordinal = RecordDecoder.ordinal(frame);
            lost.name(frame.streamId()).ifPresent(name -> {
                long sequence = RecordDecoder.sequence(frame);
                long time = RecordDecoder.timeNanos(frame);
                Stream one =
                        new Stream(name.stream(), name.shard(), replacement ? 0 : 1, sequence, sequence, time, time);
                streams.merge(frame.streamId(), one, Collector::join);
            });
        }

        private static Stream join(Stream before, Stream one) {
            return new Stream(
                    before.stream,
                    before.shard,
                    before.messages + one.messages,
                    before.firstSequence,
                    Math.max(before.lastSequence, one.lastSequence),
                    Math.min(before.firstTimeNanos, one.firstTimeNanos),
                    Math.max(before.lastTimeNanos, one.lastTimeNanos));
        }

        LogInfo info(List<Path> files) throws IOException {
            SegmentHeader header = first.orElseThrow(
                    () -> new LogException.Corrupt(files.getFirst(), new Damage(0, bytesTotal, Damage.Kind.HEADER)));
            long nanos = header.createdNanos();
            return new LogInfo(
                    header.logId(),
                    header.use(),
                    Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)),
                    files.size(),
                    sealed,
                    live,
                    bytesTotal,
                    records,
                    lost.messages(),
                    durableTo,
                    damagedPlaces,
                    List.copyOf(streams.values()));
        }
    }
}
