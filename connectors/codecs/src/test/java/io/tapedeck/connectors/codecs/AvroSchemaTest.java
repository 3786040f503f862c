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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values a schema takes, what it makes of them, and where it says what is wrong. */
class AvroSchemaTest {
    private static final String ORDER = """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "int"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "unit", "type": "string", "default": "km"},
              {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
                {"name": "address", "type": {"type": "array", "items": {
                  "type": "record", "name": "Address", "fields": [{"name": "zip", "type": ["null", "int"]}]}}},
                {"name": "limits", "type": {"type": "map", "values": "double"}}]}}]}""";

    private static MapValue order(Value id, Value zip, Value limit) {
        return Value.map(
                "id",
                id,
                "customer",
                Value.map(
                        "address",
                        Value.list(Value.map("zip", Value.NULL), Value.map("zip", Value.of(1)), Value.map("zip", zip)),
                        "limits",
                        Value.map("eu", limit)));
    }

    @Test
    void shouldTakeDefaultsForWhatIsAbsent() throws EncodingException {
        Value order = order(Value.of(7), Value.of(2), Value.of(1.5));
        Value back = codec(ORDER).decode(codec(ORDER).encode(order));
        assertEquals(Value.of("km"), back.get("unit"));
        assertTrue(back.asMap().has("note"));
        assertEquals(Value.NULL, back.get("note"));
        assertEquals(order.get("customer"), back.get("customer"));
    }

    @Test
    void shouldSayWhereAnOffenceIs() {
        Value good = Value.of(1.5);
        assertRefused(
                ORDER,
                "customer.address[2].zip: a string where an int belongs",
                order(Value.of(7), Value.of("x"), good));
        assertRefused(
                ORDER,
                "customer.limits.eu: a string where a double belongs",
                order(Value.of(7), Value.NULL, Value.of("x")));
        assertRefused(
                ORDER, "id: 2147483648 is too large for the type int", order(Value.of(1L << 31), Value.NULL, good));
        assertRefused(ORDER, "id: null where an int belongs", order(Value.NULL, Value.NULL, good));
        assertRefused(ORDER, "id: is missing, and the schema has no default for it", MapValue.EMPTY);
        assertRefused(ORDER, "a list where an Order belongs", Value.list());
    }

    @Test
    void shouldRefuseAFieldThatTheSchemaDoesNotName() {
        MapValue.Builder order = MapValue.builder();
        order(Value.of(7), Value.NULL, Value.of(1.5)).entries().forEach(order::put);
        assertRefused(
                ORDER,
                "zap: Order has no such field",
                order.put("zap", Value.NULL).build());
        assertRefused(
                "{\"type\": \"map\", \"values\": \"int\"}",
                "the keys of a map are strings; found: integer",
                MapValue.builder().put(Value.of(1), Value.of(1)).build());
    }

    @Test
    void shouldSayWhereBytesAreWrong() throws EncodingException {
        Bytes bytes = codec(ORDER).encode(order(Value.of(7), Value.of(2), Value.of(1.5)));
        Bytes cut = bytes.slice(0, bytes.length() - 3);
        assertEquals(
                "not Avro of the schema: customer.limits.eu: it ends early",
                assertThrows(EncodingException.class, () -> codec(ORDER).decode(cut))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int               | 2147483648  | 2147483648 is too large for the type int",
                "int               | 1.5         | a float where an int belongs",
                "float             | 1e300       | 1.0E300 is none of the numbers of a float",
                "double            | 9007199254740993 | 9007199254740993 is none of the numbers of a double",
                "float             | 16777217    | 16777217 is none of the numbers of a float",
                "string            | 5           | an integer where a string belongs",
                "bytes             | \"AQI=\"    | a string where bytes belong",
                "boolean           | 0           | an integer where a boolean belongs",
                "null              | 0           | an integer where null belongs",
                "int/date          | \"29.11.26\" | \"29.11.26\" is no date (2026-11-29, or its midnight in UTC)",
                "int/date          | \"2026-11-29T00:00:01Z\" | \"2026-11-29T00:00:01Z\" is no date (2026-11-29, or its midnight in UTC)",
                "int/time-millis   | \"25:00\"   | \"25:00\" is no time of a day such as 12:30:00.5",
                "long/timestamp-nanos | \"2600-01-01T00:00:00Z\" | \"2600-01-01T00:00:00Z\" is none of the times of a timestamp-nanos",
                "long/timestamp-millis | 5       | an integer where a timestamp-millis belongs",
                "string/uuid       | \"0011\"    | \"0011\" is no UUID",
            })
    void shouldRefuseWhatATypeDoesNotHold(String type, String json, String sentence) throws EncodingException {
        Value value = Codecs.of("json", CodecOptions.NONE).decode(Bytes.utf8(json));
        String[] parts = type.split("/");
        String schema = parts.length == 1 ? "\"" + type + "\"" : logical(parts[0], parts[1], "");
        assertRefused(schema, sentence, value);
    }

