package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.Optional;

/**
 * A message of a log with its decoded value.
 *
 * @param message the message as it came
 * @param value its value; the bytes where they cannot be decoded
 */
public record RecordedMessage(EncodedMessage message, Value value) {
    static Optional<RecordedMessage> read(RunFolder run, long ordinal) throws IOException {
        try (LogReader log = LogReader.open(run.log())) {
            log.seekOrdinal(ordinal);
            while (log.next()) {
                if (log.record() instanceof MessageRecord message) {
                    return message.ordinal() == ordinal ? Optional.of(of(message.message())) : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    static RecordedMessage of(EncodedMessage message) {
        return new RecordedMessage(message, value(message));
    }

    /** The value of a message; the bytes where they cannot be decoded. */
    public static Value value(EncodedMessage message) {
        try {
            return new PayloadDecoder().decode(message);
        } catch (EncodingException e) {
            return Value.of(bytes(message));
        }
    }

    /** The content as it came, byte for byte; of one that was recorded decoded its canonical encoding. */
    public static Bytes bytes(EncodedMessage message) {
        return message.encoding() == PayloadEncoding.MALFORMED
                ? MalformedPayload.decode(message.payload()).raw()
                : message.payload();
    }
}
