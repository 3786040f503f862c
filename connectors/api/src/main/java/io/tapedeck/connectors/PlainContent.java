package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.util.Optional;

/** What is written as it is, strings and bytes, and read as that again: for keys, headers and contents of messages. */
public final class PlainContent {
    private PlainContent() {}

    /**
     * The bytes of a string or of bytes; empty for other values.
     *
     * @throws EncodingException where UTF-8 cannot hold the string
     */
    public static Optional<Bytes> of(Value value) throws EncodingException {
        return switch (value) {
            case StringValue text -> Optional.of(Utf8.encode(text.value()));
            case BytesValue bytes -> Optional.of(bytes.value());
            default -> Optional.empty();
        };
    }

    /**
     * The same, and other values as JSON.
     *
     * @throws EncodingException where UTF-8 or JSON cannot hold the value
     */
    public static Bytes orJson(Value value, JsonCodec json) throws EncodingException {
        Optional<Bytes> plain = of(value);
        return plain.isPresent() ? plain.get() : json.encode(value);
    }

    /** A string where the bytes are UTF-8, else the bytes: written again, both are the same bytes. */
    public static Value read(Bytes bytes) {
        try {
            return Value.of(Utf8.decode(bytes));
        } catch (EncodingException e) {
            return Value.of(bytes);
        }
    }
}
