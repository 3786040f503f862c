package io.tapedeck.connectors.file;

import io.tapedeck.connectors.Polled;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogVerifier;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the tests of stream files share: writing them by hand, and reading all that is in them. */
final class Tapes {
    /** The smallest distance of beacons, so that small files have many. */
    static final LogSettings DENSE =
            LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(1 << 20);

    private Tapes() {}

    static LogWriter writer(Path path) throws IOException {
        return LogWriter.createFile(path, LogUse.STREAMS, UUID.randomUUID(), DENSE);
    }

    static EncodedMessage message(String stream, long sequence, String text) {
        return new EncodedMessage(
                new StreamKey(stream),
                0,
                sequence,
                sequence * 1_000,
                PayloadEncoding.VALUE,
                ValueEncoder.encode(Value.of(text)));
    }

    static void append(LogWriter writer, EncodedMessage message) throws IOException {
        writer.append(writer.ordinal() + 1, writer.ordinal(), message, Value.NULL);
    }

    static void write(Path path, List<EncodedMessage> messages) throws IOException {
        try (LogWriter writer = writer(path)) {
            for (EncodedMessage message : messages) {
                append(writer, message);
            }
        }
    }

    static List<EncodedMessage> messages(List<Polled.Input> inputs) {
        return inputs.stream().map(Polled.Input::message).toList();
    }

    /** Every message with its ordinal and its position part; all but when it was appended. */
    static List<String> entries(Path path) throws IOException {
        List<String> entries = new ArrayList<>();
        try (LogReader reader = LogReader.open(path)) {
            while (reader.next()) {
                if (reader.record() instanceof LogRecord.MessageRecord message) {
                    entries.add(message.ordinal() + " " + message.message() + " " + message.position());
                }
            }
        }
        return entries;
    }

    /** Whether a file is whole and ended. */
    static boolean isWhole(Path path) throws IOException {
        return LogVerifier.verify(path).damages().isEmpty();
    }
}
