package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goes back from one record of a kind to the one before, over many messages and steps. */
class LogPassingBackTest {
    private static final LogRecord.RunRecord CHECKPOINT =
            new LogRecord.RunRecord(LogRecord.RunRecord.Kind.CHECKPOINT, Value.map("inputs", Value.of(1)));

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<LogPosition> all = new ArrayList<>();
    private final List<LogPosition> checkpoints = new ArrayList<>();
    private long ordinal;

    private void write(TestFolder folder, int intervalBytes, int payloadMax, int count) throws IOException {
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(intervalBytes).withSegmentBytes(2 << 20);
        try (LogWriter writer = LogWriter.create(folder.path(), LogUse.RUN, RandomLog.id(1), settings)) {
            for (int i = 0; i < count; i++) {
                if (random.nextInt(400) == 0) {
                    checkpoints.add(writer.append(CHECKPOINT));
                    all.add(checkpoints.getLast());
                }
                writeInput(writer, random.nextInt(payloadMax));
            }
            for (int i = 0; i < count / 4; i++) {
                writeInput(writer, random.nextInt(payloadMax));
            }
            writer.sync();
            writer.abandon();
        }
    }

    private void writeInput(LogWriter writer, int length) throws IOException {
        ordinal++;
        EncodedMessage message = new EncodedMessage(
                new StreamKey("a"),
                0,
                ordinal,
                ordinal,
                PayloadEncoding.BYTES,
                random.nextInt(3) == 0 ? Bytes.wrap(new byte[length]) : RandomValues.bytes(random, length));
        all.add(writer.append(ordinal, ordinal, message, Value.NULL));
        all.add(writer.append(new LogRecord.StepRecord(ordinal, ordinal, List.of())));
    }

    @ParameterizedTest
    @CsvSource({"512, 300", "512, 3000", "1024, 300", "65536, 300", "65536, 3000", "1048576, 300", "4194304, 300"})
    void findsEachOfAKindFromAnywhere(int intervalBytes, int payloadMax) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            write(folder, intervalBytes, payloadMax, 2_000);
            assertFindsEach(folder.path());
            LogCompactor.pack(folder.path(), new DeflateCodec(), 1, LogProgress.NONE);
            assertFindsEach(folder.path());
        }
    }

    private void assertFindsEach(Path folder) throws IOException {
        try (LogReader reader = LogReader.open(folder)) {
            reader.seekOrdinal(Long.MAX_VALUE);
            assertEquals(checkpoints, checkpointsBefore(reader));
            for (int i = 0; i < 30; i++) {
                LogPosition from = all.get(random.nextInt(all.size()));
                reader.seek(from);
                List<LogPosition> before = checkpoints.stream()
                        .filter(position -> position.compareTo(from) < 0)
                        .toList();
                assertEquals(before, checkpointsBefore(reader));
            }
        }
    }

    private List<LogPosition> checkpointsBefore(LogReader reader) throws IOException {
        List<LogPosition> found = new ArrayList<>();
        while (reader.previous(LogRecord.RunRecord.Kind.CHECKPOINT)) {
            assertEquals(CHECKPOINT, reader.record());
            found.addFirst(reader.position());
        }
        return found;
    }

    /** Who reads on from there comes to what is damaged. */
    @Test
    void doesNotLookIntoTheMessagesOfOtherBlocks() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            write(folder, 1024, 300, 4_000);
            LogPosition last = checkpoints.getLast();
            LogPosition damaged = all.get(all.indexOf(last) + 500);
            flip(folder.path(), damaged.segment(), damaged.offset() + Frame.HEADER_LENGTH, 1);
            try (LogReader reader = LogReader.open(folder.path())) {
                reader.seekOrdinal(Long.MAX_VALUE);
                assertTrue(reader.previous(LogRecord.RunRecord.Kind.CHECKPOINT));
                assertEquals(last, reader.position());
                assertThrows(LogException.Corrupt.class, () -> readToEnd(reader));
            }
        }
    }

    private static void readToEnd(LogReader reader) throws IOException {
        while (reader.next()) {
            // what it is does not matter
        }
    }

    /** Whichever bit of the header of a frame is flipped, no checkpoint is passed over for it. */
    @Test
    void passesOverNoneBecauseOfDamage() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            write(folder, 1024, 200, 500);
            LogPosition last = checkpoints.getLast();
            int at = all.indexOf(last);
            int told = 0;
            for (int i = at - 4; i < at + 16; i++) {
                for (int bit = 0; bit < Frame.HEADER_LENGTH * Byte.SIZE; bit++) {
                    LogPosition frame = all.get(i);
                    long offset = frame.offset() + bit / Byte.SIZE;
                    flip(folder.path(), frame.segment(), offset, 1 << bit % Byte.SIZE);
                    told += isFoundOrTold(folder.path(), last) ? 0 : 1;
                    flip(folder.path(), frame.segment(), offset, 1 << bit % Byte.SIZE);
                }
            }
            assertTrue(told > 0);
        }
    }

    private static boolean isFoundOrTold(Path folder, LogPosition last) throws IOException {
        try (LogReader reader = LogReader.open(folder)) {
            reader.seekOrdinal(Long.MAX_VALUE);
            assertTrue(reader.previous(LogRecord.RunRecord.Kind.CHECKPOINT));
            assertEquals(last, reader.position());
            return true;
        } catch (LogException.Corrupt e) {
            return false;
        }
    }

    private static void flip(Path folder, int segment, long offset, int bits) throws IOException {
        TestFolder.flip(LogFolder.segments(folder).get(segment), offset, bits);
    }
}
