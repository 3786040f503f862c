package io.tapedeck.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What becomes of a message on its way. */
enum BridgeMapping {
    /** It is passed through as it is. */
    PASS,
    /** Of an order in JSON some fields are kept. */
    PROJECTION;

    /** The length of a message. */
    static final int BYTES = 256;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a peer makes of a message. */
    byte[] apply(byte[] message) {
        if (this == PASS) {
            return message;
        }
        try {
            JsonNode order = JSON.readTree(message);
            ObjectNode kept = JSON.createObjectNode();
            kept.set("id", order.get("id"));
            kept.set("customer", order.get("customer"));
            kept.set("total", order.get("total"));
            return JSON.writeValueAsBytes(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message to begin with. */
    byte[] message(long index) {
        StringBuilder order = new StringBuilder(Orders.line(index).strip());
        if (this == PROJECTION) {
            order.setLength(order.length() - 1);
            order.append(",\"note\":\"\"}");
        }
        while (order.length() < BYTES) {
            order.insert(order.length() - (this == PROJECTION ? 2 : 0), 'x');
        }
        return order.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
