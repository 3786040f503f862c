package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a seek reads; that it finds the right place is the business of {@link LogRoundTripTest}. */
class LogSeekTest {
    private static final int INTERVAL_BYTES = 8 * 1024;
    private static final long BASE_NANOS = 1_700_000_000_000_000_000L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 40000", "100, 40000", "3000, 40000", "3000, 300000"})
    void aSeekReadsLittleHoweverLargeTheLog(int streams, int messages) throws IOException {
        Path file = folder.resolve("a.tape");
        LogSettings settings = LogSettings.of(Durability.OS).withIntervalBytes(INTERVAL_BYTES);
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(1), settings)) {
            for (int i = 0; i < messages; i++) {
                writer.append(i + 1L, BASE_NANOS + i, message(streams, i), Value.NULL);
            }
            writer.sync();
            assertSeeks(file, streams, messages);
        }
    }

    private static EncodedMessage message(int streams, int i) {
        return new EncodedMessage(
                key(streams, i), 0, i / streams, BASE_NANOS + i, PayloadEncoding.BYTES, Bytes.wrap(new byte[100]));
    }

    private static StreamKey key(int streams, int i) {
        return new StreamKey("stream-" + i % streams);
    }

    private static void assertSeeks(Path file, int streams, int messages) throws IOException {
        SplittableRandom random = new SplittableRandom(streams);
        for (int n = 0; n < 40; n++) {
            int i = random.nextInt(messages);
            long oneBlock = 64 * 1024;
            assertReads(file, oneBlock, i, reader -> reader.seekOrdinal(i + 1L));
            assertReads(file, oneBlock, i, reader -> reader.seekFeedTime(BASE_NANOS + i));
            assertReads(file, oneBlock, i, reader -> reader.seekEventTime(BASE_NANOS + i));
            // The names of the streams, as many blocks as pass until a stream is told of again, what is read ahead.
            long period = 1024 * 1024 + 100L * streams + 3L * 640 * streams;
            assertReads(file, period, i, reader -> reader.seekSequence(key(streams, i), 0, i / streams));
            assertReads(file, period, i, reader -> reader.seekEventTime(key(streams, i), 0, BASE_NANOS + i));
        }
    }

    private interface Seek {
        void apply(LogReader reader) throws IOException;
    }

    private static void assertReads(Path file, long bytesMax, int expected, Seek seek) throws IOException {
        try (LogReader reader = LogReader.open(file)) {
            seek.apply(reader);
            long beaconBytes = reader.beaconsRead() * Beacon.lengthMax(INTERVAL_BYTES);
            assertTrue(reader.beaconsRead() <= 50, () -> reader.beaconsRead() + " beacons read");
            assertTrue(
                    reader.bytesRead() <= bytesMax + beaconBytes,
                    () -> reader.bytesRead() + " bytes read for message " + expected + ", not " + bytesMax);
            assertTrue(reader.next());
            assertEquals(expected + 1L, ((LogRecord.MessageRecord) reader.record()).ordinal());
        }
    }
}
