package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a format cannot hold. Avro's refusals are in {@link AvroSchemaTest}. */
class RefusalTest {
    private static final Value SURROGATE = Value.of("a\uD800");

    @Test
    void shouldNameTheFormatsThereAre() {
        assertEquals(
                "there is no format \"xml\"; there are: json, bson, avro, msgpack, csv, text, bytes",
                assertThrows(EncodingException.class, () -> Codecs.of("xml", CodecOptions.NONE))
                        .getMessage());
    }

    @Test
    void json() {
        assertRefused("json", "JSON cannot hold NaN (at .a)", Value.map("a", Value.of(Double.NaN)));
    }

    @Test
    void extendedJson() throws EncodingException {
        assertRefused(
                "json",
                CodecOptions.NONE.withExtended(),
                "extended JSON cannot hold a map of $document alone that has no map under it: {$document=1.5}",
                Value.map("$document", Value.of(new BigDecimal("1.5"))));
        Codec codec = Codecs.of("json", CodecOptions.NONE.withExtended());
        for (String text : List.of(
                "{\"$document\":{\"$date\":\"2026-11-29T00:00:00Z\"}}",
                "{\"$document\":{\"$document\":{\"$date\":\"2026-11-29T00:00:00Z\"}}}",
                "{\"$document\":5}",
                "{\"$date\":\"soon\"}",
                "{\"$numberDecimal\":\"-0\"}",
                "{\"$binary\":{\"base64\":\"?\",\"subType\":\"00\"}}")) {
            assertEquals(Bytes.utf8(text), codec.encode(codec.decode(Bytes.utf8(text))));
        }
        assertEquals(
                Value.map("$document", Value.map("$date", Value.of("2026-11-29T00:00:00Z"))),
                codec.decode(Bytes.utf8("{\"$document\":{\"$date\":\"2026-11-29T00:00:00Z\"}}")));
    }

    @Test
    void bson() {
        assertRefused("bson", "a document is a map; found: list", Value.list());
        assertRefused(
                "bson",
                "a document is a map of its fields, not one of extended JSON such as {$oid=507f1f77bcf86cd799439011}",
                Value.map("$oid", Value.of("507f1f77bcf86cd799439011")));
        assertRefused(
                "bson", "UTF-8 text cannot hold the unpaired surrogate U+D800 at column 2", Value.map("a", SURROGATE));
    }

