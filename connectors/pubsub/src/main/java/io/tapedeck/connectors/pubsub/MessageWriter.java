package io.tapedeck.connectors.pubsub;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes Pub/Sub's messages of outputs: headers are attributes, and so is the key unless it is the ordering key. A value that
 * is null is a message without data. Not for several threads.
 */
final class MessageWriter {
    // Pub/Sub's limits.
    private static final int MESSAGE_BYTES_MAX = 10_000_000;
    private static final int ATTRIBUTES_MAX = 100;
    private static final int NAME_BYTES_MAX = 256;
    private static final int TEXT_BYTES_MAX = 1024;

    /** For what Pub/Sub counts besides: the effect's id, and the fields' tags and lengths. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final int OVERHEAD_ATTRIBUTE_BYTES = 16;

    private final PayloadEncoding encoding;
    private final boolean isOrdered;
    private final JsonCodec json = new JsonCodec();

    MessageWriter(PayloadEncoding encoding, boolean isOrdered) {
        this.encoding = encoding;
        this.isOrdered = isOrdered;
    }

    /**
     * The data of an output's message, where key and headers can be written too.
     *
     * @throws EncodingException where a message cannot hold the output
     */
    Bytes encode(Output output) throws EncodingException {
        Bytes data = output.value().isNull() ? Bytes.EMPTY : data(output.value());
        long length =
                (long) OVERHEAD_BYTES + data.length() + orderingKey(output).length();
        for (Map.Entry<String, String> attribute : attributes(output).entrySet()) {
            length += OVERHEAD_ATTRIBUTE_BYTES
                    + Utf8.encode(attribute.getKey()).length()
                    + Utf8.encode(attribute.getValue()).length();
        }
        if (length > MESSAGE_BYTES_MAX) {
            throw new EncodingException("an output of about " + length + " bytes; a message of Pub/Sub has "
                    + MESSAGE_BYTES_MAX + " at most");
        }
        return data;
    }

    private Bytes data(Value value) throws EncodingException {
        return switch (encoding) {
            case JSON -> json.encode(value);
            case TEXT -> PlainContent.orJson(value, json);
            default ->
                PlainContent.of(value)
                        .orElseThrow(() -> new EncodingException("encode = \"bytes\" writes bytes and strings, not a "
                                + value.kind() + "; encode = \"json\" writes all values"));
        };
    }

    /** The message of an output that was encoded before. */
    PubsubMessage message(Output output, Bytes data, String effectId) {
        try {
            return PubsubMessage.newBuilder()
                    .setData(ByteString.copyFrom(data.asBuffer()))
                    .putAllAttributes(attributes(output))
                    .putAttributes(AttributeNames.EFFECT_ID, effectId)
                    .setOrderingKey(orderingKey(output))
                    .build();
        } catch (EncodingException e) {
            throw new AssertionError("it was encoded before", e);
        }
    }

    /** Empty where it has none. */
    private String orderingKey(Output output) throws EncodingException {
        return isOrdered && !output.key().isNull() ? text("the key", output.key()) : "";
    }

    private Map<String, String> attributes(Output output) throws EncodingException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Header header : output.headers()) {
            if (!isOurs(header.name()) && !header.value().isNull()) {
                put(attributes, header);
            }
        }
        if (!output.key().isNull() && orderingKey(output).isEmpty()) {
            attributes.put(AttributeNames.KEY, text("the key", output.key()));
        }
        if (attributes.size() >= ATTRIBUTES_MAX) {
            throw new EncodingException("an output for Pub/Sub can have " + (ATTRIBUTES_MAX - 2) + " headers, not "
                    + output.headers().size());
        }
        return attributes;
    }

    /** Another message's id, and another run's: this one gets its own. */
    private static boolean isOurs(String name) {
        return name.equals(AttributeNames.EFFECT_ID) || name.equals(AttributeNames.MESSAGE_ID);
    }

    private void put(Map<String, String> attributes, Header header) throws EncodingException {
        String name = header.name();
        if (name.isEmpty() || name.startsWith("goog") || name.equals(AttributeNames.KEY)) {
            throw new EncodingException("an attribute of Pub/Sub cannot be named \"" + name + "\"");
        }
        if (Utf8.encode(name).length() > NAME_BYTES_MAX) {
            throw new EncodingException("the header \"" + name.substring(0, 40) + "…\" has a name of more than "
                    + NAME_BYTES_MAX + " bytes, which an attribute of Pub/Sub cannot have");
        }
        if (attributes.put(name, text("the header \"" + name + "\"", header.value())) != null) {
            throw new EncodingException(
                    "there are two headers \"" + name + "\", and attributes of Pub/Sub have each name once");
        }
    }

    private String text(String what, Value value) throws EncodingException {
        Bytes bytes = PlainContent.orJson(value, json);
        if (bytes.length() > TEXT_BYTES_MAX) {
            throw new EncodingException(what + " has " + bytes.length() + " bytes; Pub/Sub takes " + TEXT_BYTES_MAX);
        }
        try {
            return Utf8.decode(bytes);
        } catch (EncodingException e) {
            throw new EncodingException(what + " is bytes that are no UTF-8, and Pub/Sub has texts there");
        }
    }
}
