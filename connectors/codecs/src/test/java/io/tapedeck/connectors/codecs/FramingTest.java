package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One body of several messages, and several messages of one. */
class FramingTest {
    private static final Framing JSON = Framing.ofLengths(FramedType.JSON);

    @Test
    void shouldPutEachMessageBehindItsLength() throws EncodingException {
        Bytes body = JSON.frame(List.of(Bytes.utf8("{}"), Bytes.utf8("17"), Bytes.EMPTY));
        assertEquals(hex("03000000" + "01" + "02000000" + "7b7d" + "02000000" + "3137" + "00000000"), body);
        assertEquals(List.of(Bytes.utf8("{}"), Bytes.utf8("17"), Bytes.EMPTY), JSON.unframe(body));
        assertEquals(hex("0000000002"), Framing.ofLengths(FramedType.BSON).frame(List.of()));
        assertEquals(List.of(), Framing.ofLengths(FramedType.BSON).unframe(hex("0000000002")));
    }

    @Test
    void shouldKnowTheTypesOfFormats() {
        assertEquals(FramedType.AVRO, FramedType.of("avro"));
        assertEquals(FramedType.BYTES, FramedType.of("msgpack"));
    }

    @Property(tries = 200)
    void shouldGiveBackWhatWasFramed(@ForAll @Size(max = 5) List<byte[]> messages) throws EncodingException {
        List<Bytes> framed = messages.stream().map(Bytes::wrap).toList();
        for (FramedType type : FramedType.values()) {
            Framing framing = Framing.ofLengths(type);
            assertEquals(framed, framing.unframe(framing.frame(framed)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01000000 | not a framed body: it has 4 bytes, where its head alone has 5",
                "0000000004 | not a framed body: there is no type 4",
                "0000000002 | the framed body holds BSON, not JSON",
                "ffffffff01 | not a framed body: it says that it has 4294967295 messages, and has 0 bytes for them",
                "0200000001000000000000 | not a framed body: it says that it has 2 messages, and has 6 bytes for them",
                "0100000001ffffffff | not a framed body: it ends in message 1",
                "02000000010400000061626364 | not a framed body: it ends in message 2",
                "010000000100000000ff | not a framed body: 1 bytes stand behind the last message"
            })
    void shouldRefuseWhatIsNoFramedBody(String hex, String sentence) {
        assertEquals(
                sentence,
                assertThrows(EncodingException.class, () -> JSON.unframe(hex(hex)))
                        .getMessage());
    }

    @Test
    void shouldRefuseABodyThatIsCutAnywhere() throws EncodingException {
        Bytes body = JSON.frame(List.of(Bytes.utf8("{}"), Bytes.utf8("17")));
        for (int length = 0; length < body.length(); length++) {
            Bytes cut = body.slice(0, length);
            assertThrows(EncodingException.class, () -> JSON.unframe(cut));
        }
    }

    @Test
    void shouldGiveItemsOfAJsonArrayAsTheyStandThere() throws EncodingException {
        Framing array = Framing.jsonArray();
        List<Bytes> messages = java.util.stream.Stream.of(
                        "{\"a\" : [1, {}]}", "1.50", "-0", "\"é]世\\\"\"", "null", "true", "[]", "1e5")
                .map(Bytes::utf8)
                .toList();
        assertEquals(messages, array.unframe(array.frame(messages)));
        assertEquals(messages.subList(1, 3), array.unframe(Bytes.utf8(" [ 1.50\n, -0 ] ")));
        assertEquals(List.of(), array.unframe(array.frame(List.of())));
        assertEquals(Bytes.utf8("[7]"), array.frame(List.of(Bytes.utf8("7"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[1", "[1,", "[1,]", "{}", "7", "[1]2", "[1] x", "[\"\u0001\"]", "[tru]", "[1 2]"})
    void shouldRefuseWhatIsNoJsonArray(String text) {
        assertThrows(EncodingException.class, () -> Framing.jsonArray().unframe(Bytes.utf8(text)));
    }

    private static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits));
    }
}
