package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
    private final JsonCodec json = new JsonCodec();

    private Value decode(String text) throws EncodingException {
        return json.decode(Bytes.utf8(text));
    }

    private String encode(Value value) throws EncodingException {
        return json.encode(value).toUtf8();
    }

    private String refusal(Bytes text) {
        return assertThrows(EncodingException.class, () -> json.decode(text)).getMessage();
    }

    private String refusal(Value value) {
        return assertThrows(EncodingException.class, () -> json.encode(value)).getMessage();
    }

    @Test
    void shouldKeepIntegersOfAnySizeAndMakeFractionsFloats() throws EncodingException {
        assertEquals(Value.of(7), decode("7"));
        assertEquals(Value.of(Long.MIN_VALUE), decode("-9223372036854775808"));
        assertEquals(Value.of(new BigInteger("9223372036854775808")), decode("9223372036854775808"));
        String long1 = "1" + "0".repeat(5000);
        assertEquals(Value.of(new BigInteger(long1)), decode(long1));
        assertEquals(Value.of(1.0), decode("1.0"));
        assertEquals(Value.of(100.0), decode("1e2"));
        assertEquals(Value.of(-0.0), decode("-0.0"));
        assertEquals(Value.of(4.33), decode("4.33"));
    }

    @Test
    void shouldKeepTheOrderOfKeysAndTheLastOfTwo() throws EncodingException {
        Value map = decode("{\"b\":1,\"a\":2,\"b\":3}");
        assertEquals("{\"b\":3,\"a\":2}", encode(map));
    }

    @Test
    void shouldUseTheObjectsOfFieldNamesAgain() throws EncodingException {
        Value first =
                decode("{\"name\":1}").asMap().entries().keySet().iterator().next();
        Value second =
                decode("{\"name\":2}").asMap().entries().keySet().iterator().next();
        assertSame(first, second);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,}}        | not JSON: unexpected '}' at column 8",
                "{\"a\":1} x        | not JSON: unrecognized token 'x' at column 9",
                "{\"a\":1} {        | not JSON: unexpected '{' at column 9",
                "[1,2               | not JSON: it ends in the middle, at column 5",
                "\"abc              | not JSON: it ends in the middle, at column 5",
                "{\"a\"             | not JSON: it ends in the middle, at column 5",
                "``                 | not JSON: there is nothing but blanks",
                "nul                | not JSON: unrecognized token 'nul' at column 1",
                "nix                | not JSON: unrecognized token 'nix' at column 1",
                "[NaN]              | not JSON: non-standard token 'NaN' at column 2",
                "{'a':1}            | not JSON: unexpected ''' at column 2",
                "[01]               | not JSON: invalid numeric value at column 3",
                "[1.]               | not JSON: unexpected ']' at column 4",
                "1e999              | the number at column 1 is too large for a float",
                "\"\\x\"            | not JSON: unrecognized character escape 'x' at column 3",
                "\"a\tb\"          | not JSON: unexpected control character U+0009 at column 3",
                "[1 2]              | not JSON: unexpected '2' at column 4",
                "{1:2}              | not JSON: unexpected '1' at column 2",
                "/* a */            | not JSON: unexpected '/' at column 1",
                "[-]                | not JSON: unexpected ']' at column 3",
                "\"\\u12\"       | not JSON: unexpected '\"' at column 6",
                "ü                  | not JSON: unrecognized token 'ü' at column 1",
            })
    void shouldSayWhatIsWrongAndWhereInOneSentence(String text, String sentence) {
        assertEquals(sentence, refusal(Bytes.utf8(text == null ? "" : text)));
    }

    @Test
    void shouldCountColumnsAcrossLines() {
        assertEquals("not JSON: unexpected '}' at column 7", refusal(Bytes.utf8("[1,\n2\n}]")));
    }

    @Test
    void shouldNameTheByteThatIsNotUtf8() {
        assertEquals("not UTF-8: byte 0xFF at column 3", refusal(Bytes.wrap(new byte[] {'"', 'a', (byte) 0xFF, '"'})));
        // An encoded surrogate, an overlong slash, a cut character: none of them is UTF-8.
        assertEquals(
                "not UTF-8: byte 0xED at column 2",
                refusal(Bytes.wrap(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'})));
        assertEquals(
                "not UTF-8: byte 0xC0 at column 2",
                refusal(Bytes.wrap(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'})));
        assertEquals("not UTF-8: byte 0xC3 at column 2", refusal(Bytes.wrap(new byte[] {'"', (byte) 0xC3})));
    }

    @Test
    void shouldNotTakeOtherEncodingsForJson() {
        byte[] utf16 = "[1]".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertEquals("not JSON: unexpected control character U+0000 at column 2", refusal(Bytes.wrap(utf16)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void shouldNestTo500(int depth) throws EncodingException {
        String text = "[".repeat(depth) + "]".repeat(depth);
        assertEquals(text, encode(decode(text)));
    }

    @Test
    void shouldRefuseToNestDeeper() throws EncodingException {
        assertEquals("JSON nested deeper than 500", refusal(Bytes.utf8("[".repeat(501) + "]".repeat(501))));
        assertEquals("JSON nested deeper than 500", refusal(Value.list(decode("[".repeat(500) + "]".repeat(500)))));
        assertEquals("JSON nested deeper than 500", refusal(Bytes.utf8("[".repeat(100_000))));
    }

    @ParameterizedTest
    @CsvSource({
        "4.33, 4.33",
        "1.0, 1.0",
        "-0.0, -0.0",
        "100.0, 100.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e16, 1.5e+16",
        "12345678.9, 12345678.9",
        "1e22, 1e+22",
        "1e-4, 0.0001",
        "1.5e-4, 0.00015",
        "1e-5, 1e-05",
        "1.25e-7, 1.25e-07",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1e100, 1e+100",
        "123456789012345680.0, 1.2345678901234568e+17",
        "9007199254740993, 9007199254740992.0",
        "2e-323, 2e-323",
        "0.1, 0.1"
    })
    void shouldWriteFloatsAsPythonDoes(double number, String text) throws EncodingException {
        assertEquals(text, encode(Value.of(number)));
    }

    @Property
    void shouldWriteFloatsSoThatTheyReadTheSame(@ForAll double number) throws EncodingException {
        assertEquals(Value.of(number), decode(encode(Value.of(number))));
    }

    @Test
    void shouldWriteWhatJsonHasNoKindFor() throws EncodingException {
        assertEquals("\"AQL/\"", encode(Value.of(Bytes.wrap(new byte[] {1, 2, -1}))));
        assertEquals("\"2026-01-31T12:00:00.500Z\"", encode(Value.of(Instant.parse("2026-01-31T12:00:00.5Z"))));
        assertEquals("1.00", encode(Value.of(new BigDecimal("1.00"))));
        assertEquals("1E+3", encode(Value.of(new BigDecimal("1E+3"))));
        MapValue keys = MapValue.builder()
                .put(Value.of(1), Value.of(true))
                .put(Value.of(true), Value.NULL)
                .put(Value.NULL, Value.of(2))
                .put(Value.of(1.5), Value.of(3))
                .build();
        assertEquals("{\"1\":true,\"true\":null,\"null\":2,\"1.5\":3}", encode(keys));
    }

    @Test
    void shouldSayWhatItCannotHoldAndWhere() {
        assertEquals("JSON cannot hold NaN", refusal(Value.of(Double.NaN)));
        assertEquals("JSON cannot hold NaN (at .energy)", refusal(Value.map("energy", Value.of(Double.NaN))));
        assertEquals(
                "JSON cannot hold -Infinity (at .a[1].b)",
                refusal(Value.map("a", Value.list(Value.NULL, Value.map("b", Value.of(Double.NEGATIVE_INFINITY))))));
        MapValue twice = MapValue.builder()
                .put(Value.of(1), Value.NULL)
                .put("1", Value.NULL)
                .build();
        assertEquals("JSON cannot hold two keys \"1\" in one map", refusal(twice));
    }

    @Test
    void shouldEscapeUnpairedSurrogatesSoThatNothingIsLost() throws EncodingException {
        String text = "a\ud800b\udc00\ud83d\ude00\ud83d";
        assertEquals("\"a\\ud800b\\udc00😀\\ud83d\"", encode(Value.of(text)));
        assertEquals(Value.of(text), decode(encode(Value.of(text))));
        assertEquals("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001/\"", encode(Value.of("\"\\\b\f\n\r\t\u0001/")));
    }

    @Property(tries = 300)
    void shouldReadBackWhatItWrites(@ForAll("values") Value value) throws EncodingException {
        assertEquals(value, json.decode(json.encode(value)));
    }

    @Property(tries = 300)
    void shouldAgreeWithTheTreeModelOfJackson(@ForAll("values") Value value)
            throws EncodingException, JsonProcessingException {
        String text = encode(value);
        JsonNode tree = new ObjectMapper().readTree(text);
        assertEquals(ofTree(tree), value);
        assertEquals(value, decode(tree.toPrettyString()));
    }

    private static Value ofTree(JsonNode node) {
        if (node.isObject()) {
            MapValue.Builder map = MapValue.builder();
            node.propertyStream().forEach(entry -> map.put(entry.getKey(), ofTree(entry.getValue())));
            return map.build();
        }
        if (node.isArray()) {
            return Value.list(node.valueStream().map(JsonCodecTest::ofTree).toList());
        }
        return node.isNull()
                ? Value.NULL
                : node.isBoolean()
                        ? Value.of(node.booleanValue())
                        : node.isTextual()
                                ? Value.of(node.textValue())
                                : node.isIntegralNumber()
                                        ? Value.of(node.bigIntegerValue())
                                        : Value.of(node.doubleValue());
    }

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<String> text = Arbitraries.strings().filter(JsonCodecTest::isWellFormed);
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                Arbitraries.just(Value.NULL),
                Arbitraries.of(true, false).map(Value::of),
                Arbitraries.longs().map(Value::of),
                Arbitraries.bigIntegers().map(Value::of),
                Arbitraries.doubles().map(Value::of),
                text.map(Value::of));
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(Value::list),
                        Combinators.combine(text, inner)
                                .as(Tuple::of)
                                .list()
                                .ofMaxSize(4)
                                .map(JsonCodecTest::map)),
                0,
                3);
    }

    private static Value map(List<Tuple.Tuple2<String, Value>> entries) {
        MapValue.Builder map = MapValue.builder();
        entries.forEach(entry -> map.put(entry.get1(), entry.get2()));
        return map.build();
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point < 0xE000);
    }
}
