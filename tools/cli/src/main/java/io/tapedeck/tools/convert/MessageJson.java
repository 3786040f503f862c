package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.WithheldPayload;
import java.util.List;
import java.util.Optional;

/**
 * Messages as objects of JSON: {@code stream}, {@code shard}, {@code sequence}, {@code time}, {@code key}, {@code
 * headers} (an object, or a list of pairs where a name stands twice), and {@code value}, or {@code bytes} in base64
 * where the payload is bytes or cannot be read, or {@code withheld} (length and SHA-256) where the log does not have it. Not for several threads.
 */
public final class MessageJson {
    /** The key of what JSON cannot hold exactly, in {@link #exactLine}. */
    static final String EXACT = "exact";
    /** The key of what is told of a payload that the log does not have. */
    static final String WITHHELD = "withheld";

    /** The key of the feed time, in {@link #exactLine}. */
    static final String FEED_TIME = "feed_time";

    private final JsonCodec json = new JsonCodec();
    private final PayloadReader payloads = new PayloadReader();

    /** A writer of messages. */
    public MessageJson() {}

    /** The line of a message, with its line feed. */
    public Bytes line(EncodedMessage message) {
        return write(fields(message, payloads.read(message)).build(), message);
    }

    /**
     * The line of a message from which {@link MessageJsonReader} makes the same message: also with its feed time, and
     * where JSON does not hold it exactly, with {@code exact}: in base64 the canonical encoding of the list of the
     * payload's encoding, the payload, the key and the headers.
     */
    Bytes exactLine(Incoming incoming) {
        EncodedMessage message = incoming.message();
        PayloadReader.Content content = payloads.read(message);
        MapValue.Builder fields =
                fields(message, content).put(FEED_TIME, Value.of(TimeText.of(incoming.feedTimeNanos())));
        if (!isExact(message, content)) {
            fields.put(EXACT, Value.of(exact(message)));
        }
        return write(fields.build(), message);
    }

    private static boolean isExact(EncodedMessage message, PayloadReader.Content content) {
        return content.readable()
                && (message.encoding() == PayloadEncoding.BYTES || JsonShape.isExact(content.value()))
                && JsonShape.isExact(message.key())
                && message.headers().stream().allMatch(header -> JsonShape.isExact(header.value()));
    }

    private static Bytes exact(EncodedMessage message) {
        return ValueEncoder.encode(Value.list(
                Value.of(message.encoding().number()),
                Value.of(message.payload()),
                message.key(),
                headerPairs(message.headers())));
    }

    /** The fields that say what a message is. */
    MapValue fields(EncodedMessage message) {
        return fields(message, payloads.read(message)).build();
    }

    private static MapValue.Builder fields(EncodedMessage message, PayloadReader.Content content) {
        MapValue.Builder fields = MapValue.builder()
                .put("stream", Value.of(message.stream().name()))
                .put("shard", Value.of(message.shard()))
                .put("sequence", Value.of(message.sequence()))
                .put("time", Value.of(TimeText.of(message.timeNanos())))
                .put("key", JsonShape.writable(message.key()))
                .put("headers", JsonShape.writable(headers(message.headers())));
        Optional<WithheldPayload> withheld = WithheldPayload.in(message);
        if (withheld.isPresent()) {
            return fields.put(WITHHELD, told(withheld.get()));
        }
        return content.value() instanceof BytesValue
                ? fields.put("bytes", content.value())
                : fields.put("value", JsonShape.writable(content.value()));
    }

    private static Value told(WithheldPayload withheld) {
        return Value.map("length", Value.of(withheld.length()), "sha256", Value.of(withheld.sha256Text()));
    }

    /** Headers as an object, or as a list of pairs where a name stands twice. */
    static Value headers(List<Header> headers) {
        MapValue.Builder object = MapValue.builder();
        headers.forEach(header -> object.put(header.name(), header.value()));
        MapValue map = object.build();
        return map.size() == headers.size() ? map : headerPairs(headers);
    }

    static Value headerPairs(List<Header> headers) {
        return Value.list(headers.stream()
                .map(header -> Value.list(Value.of(header.name()), header.value()))
                .toList());
    }

    private Bytes write(MapValue fields, EncodedMessage message) {
        try {
            return OutputLines.terminated(json.encode(fields));
        } catch (EncodingException e) {
            // Nested as deep as values may be, and once more in this object.
            return writeAsBytes(message);
        }
    }

    private Bytes writeAsBytes(EncodedMessage message) {
        EncodedMessage plain = new EncodedMessage(
                message.stream(),
                message.shard(),
                message.sequence(),
                message.timeNanos(),
                PayloadEncoding.BYTES,
                message.payload());
        MapValue.Builder fields = fields(plain, payloads.read(plain)).put(EXACT, Value.of(exact(message)));
        try {
            return OutputLines.terminated(json.encode(fields.build()));
        } catch (EncodingException e) {
            throw new AssertionError("nothing in it nests", e);
        }
    }
}
