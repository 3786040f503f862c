package io.tapedeck.log;

import java.util.ArrayList;
import java.util.List;

/** Counts the messages of one shard of a stream, in their order, for {@link LogInfo.Stream}. */
public final class StreamTally {
    private final StreamKey stream;
    private final long shard;
    private final List<LogInfo.SequenceRange> gaps = new ArrayList<>();
    private long gapCount;
    private long missing;
    private long messages;
    private long firstSequence;
    private long lastSequence = -1;
    private long firstTimeNanos = Long.MAX_VALUE;
    private long lastTimeNanos = Long.MIN_VALUE;

    /** Nothing is counted yet. */
    public StreamTally(StreamKey stream, long shard) {
        this.stream = stream;
        this.shard = shard;
    }

    /**
     * Counts a message.
     *
     * @param sequence its sequence; where it is not above those before, it closes no gap
     * @param timeNanos its event time, in nanoseconds since 1970
     * @param replacement whether it replaces the message before, which was counted
     */
    public void count(long sequence, long timeNanos, boolean replacement) {
        if (lastSequence < 0) {
            firstSequence = sequence;
        } else if (sequence > lastSequence + 1) {
            addGap(new LogInfo.SequenceRange(lastSequence + 1, sequence - 1));
        }
        messages += replacement ? 0 : 1;
        lastSequence = Math.max(lastSequence, sequence);
        firstTimeNanos = Math.min(firstTimeNanos, timeNanos);
        lastTimeNanos = Math.max(lastTimeNanos, timeNanos);
    }

    private void addGap(LogInfo.SequenceRange gap) {
        gapCount++;
        missing += gap.last() - gap.first() + 1;
        if (gaps.size() < LogInfo.Stream.GAPS_KEPT) {
            gaps.add(gap);
        }
    }

    /** What was counted; at least one message. */
    public LogInfo.Stream toStream() {
        return new LogInfo.Stream(
                stream,
                shard,
                messages,
                firstSequence,
                lastSequence,
                firstTimeNanos,
                lastTimeNanos,
                missing,
                gapCount,
                gaps);
    }
}
