package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;

/**
 * An input that a source received but could not read; what a message of {@link
 * io.tapedeck.log.PayloadEncoding#MALFORMED} holds.
 *
 * @param reason why, in a sentence
 * @param raw the bytes as they came
 */
public record MalformedPayload(String reason, Bytes raw) {
    /** The payload: the canonical encoding of the list of both. */
    public Bytes encode() {
        return ValueEncoder.encode(Value.list(Value.of(reason), Value.of(raw)));
    }

    /** Reads a payload. */
    public static MalformedPayload decode(Bytes payload) {
        Value list = ValueDecoder.decode(payload);
        return new MalformedPayload(list.get(0).asString(), list.get(1).asBytes());
    }
}
