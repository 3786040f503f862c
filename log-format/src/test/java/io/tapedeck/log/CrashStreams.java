package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps account of a log's streams from its messages alone, and asks that the records which tell of them say the
 * same: a stream is told of once, with the next id; the head and the end of a segment tell of all streams so far.
 */
final class CrashStreams {
    private final Map<SegmentIndex.StreamShard, LogRecord.StreamStart> streams = new LinkedHashMap<>();
    private long ordinal;
    private int messagesRead;
    private int segment;
    private int toldAtHead;
    private int knownAtHead;

    /** A record of the log, in order. */
    void pass(LogRecord record, LogPosition position) {
        if (position.segment() != segment) {
            segment = position.segment();
            knownAtHead = streams.size();
            toldAtHead = 0;
        }
        switch (record) {
            case LogRecord.StreamStart start -> passStart(start);
            case LogRecord.MessageRecord message -> passMessage(message);
            case LogRecord.SegmentEnd end -> {
                assertEquals(knownAtHead, toldAtHead, "streams at the head of segment " + segment);
                assertEquals(List.copyOf(streams.values()), end.streams());
                assertEquals(ordinal, end.messages());
            }
            default -> {}
        }
    }

    private void passStart(LogRecord.StreamStart start) {
        SegmentIndex.StreamShard key = new SegmentIndex.StreamShard(start.stream(), start.shard());
        if (toldAtHead < knownAtHead) {
            toldAtHead++;
            assertEquals(streams.get(key), start, "at the head of segment " + segment);
        } else {
            assertEquals(
                    new LogRecord.StreamStart(streams.size() + 1, start.stream(), start.shard(), 0, Optional.empty()),
                    start);
            streams.put(key, start);
        }
    }

    private void passMessage(LogRecord.MessageRecord message) {
        messagesRead++;
        EncodedMessage content = message.message();
        SegmentIndex.StreamShard key = new SegmentIndex.StreamShard(content.stream(), content.shard());
        assertTrue(streams.containsKey(key) && toldAtHead == knownAtHead, "the stream of " + content.place());
        LogRecord.StreamStart before = streams.get(key);
        boolean replacement = message.ordinal() == ordinal;
        ordinal = message.ordinal();
        streams.put(
                key,
                new LogRecord.StreamStart(
                        before.id(),
                        before.stream(),
                        before.shard(),
                        before.messages() + (replacement ? 0 : 1),
                        Optional.of(content.sequence())));
    }

    int messagesRead() {
        return messagesRead;
    }
}
