package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.util.Locale;
import java.util.Optional;

/** How a sink writes a value that is not null. */
enum ValueEncoding {
    /** JSON, strings too. */
    JSON,
    /** Strings and bytes as they are, other values as JSON. */
    TEXT,
    /** Strings and bytes as they are, no other values. */
    BYTES;

    /** The encoding by the word of the option. */
    static Optional<ValueEncoding> ofWord(String word) {
        for (ValueEncoding encoding : values()) {
            if (encoding.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    /**
     * The bytes of a value.
     *
     * @throws EncodingException where this encoding cannot hold it
     */
    Bytes encode(Value value, JsonCodec json) throws EncodingException {
        return switch (this) {
            case JSON -> json.encode(value);
            case TEXT -> PlainContent.orJson(value, json);
            case BYTES ->
                PlainContent.of(value)
                        .orElseThrow(() -> new EncodingException(
                                "encode = \"bytes\" writes bytes and strings, and this is neither; encode = \"json\" "
                                        + "writes all values"));
        };
    }
}
