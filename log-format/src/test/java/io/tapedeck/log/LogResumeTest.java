package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogResumeTest {
    private static final LogSettings SMALL =
            LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(8_000);
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    @TempDir
    private Path folder;

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void resumingAgainAndAgainLosesNothingThatWasSynced(@ForAll long seed) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean segmented = random.nextBoolean();
            Path path = segmented ? folder.path() : folder.path("a.tape");
            LogSettings settings = LogSettings.of(Durability.OS)
                    .withIntervalBytes(512 << random.nextInt(5))
                    .withSegmentBytes(5_000);
            RandomLog log = new RandomLog(seed, LogUse.RUN, 5, 2_000, true);
            LogWriter writer = segmented
                    ? LogWriter.create(path, LogUse.RUN, RandomLog.id(seed), settings)
                    : LogWriter.createFile(path, LogUse.RUN, RandomLog.id(seed), settings);
            for (int i = 0; i < 5; i++) {
                log.write(writer, random.nextInt(40));
                if (random.nextBoolean()) {
                    writer.close();
                } else {
                    writer.sync();
                    writer.abandon();
                }
                assertEquals(log.written, RandomLog.read(path));
                writer = segmented
                        ? LogWriter.resume(path, Optional.empty(), settings)
                        : LogWriter.resumeFile(path, settings);
                assertEquals(
                        log.messages().size() > 0 ? log.messages().getLast().ordinal() : 0, writer.ordinal());
            }
            writer.close();
            assertEquals(log.written, RandomLog.read(path));
            LogVerifier.Report report = LogVerifier.verify(path);
            assertTrue(report.intact(), report::toString);
            assertEquals(report.messages(), LogInfo.read(path).messages());
        }
    }

    @Test
    void lostMessagesAreNotCountedByWhoGoesOn() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(1), SMALL)) {
            VectorLogs.append(writer, "orders", 0, 1, Bytes.EMPTY);
            writer.appendGap(5);
            VectorLogs.append(writer, "orders", 0, 6, Bytes.EMPTY);
        }
        try (LogWriter writer = LogWriter.resume(folder, Optional.empty(), SMALL)) {
            VectorLogs.append(writer, "orders", 0, 7, Bytes.EMPTY);
            assertEquals(3, writer.messages());
            assertEquals(7, writer.ordinal());
        }
        assertTrue(LogVerifier.verify(folder).intact());
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void aFileThatIsGoneOnWithIsTheSameAsOneWrittenAtOnce(@ForAll long seed) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            LogSettings settings =
                    LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(Long.MAX_VALUE);
            Path atOnce = folder.path("once.tape");
            Path inTurns = folder.path("turns.tape");
            RandomLog one = new RandomLog(seed, LogUse.STREAMS, 3, 3_000, false);
            try (LogWriter writer = LogWriter.createFile(atOnce, LogUse.STREAMS, RandomLog.id(7), settings)) {
                one.write(writer, 150);
            }
            RandomLog other = new RandomLog(seed, LogUse.STREAMS, 3, 3_000, false);
            LogWriter writer = LogWriter.createFile(inTurns, LogUse.STREAMS, RandomLog.id(7), settings);
            for (int i = 0; i < 15; i++) {
                other.write(writer, 10);
                if (i % 2 == 0) {
                    writer.close();
                } else {
                    writer.sync();
                    writer.abandon();
                }
                writer = LogWriter.resumeFile(inTurns, settings);
            }
            writer.close();
            assertArrayEquals(body(atOnce), body(inTurns));
        }
    }

    /** The bytes but for the header, which holds times and marks, and the end record, which holds a digest of it. */
    private static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long end = SegmentTail.read(file).end();
        return Arrays.copyOfRange(bytes, 256, (int) end);
    }

    @Test
    void resumeTrimsAnUnfinishedFrame() throws IOException {
        Path file = folder.resolve("a.tape");
        RandomLog log = new RandomLog(3, LogUse.RUN, 3, 1500, true);
        LogWriter writer = LogWriter.createFile(file, LogUse.RUN, RandomLog.id(3), SMALL);
        log.write(writer, 10);
        long durableTo = writer.sync().offset();
        byte[] mark = Arrays.copyOf(Files.readAllBytes(file), 256);
        int durable = log.written.size();
        log.write(writer, 8);
        writer.sync();
        writer.abandon();
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(mark, 0, bytes, 0, 256);
        for (int length = (int) durableTo; length <= bytes.length; length += FULL ? 1 : 5) {
            Files.write(file, Arrays.copyOf(bytes, length));
            int kept = RandomLog.read(file).size();
            assertTrue(kept >= durable);
            try (LogWriter resumed = LogWriter.resumeFile(file, SMALL)) {
                resumed.append(new LogRecord.RunRecord(LogRecord.RunRecord.Kind.RUN_END, MapValue.EMPTY));
            }
            List<RandomLog.Written> read = RandomLog.read(file);
            assertEquals(log.written.subList(0, kept), read.subList(0, kept));
            assertEquals(kept + 1, read.size());
            assertTrue(LogVerifier.verify(file).intact());
        }
    }

    @Test
    void resumeRefusesAFileThatLostWhatWasDurable() throws IOException {
        RandomLog log = new RandomLog(4, LogUse.RUN, 3, 1500, true);
        LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(4), SMALL);
        log.write(writer, 10);
        writer.sync();
        writer.abandon();
        Path file = folder.resolve("000000.tape");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 256; length < bytes.length; length += 9) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThrows(
                    LogException.Truncated.class,
                    () -> LogWriter.resume(folder, Optional.empty(), SMALL).close());
            assertEquals(length, Files.size(file));
        }
        bytes[300] ^= 1;
        Files.write(file, bytes);
        assertThrows(
                LogException.Corrupt.class,
                () -> LogWriter.resume(folder, Optional.empty(), SMALL).close());
    }

    @Test
    void aSecondWriterIsRefusedWhileTheFirstLives() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(4), SMALL)) {
            assertThrows(
                    LogException.Locked.class,
                    () -> LogWriter.resume(folder, Optional.empty(), SMALL).close());
            writer.append(new LogRecord.RunRecord(LogRecord.RunRecord.Kind.RUN_END, MapValue.EMPTY));
        }
        LogWriter.resume(folder, Optional.empty(), SMALL).close();
    }

    @Test
    void theRunsStartStandsAtTheHeadOfEverySegment() throws IOException {
        LogRecord.RunRecord start =
                new LogRecord.RunRecord(LogRecord.RunRecord.Kind.RUN_START, Value.map("run", Value.of("x")));
        RandomLog log = new RandomLog(5, LogUse.RUN, 3, 1500, true);
        try (LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(5), SMALL)) {
            writer.append(start);
            log.write(writer, 200);
        }
        List<Path> segments = LogFolder.segments(folder);
        assertTrue(segments.size() > 2);
        for (Path segment : segments) {
            assertEquals(start, RandomLog.read(segment).getFirst().record());
            assertTrue(LogVerifier.verify(segment).intact());
        }
    }

    @Test
    void aMissingSegmentBreaksTheChainAndItsMessagesAreNamed() throws IOException {
        RandomLog log = new RandomLog(6, LogUse.STREAMS, 2, 1500, true);
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(6), SMALL)) {
            log.write(writer, 200);
        }
        assertTrue(LogVerifier.verify(folder).intact());
        Path second = LogFolder.segments(folder).get(1);
        long missing = RandomLog.read(second).size();
        Files.delete(second);
        LogVerifier.Report report = LogVerifier.verify(folder);
        assertEquals(1, report.damages().size());
        assertEquals(Damage.Kind.CHAIN, report.damages().getFirst().kind());
        assertEquals(missing, report.messagesLost());
        assertEquals(
                missing,
                report.damages().getFirst().lost().stream()
                        .mapToLong(lost -> lost.last() - lost.first() + 1)
                        .sum());
        Files.delete(LogFolder.segments(folder).getFirst());
        assertTrue(LogVerifier.verify(folder).intact(), "what retention dropped is not missing");
    }

    @Test
    void goingOnBehindAPackedSegmentLeavesItAsItIs() throws IOException {
        RandomLog log = new RandomLog(11, LogUse.RUN, 3, 1500, true);
        try (LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(11), SMALL)) {
            log.write(writer, 50);
        }
        LogCompactor.pack(folder, new DeflateCodec(), 6, LogProgress.NONE);
        Path last = LogFolder.segments(folder).getLast();
        byte[] packed = Files.readAllBytes(last);
        try (LogWriter resumed = LogWriter.resume(folder, Optional.empty(), SMALL)) {
            log.write(resumed, 5);
        }
        assertArrayEquals(packed, Files.readAllBytes(last));
        assertEquals(log.written, RandomLog.read(folder));
        assertTrue(LogVerifier.verify(folder).intact());
    }

    @Test
    void aWriterThatFailedAtTheBirthOfASegmentLeavesNoTrace() throws IOException {
        RandomLog log = new RandomLog(8, LogUse.RUN, 2, 1500, true);
        LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(8), SMALL);
        log.write(writer, 5);
        writer.close();
        Files.write(folder.resolve("000001.tape.new"), new byte[100]);
        try (LogWriter resumed = LogWriter.resume(folder, Optional.empty(), SMALL)) {
            log.write(resumed, 5);
        }
        assertEquals(log.written, RandomLog.read(folder));
    }

    @Test
    void appendRefusesWhatIsOutOfOrder() throws IOException {
        StreamKey key = new StreamKey("s");
        try (LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(9), SMALL)) {
            EncodedMessage message = new EncodedMessage(key, 0, 5, 0, PayloadEncoding.TEXT, Bytes.utf8("a"));
            assertThrows(IllegalArgumentException.class, () -> writer.append(0, 10, message, Value.NULL));
            assertThrows(IllegalArgumentException.class, () -> writer.append(2, 10, message, Value.NULL));
            writer.append(1, 10, message, Value.NULL);
            writer.append(1, 10, message, Value.NULL);
            assertThrows(IllegalArgumentException.class, () -> writer.append(2, 10, message, Value.NULL));
            EncodedMessage next = new EncodedMessage(key, 0, 6, 0, PayloadEncoding.TEXT, Bytes.utf8("b"));
            assertThrows(IllegalArgumentException.class, () -> writer.append(2, 9, next, Value.NULL));
            writer.append(2, 10, next, Value.NULL);
        }
        assertEquals(3, RandomLog.read(folder).size());
    }

    @Test
    void feedTimeDoesNotGoBackBehindASegmentWithoutMessages() throws IOException {
        try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, RandomLog.id(11), SMALL)) {
            writer.append(1, 1000, message(0), Value.NULL);
        }
        LogWriter.resume(folder, Optional.empty(), SMALL).close();
        try (LogWriter writer = LogWriter.resume(folder, Optional.empty(), SMALL)) {
            assertThrows(IllegalArgumentException.class, () -> writer.append(2, 999, message(1), Value.NULL));
            writer.append(2, 1000, message(1), Value.NULL);
        }
    }

    @Test
    void aPackedFileIsNotGoneOnWith() throws IOException {
        Path file = folder.resolve("packed.tape");
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(12), SMALL)) {
            writer.append(1, 1000, message(0), Value.NULL);
        }
        LogCompactor.pack(file, new DeflateCodec(), 6, LogProgress.NONE);
        byte[] packed = Files.readAllBytes(file);
        IOException refused = assertThrows(IOException.class, () -> LogWriter.resumeFile(file, SMALL));
        assertTrue(refused.getMessage().contains("unpack"), refused.getMessage());
        assertArrayEquals(packed, Files.readAllBytes(file));
    }

    private static EncodedMessage message(long sequence) {
        return new EncodedMessage(new StreamKey("a"), 0, sequence, 0, PayloadEncoding.TEXT, Bytes.utf8("x"));
    }
}