    @Test
    void shouldHoldDecimalsExactlyOrNotAtAll() throws EncodingException {
        String schema = logical("bytes", "decimal", ", \"precision\": 5, \"scale\": 2");
        Codec codec = codec(schema);
        for (String same : new String[] {"118.20", "-999.99", "0.00"}) {
            assertEquals(decimal(same), codec.decode(codec.encode(decimal(same))));
        }
        assertEquals(decimal("118.20"), codec.decode(codec.encode(Value.of(118.2))));
        assertEquals(decimal("118.00"), codec.decode(codec.encode(Value.of(118))));
        assertEquals(decimal("118.20"), codec.decode(codec.encode(decimal("118.200"))));
        assertEquals(decimal("100.00"), codec.decode(codec.encode(decimal("1E+2"))));
        assertEquals(decimal("0.00"), codec.decode(codec.encode(decimal("0E+999999999"))));
        for (String other : new String[] {"0.001", "1000", "1E+999999999", "1E-999999999", "-1000.00"}) {
            assertRefused(
                    schema,
                    new BigDecimal(other) + " is none of the decimals of 5 digits, 2 of them behind the point",
                    decimal(other));
        }
        assertRefused(
                schema, "NaN is none of the decimals of 5 digits, 2 of them behind the point", Value.of(Double.NaN));
        assertRefused(schema, "a string where a decimal belongs", Value.of("1.00"));
    }

    @Test
    void shouldTakeNumbersOfAnotherKindIfTheyAreTheSame() throws EncodingException {
        assertEquals(Value.of(7.0), roundTrip("\"double\"", Value.of(7)));
        assertEquals(Value.of(0.5), roundTrip("\"double\"", decimal("0.50")));
        assertEquals(Value.of(Math.pow(2, 100)), roundTrip("\"double\"", Value.of(BigInteger.ONE.shiftLeft(100))));
        assertEquals(Value.of((double) 4.33f), roundTrip("\"float\"", Value.of(4.33)));
        assertRefused("\"double\"", "0.1 is none of the numbers of a double", decimal("0.1"));
        assertRefused("\"double\"", "1E+400 is none of the numbers of a double", decimal("1E+400"));
    }

    @Test
    void shouldChooseTheTypeOfAUnionThatGivesTheSameBack() throws EncodingException {
        String union = "[\"null\", \"int\", \"float\", \"double\", \"string\", "
                + logical("long", "timestamp-millis", "") + ", {\"type\": \"array\", \"items\": \"string\"},"
                + "{\"type\": \"record\", \"name\": \"A\", \"fields\": [{\"name\": \"x\", \"type\": \"int\"}]},"
                + "{\"type\": \"record\", \"name\": \"B\", \"fields\": [{\"name\": \"x\", \"type\": \"string\"},"
                + "{\"name\": \"y\", \"type\": \"int\", \"default\": 5}]}]";
        assertBranch(union, 0, Value.NULL);
        assertBranch(union, 1, Value.of(5));
        assertBranch(union, 2, Value.of(1.5));
        assertBranch(union, 3, Value.of(4.33));
        assertBranch(union, 4, Value.of("2026-11-29T00:00:00Z"));
        assertBranch(union, 5, Value.of(Instant.parse("2026-11-29T00:00:00Z")));
        assertBranch(union, 6, Value.list(Value.of("x")));
        assertBranch(union, 7, Value.map("x", Value.of(5)));
        assertBranch(union, 8, Value.map("x", Value.of("5"), "y", Value.of(1)));
        assertEquals(Value.map("x", Value.of("5"), "y", Value.of(5)), roundTrip(union, Value.map("x", Value.of("5"))));
        assertRefused(
                union,
                "a boolean is none of the union's types:"
                        + " null, int, float, double, string, timestamp-millis, list, A, B",
                Value.of(true));
    }

    private static void assertBranch(String union, int index, Value value) throws EncodingException {
        Bytes bytes = codec(union).encode(value);
        assertEquals(index * 2, bytes.get(0));
        assertEquals(value, codec(union).decode(bytes));
    }

