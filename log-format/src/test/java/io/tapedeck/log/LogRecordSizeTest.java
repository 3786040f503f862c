package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large records, up to the limit of 1 GiB, which is tried where there is room and {@code sweep=full} asks for it. */
class LogRecordSizeTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final int FIXED_BYTES = RecordEncoder.MESSAGE_FIXED_LENGTH;
    private static final LogSettings SETTINGS = LogSettings.of(Durability.OS).withSegmentBytes(Long.MAX_VALUE);

    @TempDir
    private Path folder;

    @Test
    void aRecordOf64MebibytesIsReadAsItWasWritten() throws IOException {
        assertRoundTrip((64 << 20) - FIXED_BYTES);
    }

    @Test
    void aRecordAsLargeAsAllowedIsReadAsItWasWritten() throws IOException {
        assumeTrue(FULL && Runtime.getRuntime().maxMemory() > 5L << 30, "needs sweep=full, and 5 GiB of heap");
        assertRoundTrip(Frame.CONTENT_LENGTH_MAX - FIXED_BYTES);
    }

    private void assertRoundTrip(int length) throws IOException {
        Path file = folder.resolve("large.tape");
        byte[] payload = new byte[length];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < length; i += 1000) {
            payload[i] = (byte) random.nextInt();
        }
        EncodedMessage large = message(2, payload);
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(1), SETTINGS)) {
            writer.append(1, 1, message(1, new byte[10]), Value.NULL);
            writer.append(2, 2, large, Value.NULL);
            writer.append(3, 3, message(3, new byte[20]), Value.NULL);
        }
        try (LogReader reader = LogReader.open(file)) {
            reader.seekOrdinal(2);
            assertTrue(reader.next());
            assertEquals(new LogRecord.MessageRecord(2, 2, large, Value.NULL), reader.record());
            assertTrue(reader.next());
            assertEquals(3, ((LogRecord.MessageRecord) reader.record()).ordinal());
        }
        LogVerifier.Report report = LogVerifier.verify(file);
        assertTrue(report.intact(), report::toString);
        assertEquals(3, report.messages());
    }

    @Test
    void oneByteMoreThanAllowedIsRefusedAndTheWriterGoesOn() throws IOException {
        assumeTrue(Runtime.getRuntime().maxMemory() > 7L << 29, "needs 3.5 GiB of heap");
        Path file = folder.resolve("refused.tape");
        byte[] payload = new byte[Frame.CONTENT_LENGTH_MAX - FIXED_BYTES + 1];
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(1), SETTINGS)) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> writer.append(1, 1, message(1, payload), Value.NULL));
            assertEquals("a record of 1073741825 bytes is larger than the limit of 1073741824", refused.getMessage());
            writer.append(1, 1, message(1, new byte[1]), Value.NULL);
        }
        LogVerifier.Report report = LogVerifier.verify(file);
        assertTrue(report.intact(), report::toString);
        assertEquals(1, report.messages());
    }

    private static EncodedMessage message(long sequence, byte[] payload) {
        return new EncodedMessage(
                new StreamKey("large"), 0, sequence, sequence, PayloadEncoding.BYTES, Bytes.wrap(payload));
    }
}
