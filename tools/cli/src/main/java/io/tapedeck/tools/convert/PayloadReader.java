package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;

/** Reads payloads; of one that cannot be read it gives the bytes. Not for several threads. */
final class PayloadReader {
    private final PayloadDecoder decoder = new PayloadDecoder();

    /**
     * What a payload holds.
     *
     * @param value its value; the bytes as they came where they cannot be read; null where the log withholds it
     * @param readable whether they can
     */
    record Content(Value value, boolean readable) {}

    Content read(EncodedMessage message) {
        try {
            return new Content(decoder.decode(message), true);
        } catch (EncodingException e) {
            return new Content(unreadable(message), false);
        }
    }

    private static Value unreadable(EncodedMessage message) {
        return switch (message.encoding()) {
            case MALFORMED ->
                Value.of(MalformedPayload.decode(message.payload()).raw());
            case WITHHELD -> Value.NULL;
            default -> Value.of(message.payload());
        };
    }
}
