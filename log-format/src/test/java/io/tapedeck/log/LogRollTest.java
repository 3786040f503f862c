package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a segment ends and the next begins. */
class LogRollTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final LogSettings HOURLY = LogSettings.of(Durability.OS).withSegmentNanos(HOUR_NANOS);

    @TempDir
    private Path folder;

    private static void append(LogWriter writer, long feedTimeNanos) throws IOException {
        long ordinal = writer.ordinal() + 1;
        EncodedMessage message =
                new EncodedMessage(new StreamKey("s"), 0, ordinal, 0, PayloadEncoding.BYTES, Bytes.wrap(new byte[100]));
        writer.append(ordinal, feedTimeNanos, message, Value.NULL);
    }

    /** The feed times of each segment. */
    private List<List<Long>> times() throws IOException {
        List<List<Long>> times = new ArrayList<>();
        for (Path file : LogFolder.segments(folder)) {
            times.add(RandomLog.read(file).stream()
                    .map(written -> ((LogRecord.MessageRecord) written.record()).feedTimeNanos())
                    .toList());
        }
        return times;
    }

    @Test
    void aSegmentSpansNoMoreFeedTimeThanAllowed() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(1), HOURLY)) {
            append(writer, 5);
            append(writer, 5 + HOUR_NANOS); // just as much as allowed
            append(writer, 6 + HOUR_NANOS);
            append(writer, 7 + HOUR_NANOS);
            append(writer, 7 + 9 * HOUR_NANOS); // hours without a message make no empty segments
        }
        assertEquals(
                List.of(
                        List.of(5L, 5 + HOUR_NANOS),
                        List.of(6 + HOUR_NANOS, 7 + HOUR_NANOS),
                        List.of(7 + 9 * HOUR_NANOS)),
                times());
        assertTrue(LogVerifier.verify(folder).intact());
    }

    @Test
    void timeCountsFromTheFirstMessageOfTheSegmentThatAWriterWentOnWith() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(1), HOURLY)) {
            append(writer, 0);
        }
        try (LogWriter writer = LogWriter.resume(folder, Optional.empty(), HOURLY)) {
            append(writer, HOUR_NANOS - 1);
            append(writer, 2 * HOUR_NANOS - 1);
            append(writer, 2 * HOUR_NANOS);
        }
        assertEquals(
                List.of(List.of(0L), List.of(HOUR_NANOS - 1, 2 * HOUR_NANOS - 1), List.of(2 * HOUR_NANOS)), times());
    }

    @Test
    void timesAtTheEndsOfTheirRangeRollToo() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(1), HOURLY)) {
            append(writer, Long.MIN_VALUE + 1);
            append(writer, Long.MAX_VALUE);
        }
        assertEquals(List.of(List.of(Long.MIN_VALUE + 1), List.of(Long.MAX_VALUE)), times());
    }

    @Test
    void aSegmentEndsBeforeTheMessageThatFindsItFull() throws IOException {
        LogSettings small = LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(1_000);
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(1), small)) {
            for (int i = 0; i < 40; i++) {
                append(writer, i);
            }
        }
        List<Path> files = LogFolder.segments(folder);
        assertTrue(files.size() > 4);
        for (Path file : files.subList(0, files.size() - 1)) {
            List<RandomLog.Written> written = RandomLog.read(file);
            assertTrue(written.getLast().position().offset() < 1_000, "the last message found room");
            long end = SegmentTail.read(file).end();
            assertTrue(end >= 1_000, "and the next found none: " + end);
        }
    }
}
