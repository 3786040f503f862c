package io.tapedeck.connectors.pubsub;

import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes messages of Pub/Sub's: the topic is the stream, the time of publishing the time, the ordering key (or what our sink
 * wrote beside) the key, attributes are headers. A message without data has the value null.
 */
final class MessageReader {
    private static final Bytes NULL = ValueEncoder.encode(Value.NULL);

    private final StreamKey stream;
    private final PayloadEncoding encoding;

    MessageReader(TopicUrl topic, PayloadEncoding encoding) {
        stream = StreamKey.nearest(topic.topic());
        this.encoding = encoding;
    }

    EncodedMessage message(long sequence, PubsubMessage message) {
        boolean hasData = !message.getData().isEmpty();
        return new EncodedMessage(
                stream,
                0,
                sequence,
                timeNanos(message.getPublishTime()),
                key(message),
                headers(message),
                hasData ? encoding : PayloadEncoding.VALUE,
                hasData ? Bytes.wrap(message.getData().toByteArray()) : NULL);
    }

    private static long timeNanos(Timestamp time) {
        return Times.nanos(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    }

    private static Value key(PubsubMessage message) {
        if (!message.getOrderingKey().isEmpty()) {
            return Value.of(message.getOrderingKey());
        }
        return message.containsAttributes(AttributeNames.KEY)
                ? Value.of(message.getAttributesOrThrow(AttributeNames.KEY))
                : Value.NULL;
    }

    /** In the order of their names, as attributes have none. */
    private static List<Header> headers(PubsubMessage message) {
        TreeMap<String, String> texts = new TreeMap<>(message.getAttributesMap());
        texts.remove(AttributeNames.KEY);
        texts.put(AttributeNames.MESSAGE_ID, message.getMessageId());
        List<Header> headers = new ArrayList<>();
        texts.forEach((name, text) -> headers.add(new Header(name, Value.of(text))));
        return headers;
    }
}