    @Test
    void messagePack() {
        assertRefused(
                "msgpack",
                "MessagePack's integers are from -2^63 to 2^64 - 1; 18446744073709551616 does not fit",
                Value.of(BigInteger.ONE.shiftLeft(64)));
        assertRefused(
                "msgpack",
                "MessagePack's integers are from -2^63 to 2^64 - 1; -9223372036854775809 does not fit",
                Value.list(Value.of(BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE))));
        assertRefused(
                "msgpack",
                "MessagePack's integers are from -2^63 to 2^64 - 1; one of 1001 bits does not fit",
                Value.of(BigInteger.ONE.shiftLeft(1000)));
        assertRefused("msgpack", "UTF-8 text cannot hold the unpaired surrogate U+D800 at column 2", SURROGATE);
    }

    @Test
    void messagePackReadsNoListAsAKey() {
        assertUnread("msgpack", "a value's keys cannot be lists or maps; found: list", "819001");
        assertUnread("msgpack", "not MessagePack: the byte 0xC1 begins no value", "c1");
        assertUnread("msgpack", "not UTF-8: byte 0xFF at column 1", "a1ff");
        assertUnread("msgpack", "not MessagePack: it ends early, behind 2 bytes", "cd01");
        assertUnread("msgpack", "not MessagePack: 3 are said to follow, where 1 bytes are left", "a361");
        assertUnread("msgpack", "not one MessagePack value: there is more behind its end", "0101");
        assertUnread("msgpack", "a timestamp lies outside of what times can be", "c70cff000000007fffffffffffffff");
    }

    @Test
    void bsonSaysWhatIsWrong() {
        assertUnread("bson", "not BSON: it ends early", "0500");
        assertUnread("bson", "not BSON: there is more behind the document's end", "050000000000");
        assertUnread("bson", "not BSON: a string has the length 0", "0d000000026100000000000000");
        assertUnread("bson", "not BSON: not UTF-8: byte 0xFF at column 1", "0e00000002610002000000ff0000");
    }

    @Test
    void csv() throws EncodingException {
        CodecOptions named = CodecOptions.NONE.withColumns(List.of("id", "name"));
        assertRefused("csv", named, "a row of CSV is a map of its columns; found: list", Value.list(Value.of(1)));
        assertRefused(
                "csv",
                named,
                "zip: there is no such column; there are: [id, name]",
                Value.map("id", Value.of(1), "zip", Value.of(2)));
        assertRefused("csv", "a row of CSV has a field at least; the list is empty", Value.list());
        assertRefused(
                "csv", "a row of CSV is a list where columns have no names; found: map", Value.map("id", Value.of(1)));
        assertUnread(
                "csv",
                named,
                "a row of 1 fields, where there are 2 columns: [id, name]",
                HexFormat.of().formatHex(new byte[] {'1'}));
        assertUnread("csv", "there is more behind the row's end; one message is one row", "610a62");
        assertUnread("csv", "a quote is not closed", "2261");
        assertEquals(
                Value.list(Value.of("7"), Value.of("")),
                Codecs.of("csv", CodecOptions.NONE).decode(Bytes.utf8("7,")));
        assertEquals(Bytes.utf8(",x"), Codecs.of("csv", named).encode(Value.map("name", Value.of("x"))));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\n', '\r', '\0', 'é', '"'})
    void csvRefusesWhatSeparatesNothing(char separator) {
        assertThrows(EncodingException.class, () -> Codecs.of("csv", CodecOptions.NONE.withSeparator(separator)));
    }

    @Test
    void csvRefusesOneNameForTwoColumns() {
        assertThrows(EncodingException.class, () -> Codecs.of("csv", CodecOptions.NONE.withColumns(List.of("a", "a"))));
    }

    @Test
    void textAndBytes() {
        assertRefused("text", "text is a string or has the text of a scalar; found: null", Value.NULL);
        assertRefused("text", "text is a string or has the text of a scalar; found: map", MapValue.EMPTY);
        assertRefused("text", "UTF-8 text cannot hold the unpaired surrogate U+D800 at column 2", SURROGATE);
        assertUnread("text", "not UTF-8: byte 0xFF at column 1", "ff");
        assertRefused("bytes", "bytes or a string are wanted; found: integer", Value.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "bson", "msgpack"})
    void shouldRefuseWhatIsNestedTooDeep(String format) throws EncodingException {
        Codec codec = Codecs.of(format, CodecOptions.NONE);
        Value deepest = MapValue.EMPTY;
        for (int i = 1; i < 500; i++) {
            deepest = Value.map("a", deepest);
        }
        assertEquals(deepest, codec.decode(codec.encode(deepest)));
        Value deeper = Value.map("a", deepest);
        String sentence = assertThrows(EncodingException.class, () -> codec.encode(deeper))
                .getMessage();
        assertTrue(sentence.endsWith("nested deeper than 500"), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bson", "msgpack", "avro", "csv"})
    void shouldGoOnBehindARefusal(String format) throws EncodingException {
        String schema = """
                {"type": "record", "name": "R", "fields": [
                  {"name": "a", "type": "string"}, {"name": "b", "type": ["string", "long"]}]}""";
        Codec codec = Codecs.of(format, CodecOptions.NONE.withSchema(schema).withColumns(List.of("a", "b")));
        Value good = Value.map("a", Value.of("x"), "b", Value.of("y"));
        Bytes bytes = codec.encode(good);
        assertThrows(
                EncodingException.class,
                () -> codec.encode(Value.map("a", Value.of("much that is written first"), "b", SURROGATE)));
        assertEquals(bytes, codec.encode(good));
        assertEquals(good, codec.decode(bytes));
    }

    @Test
    void shouldReadADecimalOnlyInTheFormThatItIsWrittenIn() throws EncodingException {
        Codec codec = Codecs.of("msgpack", CodecOptions.NONE);
        for (String other : List.of("01.5", "+1.5", "1.5 ", "NaN", "1e5", "")) {
            Value map = Value.map("$numberDecimal", Value.of(other));
            assertEquals(map, codec.decode(codec.encode(map)));
        }
        Value decimal = Value.of(new BigDecimal("1E+5"));
        assertEquals(decimal, codec.decode(codec.encode(decimal)));
    }

    @Test
    void shouldWriteMuchAndThenLittle() throws EncodingException {
        Value much = Value.map("a", Value.of("x".repeat(2 << 20)));
        Value little = Value.map("a", Value.of("x"));
        for (String format : List.of("json", "bson", "msgpack", "avro")) {
            Codec codec =
                    Codecs.of(format, CodecOptions.NONE.withSchema("{\"type\": \"map\", \"values\": \"string\"}"));
            assertEquals(much, codec.decode(codec.encode(much)));
            assertEquals(little, codec.decode(codec.encode(little)));
        }
    }

    @Test
    void shouldHoldTimesAsFarAsTheyGo() throws EncodingException {
        Codec codec = Codecs.of("msgpack", CodecOptions.NONE);
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            assertEquals(Value.of(time), codec.decode(codec.encode(Value.of(time))));
        }
    }

    private static void assertRefused(String format, String sentence, Value value) {
        assertRefused(format, CodecOptions.NONE, sentence, value);
    }

    private static void assertRefused(String format, CodecOptions options, String sentence, Value value) {
        assertEquals(
                sentence,
                assertThrows(
                                EncodingException.class,
                                () -> Codecs.of(format, options).encode(value))
                        .getMessage());
    }

    private static void assertUnread(String format, String sentence, String hex) {
        assertUnread(format, CodecOptions.NONE, sentence, hex);
    }

    private static void assertUnread(String format, CodecOptions options, String sentence, String hex) {
        Bytes bytes = Bytes.wrap(HexFormat.of().parseHex(hex));
        assertEquals(
                sentence,
                assertThrows(
                                EncodingException.class,
                                () -> Codecs.of(format, options).decode(bytes))
                        .getMessage());
    }
}