    @Test
    void shouldHoldWhatVectorsHaveNot() throws EncodingException {
        String fixedUuid = "{\"type\": \"fixed\", \"name\": \"U\", \"size\": 16, \"logicalType\": \"uuid\"}";
        Value uuid = Value.of("00112233-4455-6677-8899-aabbccddeeff");
        assertEquals(hex("00112233445566778899aabbccddeeff"), codec(fixedUuid).encode(uuid));
        assertEquals(uuid, roundTrip(fixedUuid, uuid));
        String big = logical("bytes", "big-decimal", "");
        assertEquals(hex("06027604"), codec(big).encode(decimal("1.18")));
        assertEquals(decimal("1.18"), codec(big).decode(hex("06027604")));
        assertEquals(decimal("7"), roundTrip(big, Value.of(7)));
        assertThrows(EncodingException.class, () -> codec(big).decode(hex("0802760400")));
    }

    @Test
    void shouldSayWhatIsWrongWithASchema() {
        assertSchemaRefused("not a schema of Avro: ", CodecOptions.NONE.withSchema("{\"type\": \"strange\"}"));
        assertSchemaRefused("not a schema of Avro: ", CodecOptions.NONE.withSchema("{"));
        assertSchemaRefused("not a schema of Avro: ", CodecOptions.NONE.withSchema(""));
        assertSchemaRefused("Avro is read and written by a schema; none is given", CodecOptions.NONE);
    }

    private static void assertSchemaRefused(String beginning, CodecOptions options) {
        String sentence = assertThrows(EncodingException.class, () -> Codecs.of("avro", options))
                .getMessage();
        assertTrue(sentence.startsWith(beginning), sentence);
    }

    @Test
    void shouldResolveWhatAnotherSchemaWrote() throws EncodingException {
        String written = """
                {"type": "record", "name": "R", "fields": [
                  {"name": "number", "type": "int"}, {"name": "text", "type": "bytes"},
                  {"name": "color", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}},
                  {"name": "maybe", "type": "string"}]}""";
        String read = """
                {"type": "record", "name": "R", "fields": [
                  {"name": "maybe", "type": ["null", "string"]}, {"name": "text", "type": "string"},
                  {"name": "color", "type": {"type": "enum", "name": "E", "symbols": ["B", "C"], "default": "C"}},
                  {"name": "number", "type": "double"}]}""";
        Value value = MapValue.builder()
                .put("number", Value.of(7))
                .put("text", Value.of(Bytes.utf8("é")))
                .put("color", Value.of("A"))
                .put("maybe", Value.of("m"))
                .build();
        Codec codec = Codecs.of("avro", CodecOptions.NONE.withSchema(read).withWriterSchema(written));
        Bytes bytes = codec(written).encode(value);
        Value expected = MapValue.builder()
                .put("maybe", Value.of("m"))
                .put("text", Value.of("é"))
                .put("color", Value.of("C"))
                .put("number", Value.of(7.0))
                .build();
        assertEquals(expected, codec.decode(bytes));
        assertThrows(EncodingException.class, () -> codec.decode(bytes.slice(0, 3)));
        assertEquals(expected, codec.decode(bytes));
        assertEquals(expected, codec(read).decode(codec.encode(expected)));
    }

    @Test
    void shouldRefuseToResolveWhatDoesNotFit() throws EncodingException {
        CodecOptions options = CodecOptions.NONE.withSchema("\"int\"").withWriterSchema("\"string\"");
        Bytes bytes = codec("\"string\"").encode(Value.of("x"));
        assertThrows(EncodingException.class, () -> Codecs.of("avro", options).decode(bytes));
    }

    private static Value decimal(String text) {
        return Value.of(new BigDecimal(text));
    }

    private static String logical(String type, String logical, String more) {
        return "{\"type\": \"" + type + "\", \"logicalType\": \"" + logical + "\"" + more + "}";
    }

    private static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits));
    }

    private static Codec codec(String schema) throws EncodingException {
        return Codecs.of("avro", CodecOptions.NONE.withSchema(schema));
    }

    private static Value roundTrip(String schema, Value value) throws EncodingException {
        return codec(schema).decode(codec(schema).encode(value));
    }

    private static void assertRefused(String schema, String sentence, Value value) {
        assertEquals(
                sentence,
                assertThrows(EncodingException.class, () -> codec(schema).encode(value))
                        .getMessage());
    }
}
