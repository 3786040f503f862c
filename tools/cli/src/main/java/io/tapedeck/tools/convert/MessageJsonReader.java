package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.ValueFormatException;
import io.tapedeck.log.ValueTypeException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the objects that {@link MessageJson} writes. Not for several threads. */
final class MessageJsonReader {
    private static final Set<String> FIELDS = Set.of(
            "stream",
            "shard",
            "sequence",
            "time",
            "key",
            "headers",
            "value",
            "bytes",
            MessageJson.WITHHELD,
            "ordinal",
            MessageJson.FEED_TIME,
            MessageJson.EXACT);

    private final JsonCodec json = new JsonCodec();
    private final MessageJson writer = new MessageJson();

    /**
     * A message as it was read.
     *
     * @param message the message
     * @param feedTimeNanos its feed time in nanoseconds since 1970, where the object has one
     */
    record Parsed(EncodedMessage message, OptionalLong feedTimeNanos) {}

    /** Whether a value is meant to be a message. */
    static boolean isMessage(Value value) {
        return value instanceof MapValue map && map.has("stream") && map.has("sequence");
    }

    /**
     * Reads a message.
     *
     * @param nowNanos the time of a message that says none
     * @throws EncodingException where the object is none, in a sentence
     */
    Parsed read(MapValue fields, long nowNanos) throws EncodingException {
        checkNames(fields);
        try {
            EncodedMessage plain = plain(fields, nowNanos);
            OptionalLong feedTime = fields.has(MessageJson.FEED_TIME)
                    ? OptionalLong.of(time(fields, MessageJson.FEED_TIME))
                    : OptionalLong.empty();
            Optional<EncodedMessage> exact = exact(fields, plain);
            if (exact.isEmpty() && fields.has(MessageJson.WITHHELD)) {
                throw new EncodingException(ValueLosses.WITHHELD);
            }
            return new Parsed(exact.orElse(plain), feedTime);
        } catch (ValueTypeException | IllegalArgumentException e) {
            throw new EncodingException(String.valueOf(e.getMessage()));
        }
    }

    private static void checkNames(MapValue fields) throws EncodingException {
        for (Value name : fields.entries().keySet()) {
            if (!FIELDS.contains(name.asString())) {
                throw new EncodingException("it has \"stream\" and \"sequence\", so it is taken for a message, but no"
                        + " message has \"" + name.asString() + "\" (--plain takes every line as a value)");
            }
        }
        if (!fields.has(MessageJson.WITHHELD) && fields.has("value") == fields.has("bytes")) {
            throw new EncodingException("a message has a \"value\" or \"bytes\", "
                    + (fields.has("value") ? "not both" : "and this one neither")
                    + " (--plain takes every line as a value)");
        }
    }

    private static EncodedMessage plain(MapValue fields, long nowNanos) throws EncodingException {
        boolean isBytes = fields.has("bytes");
        return new EncodedMessage(
                new StreamKey(fields.get("stream").asString()),
                fields.has("shard") ? fields.get("shard").asLong() : 0,
                fields.get("sequence").asLong(),
                fields.has("time") ? time(fields, "time") : nowNanos,
                fields.get("key"),
                headers(fields.get("headers")),
                isBytes ? PayloadEncoding.BYTES : PayloadEncoding.VALUE,
                isBytes ? base64(fields, "bytes") : ValueEncoder.encode(fields.get("value")));
    }

    private static long time(MapValue fields, String name) throws EncodingException {
        String text = fields.get(name).asString();
        try {
            return TimeText.nanos(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new EncodingException("its \"" + name + "\" is no time that can be held: \"" + text
                    + "\" (wanted: 2026-01-31T12:00:00Z)");
        }
    }

    private static List<Header> headers(Value value) throws EncodingException {
        List<Header> headers = new ArrayList<>();
        switch (value) {
            case MapValue map -> {
                for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
                    headers.add(new Header(entry.getKey().asString(), entry.getValue()));
                }
            }
            case ListValue(List<Value> pairs) -> {
                for (Value pair : pairs) {
                    if (!(pair instanceof ListValue(List<Value> parts)) || parts.size() != 2) {
                        throw new EncodingException("its \"headers\" are neither an object nor a list of pairs");
                    }
                    headers.add(new Header(parts.get(0).asString(), parts.get(1)));
                }
            }
            default -> {
                if (!value.isNull()) {
                    throw new EncodingException("its \"headers\" are neither an object nor a list of pairs");
                }
            }
        }
        return headers;
    }

    private static Bytes base64(MapValue fields, String name) throws EncodingException {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(fields.get(name).asString()));
        } catch (IllegalArgumentException e) {
            throw new EncodingException("its \"" + name + "\" are not base64: " + e.getMessage());
        }
    }

    /** The message that {@code exact} holds; empty where the object has none, or was changed since. */
    private Optional<EncodedMessage> exact(MapValue fields, EncodedMessage plain) throws EncodingException {
        if (!(fields.get(MessageJson.EXACT) instanceof StringValue)) {
            return Optional.empty();
        }
        try {
            List<Value> parts =
                    ValueDecoder.decode(base64(fields, MessageJson.EXACT)).asList();
            EncodedMessage message = new EncodedMessage(
                    plain.stream(),
                    plain.shard(),
                    plain.sequence(),
                    plain.timeNanos(),
                    parts.get(2),
                    headers(parts.get(3)),
                    PayloadEncoding.ofNumber(Math.toIntExact(parts.get(0).asLong()))
                            .orElseThrow(),
                    parts.get(1).asBytes());
            return saysTheSame(fields, message) ? Optional.of(message) : Optional.empty();
        } catch (ValueFormatException | IndexOutOfBoundsException | java.util.NoSuchElementException e) {
            throw new EncodingException("its \"" + MessageJson.EXACT + "\" cannot be read: " + e.getMessage());
        }
    }

    /** Whether nobody changed what people read since it was written. */
    private boolean saysTheSame(MapValue fields, EncodedMessage message) throws EncodingException {
        MapValue written = json.decode(writer.line(message)).asMap();
        for (String name : List.of("key", "headers", "value", "bytes", MessageJson.WITHHELD)) {
            if (written.has(name) != fields.has(name) || !written.get(name).equals(fields.get(name))) {
                return false;
            }
        }
        return true;
    }
}
