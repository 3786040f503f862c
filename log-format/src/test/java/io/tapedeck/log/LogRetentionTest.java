package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRetentionTest {
    private static final long SEED = 11;
    private static final long NEED_NOTHING = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private final RandomLog log = new RandomLog(SEED, LogUse.STREAMS, 3, 500, true);
    private List<Path> files = List.of();

    @BeforeEach
    void write() throws IOException {
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(3_000);
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(SEED), settings)) {
            log.write(writer, 150);
        }
        files = LogFolder.segments(folder);
        assertTrue(files.size() > 5);
    }

    private long firstOrdinal(int file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(files.get(file))) {
            return reader.header().firstOrdinal();
        }
    }

    private List<LogRecord.MessageRecord> messages(int file) throws IOException {
        List<LogRecord.MessageRecord> messages = new ArrayList<>();
        for (RandomLog.Written written : RandomLog.read(files.get(file))) {
            messages.add((LogRecord.MessageRecord) written.record());
        }
        return messages;
    }

    private static LogRetention byBytes(long bytesMax, long neededOrdinal) {
        return new LogRetention(bytesMax, Long.MIN_VALUE, neededOrdinal);
    }

    private static LogRetention byAge(long feedTimeMinNanos) {
        return new LogRetention(Long.MAX_VALUE, feedTimeMinNanos, NEED_NOTHING);
    }

    @Test
    void theOldestGoUntilTheRestIsSmallEnough() throws IOException {
        long all = LogProgress.bytesTotal(files);
        assertEquals(List.of(), byBytes(all, NEED_NOTHING).droppable(folder));
        long bytes = all;
        for (int i = 0; i + 1 < files.size(); i++) {
            assertEquals(
                    files.subList(0, i + 1), byBytes(bytes - 1, NEED_NOTHING).droppable(folder));
            bytes -= Files.size(files.get(i));
            assertEquals(files.subList(0, i + 1), byBytes(bytes, NEED_NOTHING).droppable(folder));
        }
    }

    @Test
    void theLastSegmentStays() throws IOException {
        assertEquals(
                files.subList(0, files.size() - 1), byBytes(0, NEED_NOTHING).drop(folder));
        assertEquals(List.of(files.getLast()), LogFolder.segments(folder));
        assertTrue(LogVerifier.verify(folder).intact());
        assertEquals(List.of(), new LogRetention(0, Long.MAX_VALUE, NEED_NOTHING).drop(folder));
    }

    @Test
    void whatIsNeededStaysWhateverItsSizeAndAge() throws IOException {
        for (long needed = 1; needed <= log.messages().size() + 2; needed++) {
            List<Path> dropped = new LogRetention(0, Long.MAX_VALUE, needed).droppable(folder);
            long kept = firstOrdinal(dropped.size());
            assertTrue(kept <= needed, "message #" + needed + " is dropped");
            boolean more = dropped.size() + 1 < files.size() && firstOrdinal(dropped.size() + 1) <= needed;
            assertFalse(more, "more could go where #" + needed + " is needed");
        }
        assertEquals(List.of(), byBytes(0, 0).droppable(folder));
    }

    @Test
    void aSegmentStaysWhileAMessageInItIsYoungEnough() throws IOException {
        for (int i = 0; i + 1 < files.size(); i++) {
            long last = messages(i).getLast().feedTimeNanos();
            assertEquals(i, byAge(last).droppable(folder).size());
            assertEquals(i + 1, byAge(last + 1).droppable(folder).size());
        }
    }

    @Test
    void aSegmentWhoseLastMessageCannotBeReadIsNotTakenForOld() throws IOException {
        Path second = files.get(1);
        List<LogRecord.MessageRecord> messages = messages(1);
        byte[] bytes = Files.readAllBytes(second);
        List<Integer> frames = new SegmentForger(bytes.clone()).frames();
        for (int at : List.of(frames.getLast() + 20, frames.get(frames.size() - 2) + 20)) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(second, damaged);
            assertTrue(
                    byAge(messages.getFirst().feedTimeNanos() + 1)
                                    .droppable(folder)
                                    .size()
                            <= 1,
                    "damage at " + at);
            assertTrue(
                    byAge(messages.getLast().feedTimeNanos()).droppable(folder).size() <= 1, "damage at " + at);
        }
    }

    @Test
    void aSegmentThatIsNotTheNextOneVouchesForNothing() throws IOException {
        Files.copy(files.get(0), files.get(2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        List<Path> dropped = new LogRetention(0, Long.MAX_VALUE, firstOrdinal(1)).droppable(folder);
        assertEquals(List.of(files.get(0)), dropped);
    }

    @Test
    void aReaderThatIsInADroppedSegmentGoesOn() throws IOException {
        try (LogReader reader = LogReader.open(folder)) {
            assertTrue(reader.next());
            byBytes(0, firstOrdinal(3)).drop(folder);
            List<LogRecord> read = new ArrayList<>();
            while (reader.next()) {
                if (reader.record() instanceof LogRecord.MessageRecord message) {
                    read.add(message);
                }
            }
            List<LogRecord> expected = new ArrayList<>();
            for (LogRecord.MessageRecord message : log.messages()) {
                if (message.ordinal() < firstOrdinal(3)) {
                    continue;
                }
                expected.add(message);
            }
            // What it had open is read to its end, and the log goes on where it begins now.
            assertEquals(expected, read.subList(read.size() - expected.size(), read.size()));
            assertEquals(log.messages().getFirst(), read.getFirst());
        }
        assertTrue(LogVerifier.verify(folder).intact());
        assertEquals(
                log.messages().size() - firstOrdinal(3) + 1,
                LogVerifier.verify(folder).messages());
    }

    @Test
    void aLogOfOneFileIsLeftAlone() throws IOException {
        assertEquals(List.of(), byBytes(0, NEED_NOTHING).droppable(files.getFirst()));
    }
}
