package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadDecoderTest {
    private final PayloadDecoder decoder = new PayloadDecoder();

    private static EncodedMessage message(PayloadEncoding encoding, Bytes payload) {
        return new EncodedMessage(new StreamKey("s"), 0, 1, -1, encoding, payload);
    }

    private String refusal(PayloadEncoding encoding, Bytes payload) {
        EncodedMessage message = message(encoding, payload);
        return assertThrows(EncodingException.class, () -> decoder.decode(message))
                .getMessage();
    }

    @Test
    void shouldReadEveryEncoding() throws EncodingException {
        Value map = Value.map("a", Value.of(1));
        assertEquals(map, decoder.decode(message(PayloadEncoding.VALUE, ValueEncoder.encode(map))));
        assertEquals(map, decoder.decode(message(PayloadEncoding.JSON, Bytes.utf8("{\"a\": 1}"))));
        assertEquals(Value.of("ü"), decoder.decode(message(PayloadEncoding.TEXT, Bytes.utf8("ü"))));
        Bytes bytes = Bytes.wrap(new byte[] {-1});
        assertEquals(Value.of(bytes), decoder.decode(message(PayloadEncoding.BYTES, bytes)));
    }

    @Test
    void shouldSayWhyAMalformedInputCannotBeRead() {
        MalformedPayload malformed = new MalformedPayload("line 7: 3 columns", Bytes.utf8("a,b,c"));
        assertEquals("line 7: 3 columns", refusal(PayloadEncoding.MALFORMED, malformed.encode()));
        assertEquals(malformed, MalformedPayload.decode(malformed.encode()));
    }

    @Test
    void shouldRefuseBytesThatAreNotOfTheEncoding() {
        Bytes bytes = Bytes.wrap(new byte[] {'a', -1});
        assertEquals("not UTF-8: byte 0xFF at column 2", refusal(PayloadEncoding.TEXT, bytes));
        assertEquals("not a value: at byte 1: unknown tag 97", refusal(PayloadEncoding.VALUE, bytes));
        assertEquals("not UTF-8: byte 0xFF at column 2", refusal(PayloadEncoding.JSON, bytes));
    }

    @Test
    void shouldMakeTheMessageThatAProcessorSees() throws EncodingException {
        List<Header> headers = List.of(new Header("h", Value.of(1)));
        EncodedMessage encoded = new EncodedMessage(
                new StreamKey("s"), 2, 3, -1, Value.of("k"), headers, PayloadEncoding.TEXT, Bytes.utf8("t"));
        Message expected = new Message(
                new StreamKey("s"),
                2,
                3,
                Instant.parse("1969-12-31T23:59:59.999999999Z"),
                Value.of("k"),
                headers,
                Value.of("t"));
        assertEquals(expected, decoder.toMessage(encoded));
    }
}
