package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithheldPayloadTest {
    private static final StreamKey STREAM = new StreamKey("orders");
    private static final List<Header> HEADERS = List.of(new Header("trace", Value.of("7f")));

    private static EncodedMessage message(Value key, List<Header> headers, PayloadEncoding encoding, String payload) {
        return new EncodedMessage(STREAM, 3, 17, 1_000, key, headers, encoding, Bytes.utf8(payload));
    }

    private static EncodedMessage message() {
        return message(Value.of("k"), HEADERS, PayloadEncoding.JSON, "{\"a\":1}");
    }

    @Test
    void shouldKeepThePlaceAndNothingOfTheContent() {
        EncodedMessage withheld = WithheldPayload.withhold(message());
        assertEquals("orders/3@17", withheld.place());
        assertEquals(1_000, withheld.timeNanos());
        assertEquals(Value.NULL, withheld.key());
        assertEquals(List.of(), withheld.headers());
        assertEquals(PayloadEncoding.WITHHELD, withheld.encoding());
        WithheldPayload told = WithheldPayload.in(withheld).orElseThrow();
        assertEquals(WithheldPayload.of(message()), told);
        assertEquals(7, told.length());
        assertEquals(PayloadEncoding.JSON, told.encoding());
        assertEquals(64, told.sha256Text().length());
    }

    @Test
    void shouldKnowTheMessageAgainByKeyHeadersAndPayload() {
        WithheldPayload withheld = WithheldPayload.of(message());
        assertTrue(withheld.isOf(message()));
        assertTrue(
                withheld.isOf(message(Value.of("k"), HEADERS, PayloadEncoding.TEXT, "{\"a\":1}")), "decoded otherwise");
        assertFalse(withheld.isOf(message(Value.of("k"), HEADERS, PayloadEncoding.JSON, "{\"a\":2}")));
        assertFalse(withheld.isOf(message(Value.of("k"), HEADERS, PayloadEncoding.JSON, "{\"a\":1} ")));
        assertFalse(withheld.isOf(message(Value.NULL, HEADERS, PayloadEncoding.JSON, "{\"a\":1}")));
        assertFalse(withheld.isOf(message(Value.of("k"), List.of(), PayloadEncoding.JSON, "{\"a\":1}")));
    }

    @Test
    void shouldTellNothingOfWhatIsWholeOrUnreadable() {
        assertEquals(Optional.empty(), WithheldPayload.in(message()));
        for (Value wrong : List.of(
                Value.of(1),
                Value.list(Value.of(3), Value.of(7)),
                Value.list(Value.of(99), Value.of(7), Value.of(Bytes.EMPTY)),
                Value.list(Value.of(3), Value.of("7"), Value.of(Bytes.EMPTY)))) {
            EncodedMessage unreadable =
                    new EncodedMessage(STREAM, 0, 1, 0, PayloadEncoding.WITHHELD, ValueEncoder.encode(wrong));
            assertEquals(Optional.empty(), WithheldPayload.in(unreadable), wrong::toString);
        }
    }
}
