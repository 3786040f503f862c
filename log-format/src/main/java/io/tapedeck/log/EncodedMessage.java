package io.tapedeck.log;

import java.util.List;

/**
 * A message as it came and as the log keeps it: the content not yet decoded, so that what was recorded is
 * what was received.
 *
 * @param stream the stream it is from
 * @param shard the shard (partition) of the stream, from 0
 * @param sequence its number in the shard, ascending, from 0
 * @param timeNanos the event time, in nanoseconds since 1970
 * @param key the key, or {@link Value#NULL}
 * @param headers the headers, in order
 * @param encoding how the payload is to be read
 * @param payload the content
 */
public record EncodedMessage(
        StreamKey stream,
        long shard,
        long sequence,
        long timeNanos,
        Value key,
        List<Header> headers,
        PayloadEncoding encoding,
        Bytes payload) {
    /** Copies the headers and checks the ranges. */
    public EncodedMessage {
        headers = List.copyOf(headers);
        if (shard < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "shard " + shard + " and sequence " + sequence + " must not be negative");
        }
    }

    /** The message without key and headers. */
    public EncodedMessage(
            StreamKey stream, long shard, long sequence, long timeNanos, PayloadEncoding encoding, Bytes payload) {
        this(stream, shard, sequence, timeNanos, Value.NULL, List.of(), encoding, payload);
    }

    /** The same message with other content. */
    public EncodedMessage with(
            Value otherKey, List<Header> otherHeaders, PayloadEncoding otherEncoding, Bytes otherPayload) {
        return new EncodedMessage(
                stream, shard, sequence, timeNanos, otherKey, otherHeaders, otherEncoding, otherPayload);
    }

    /** The message as processors see it, with its content decoded. */
    public Message decodedAs(Value value) {
        return new Message(stream, shard, sequence, Times.instant(timeNanos), key, headers, value);
    }

    /** Where the message is, as people write it: {@code stream/shard@sequence}. */
    public String place() {
        return stream + "/" + shard + "@" + sequence;
    }
}
