package io.tapedeck.connectors;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Message;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueFormatException;
import java.util.Optional;

/** Makes of a message as it came the one that a processor sees. Not for several threads. */
public final class PayloadDecoder {
    private final JsonCodec json = new JsonCodec();

    /** The encoding that the option {@code decode} calls so: {@code json}, {@code text} or {@code bytes}. */
    public static Optional<PayloadEncoding> encodingOf(String word) {
        return switch (word) {
            case "json" -> Optional.of(PayloadEncoding.JSON);
            case "text" -> Optional.of(PayloadEncoding.TEXT);
            case "bytes" -> Optional.of(PayloadEncoding.BYTES);
            default -> Optional.empty();
        };
    }

    /**
     * The content of a message.
     *
     * @throws EncodingException where the payload is not of its encoding, was malformed when it came, or is withheld
     */
    public Value decode(EncodedMessage message) throws EncodingException {
        return switch (message.encoding()) {
            case VALUE -> decodeValue(message);
            case BYTES -> Value.of(message.payload());
            case TEXT -> Value.of(Utf8.decode(message.payload()));
            case JSON -> json.decode(message.payload());
            case MALFORMED ->
                throw new EncodingException(
                        MalformedPayload.decode(message.payload()).reason());
            case WITHHELD -> throw new EncodingException("it is not in the log, but at its source");
        };
    }

    /**
     * The message, decoded.
     *
     * @throws EncodingException as {@link #decode} does
     */
    public Message toMessage(EncodedMessage message) throws EncodingException {
        return message.decodedAs(decode(message));
    }

    private static Value decodeValue(EncodedMessage message) throws EncodingException {
        try {
            return ValueDecoder.decode(message.payload());
        } catch (ValueFormatException e) {
            throw new EncodingException(String.valueOf(e.getMessage()));
        }
    }
}
