package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of many windows and many buffers: what is in one is not mixed up with what is in the next. */
class LogOfManyWindowsTest {
    private static final int PAYLOAD_MAX = 100_000;

    @TempDir
    private Path folder;

    private final Path file() {
        return folder.resolve("log.tape");
    }

    @ParameterizedTest
    @CsvSource({"1024, false", "65536, false", "1048576, false", "65536, true"})
    void whatWasReadStaysAsItWas(int intervalBytes, boolean packed) throws IOException {
        RandomLog log = new RandomLog(intervalBytes, LogUse.RUN, 4, PAYLOAD_MAX, false);
        write(log, intervalBytes);
        if (packed) {
            LogCompactor.pack(file(), new DeflateCodec(), 1, LogProgress.NONE);
        }
        assertEquals(log.written, RandomLog.read(file()));
    }

    @ParameterizedTest
    @CsvSource({"1024, false", "65536, false", "1048576, false", "65536, true"})
    void memoryThatIsUsedAgainHoldsEachRecordUntilTheNext(int intervalBytes, boolean packed) throws IOException {
        RandomLog log = new RandomLog(intervalBytes, LogUse.RUN, 4, PAYLOAD_MAX, false);
        write(log, intervalBytes);
        if (packed) {
            LogCompactor.pack(file(), new DeflateCodec(), 1, LogProgress.NONE);
        }
        try (LogReader reader = LogReader.open(file())) {
            reader.reuseMemory();
            assertNextAre(log.written, reader);
            assertFalse(readNext(reader));
            reader.seek(log.written.get(100).position());
            assertNextAre(log.written.subList(100, log.written.size()), reader);
        }
    }

    @ParameterizedTest
    @CsvSource({"512", "1024", "65536"})
    void memoryThatIsUsedAgainOutlivesTheSearchForAStreamsName(int intervalBytes) throws IOException {
        RandomLog log = new RandomLog(intervalBytes, LogUse.STREAMS, 60, 2_000, false);
        write(log, intervalBytes);
        for (int from = 0; from < log.written.size(); from += 50) {
            try (LogReader reader = LogReader.open(file())) {
                reader.reuseMemory();
                reader.seek(log.written.get(from).position());
                assertNextAre(log.written.subList(from, Math.min(from + 50, log.written.size())), reader);
            }
        }
    }

    @Test
    void memoryThatIsUsedAgainHoldsTheLastDurableRecordWhileWhatFollowsIsNot() throws IOException {
        RandomLog log = new RandomLog(1, LogUse.STREAMS, 3, PAYLOAD_MAX, true);
        LogSettings settings = LogSettings.of(Durability.OS).withVisibility(Visibility.APPEND);
        try (LogWriter writer = LogWriter.createFile(file(), LogUse.STREAMS, RandomLog.id(1), settings);
                LogReader reader = LogReader.open(file())) {
            reader.reuseMemory();
            reader.readDurableOnly();
            log.write(writer, 50);
            writer.sync();
            List<RandomLog.Written> durable = List.copyOf(log.written);
            writer.append(new LogRecord.StepRecord(log.written.size(), 0, List.of()));
            assertNextAre(durable, reader);
            assertFalse(readNext(reader));
            assertEquals(durable.getLast().position(), reader.position());
            assertEquals(durable.getLast().record(), reader.record());
        }
    }

    @ParameterizedTest
    @CsvSource({"SYNC, false", "SYNC, true", "APPEND, false", "APPEND, true"})
    void aReaderFollowsThroughManyWindows(Visibility visibility, boolean reuse) throws IOException {
        RandomLog log = new RandomLog(visibility.ordinal(), LogUse.STREAMS, 3, PAYLOAD_MAX, true);
        LogSettings settings = LogSettings.of(Durability.OS).withVisibility(visibility);
        try (LogWriter writer = LogWriter.createFile(file(), LogUse.STREAMS, RandomLog.id(1), settings);
                LogReader reader = LogReader.open(file())) {
            if (reuse) {
                reader.reuseMemory();
            }
            int read = 0;
            for (int part : new int[] {1, 300, 2, 700, 1, 1, 500}) {
                log.write(writer, part);
                writer.sync();
                assertNextAre(log.written.subList(read, log.written.size()), reader);
                assertFalse(readNext(reader));
                read = log.written.size();
            }
        }
        assertTrue(LogVerifier.verify(file()).intact());
    }

    private void write(RandomLog log, int intervalBytes) throws IOException {
        LogSettings settings = LogSettings.of(Durability.OS).withIntervalBytes(intervalBytes);
        try (LogWriter writer = LogWriter.createFile(file(), log.use, RandomLog.id(1), settings)) {
            log.write(writer, 1_500);
        }
    }

    private static void assertNextAre(List<RandomLog.Written> expected, LogReader reader) throws IOException {
        for (RandomLog.Written written : expected) {
            assertTrue(readNext(reader), () -> "nothing at " + written.position());
            assertEquals(written.position(), reader.position());
            assertShows(written.record(), reader);
            assertEquals(written.record(), reader.record());
        }
    }

    private static void assertShows(LogRecord record, LogReader reader) {
        if (!(record
                instanceof
                LogRecord.MessageRecord(long ordinal, long feedTime, EncodedMessage message, Value ignored))) {
            assertTrue(reader.message().isEmpty());
            return;
        }
        MessageView view = reader.message().orElseThrow();
        assertEquals(ordinal, view.ordinal());
        assertEquals(feedTime, view.feedTimeNanos());
        assertEquals(message.stream(), view.stream());
        assertEquals(message.shard(), view.shard());
        assertEquals(message.sequence(), view.sequence());
        assertEquals(message.timeNanos(), view.timeNanos());
        assertEquals(message.encoding(), view.encoding());
        assertEquals(message.payload(), view.payload());
    }

    /** Goes to the next record that the writer was given. */
    private static boolean readNext(LogReader reader) throws IOException {
        while (reader.next()) {
            if (!(reader.record() instanceof LogRecord.StreamStart)
                    && !(reader.record() instanceof LogRecord.SegmentEnd)) {
                return true;
            }
        }
        return false;
    }
}
