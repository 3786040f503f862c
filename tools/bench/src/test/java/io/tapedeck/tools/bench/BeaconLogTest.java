package io.tapedeck.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our side does what its rows say. */
final class BeaconLogTest {
    private static final int MESSAGES = 3_000;
    private static final long NOTHING = -1;

    @TempDir
    private Path temporary;

    @Test
    void aVisibleAppendIsSeenByAReaderAtTheEndWhenItReturns() throws IOException {
        Bytes payload = BeaconLog.payload(new byte[] {1, 2, 3});
        LogWriter writer = BeaconLog.createVisible(temporary);
        try (LogReader reader = BeaconLog.open(temporary)) {
            for (long ordinal = 1; ordinal <= MESSAGES; ordinal++) {
                assertEquals(NOTHING, nextOrdinal(reader));
                BeaconLog.appendVisible(writer, ordinal, payload);
                assertEquals(ordinal, nextOrdinal(reader));
            }
        } finally {
            writer.abandon();
        }
    }

    @Test
    void aSearchEndsAtTheMessageSoughtOrIsRefused() throws IOException {
        Work work = new Work(temporary, MESSAGES, Limit.of(Duration.ofMinutes(1)));
        BeaconLog.write(work, new Payloads(100));
        try (LogReader reader = BeaconLog.open(temporary)) {
            BeaconLog.seek(reader, 1);
            BeaconLog.seek(reader, MESSAGES);
            BeaconLog.seek(reader, MESSAGES / 2);
            assertThrows(IllegalStateException.class, () -> BeaconLog.seek(reader, MESSAGES + 1));
        }
    }

    private static long nextOrdinal(LogReader reader) throws IOException {
        while (reader.next()) {
            if (reader.record() instanceof LogRecord.MessageRecord message) {
                return message.ordinal();
            }
        }
        return NOTHING;
    }
}
