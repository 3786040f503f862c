package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is in a log, from reading it through; damaged places are passed over.
 *
 * @param logId the log's identity
 * @param use what it is for
 * @param created when it was begun
 * @param segments the number of its segments
 * @param packed the packed ones among them
 * @param sealed whether its last segment is sealed
 * @param live whether a live writer has it
 * @param bytes the size of all segments
 * @param records the intact records of all kinds, the ends of segments not counted
 * @param messages the intact messages; a message that replaces a failed one is not counted again
 * @param messagesWithheld those among them of which the log has a digest only
 * @param messagesLost how many more there were, as far as their ordinals tell
 * @param durableTo the ordinal of the last message that was made durable
 * @param damagedPlaces the number of damaged places; {@link LogVerifier} tells more of them
 * @param streams the streams, in the order of their appearance
 */
public record LogInfo(
        UUID logId,
        LogUse use,
        Instant created,
        int segments,
        Packed packed,
        boolean sealed,
        boolean live,
        long bytes,
        long records,
        long messages,
        long messagesWithheld,
        long messagesLost,
        long durableTo,
        int damagedPlaces,
        List<Stream> streams) {
    /** Copies the list. */
    public LogInfo {
        streams = List.copyOf(streams);
    }

    /**
     * What packed segments save.
     *
     * @param segments how many are packed
     * @param bytes the size of their files
     * @param bytesUnpacked the size that their files would have otherwise
     */
    public record Packed(int segments, long bytes, long bytesUnpacked) {
        /** How many times smaller they are; 1 where none is packed. */
        public double ratio() {
            return bytes == 0 ? 1 : (double) bytesUnpacked / bytes;
        }
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
     * @param missing the number of sequences between the first and the last that no message has; a source may
     *     leave some out, so this alone is no loss
     * @param gapCount in how many ranges these are
     * @param gaps the first of those ranges, at most {@link #GAPS_KEPT}
     */
    public record Stream(
            StreamKey stream,
            long shard,
            long messages,
            long firstSequence,
            long lastSequence,
            long firstTimeNanos,
            long lastTimeNanos,
            long missing,
            long gapCount,
            List<SequenceRange> gaps) {
        /** How many ranges are told. */
        public static final int GAPS_KEPT = 8;

        /** Copies the list. */
        public Stream {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * A range of sequences.
     *
     * @param first the first
     * @param last the last
     */
    public record SequenceRange(long first, long last) {
        /** As people write it: {@code first…last}. */
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "…" + last;
        }
    }

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
        return new LogInfoCollector(files, progress).collect();
    }
}
