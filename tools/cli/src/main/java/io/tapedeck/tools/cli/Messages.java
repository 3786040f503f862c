package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import io.tapedeck.log.WithheldPayload;
import java.util.Base64;
import java.util.Optional;

/** Messages as scripts read them, and people. */
final class Messages {
    private static final int KEY_WIDTH = 40;

    private Messages() {}

    /**
     * A message with its decoded value; the payload in base64 where it is bytes or was not decoded, or what is told of one
     * that the log withholds.
     */
    static ObjectNode json(EncodedMessage message, Value value) {
        ObjectNode node = Json.object()
                .put("stream", message.stream().name())
                .put("shard", message.shard())
                .put("sequence", message.sequence())
                .put("time", Format.time(message.timeNanos()));
        node.set("key", Json.node(message.key()));
        node.set("headers", Json.headers(message.headers()));
        Optional<WithheldPayload> withheld = WithheldPayload.in(message);
        if (withheld.isPresent()) {
            return node.set(
                    "withheld",
                    Json.object()
                            .put("length", withheld.get().length())
                            .put("sha256", withheld.get().sha256Text()));
        }
        boolean bytes = value.kind().equals("bytes") && message.encoding() != PayloadEncoding.VALUE;
        return bytes
                ? node.put(
                        "bytes",
                        Base64.getEncoder().encodeToString(value.asBytes().toByteArray()))
                : node.set("value", Json.node(value));
    }

    /** A message on a line: its time, its place, its key if it has one, and its value, cut to a width. */
    static String text(EncodedMessage message, int valueWidth) {
        return head(message) + "  " + content(message, valueWidth);
    }

    /** The same without the value. */
    static String head(EncodedMessage message) {
        String key = message.key().isNull() ? "" : "  " + Format.value(message.key(), KEY_WIDTH);
        return Format.time(message.timeNanos()) + "  " + message.place() + key;
    }

    /** The value of a message, cut to a width, or what is told of one that the log withholds. */
    static String content(EncodedMessage message, int width) {
        return WithheldPayload.in(message)
                .map(WithheldPayload::toString)
                .orElseGet(() -> Format.value(RecordedMessage.value(message), width));
    }
}
