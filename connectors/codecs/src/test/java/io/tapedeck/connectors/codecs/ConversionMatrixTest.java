package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From each format to each other and back, with values that both can hold. */
class ConversionMatrixTest {
    private static final String ORDER_SCHEMA = """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "open", "type": "boolean"},
              {"name": "weight", "type": "double"},
              {"name": "note", "type": ["null", "string"]},
              {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
                {"name": "name", "type": "string"},
                {"name": "tags", "type": {"type": "array", "items": "string"}}]}},
              {"name": "counts", "type": {"type": "map", "values": "int"}}]}""";
    private static final String EXACT_SCHEMA = """
            {"type": "record", "name": "Exact", "fields": [
              {"name": "data", "type": "bytes"},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}""";
    private static final String ROW_SCHEMA = """
            {"type": "record", "name": "Row", "fields": [
              {"name": "id", "type": "string"}, {"name": "name", "type": "string"}]}""";

    private static final Value ORDER = MapValue.builder()
            .put("id", Value.of(9_007_199_254_740_993L))
            .put("open", Value.of(true))
            .put("weight", Value.of(4.33))
            .put("note", Value.NULL)
            .put("customer", Value.map("name", Value.of("Zoë 世"), "tags", Value.list(Value.of("new"), Value.of("eu"))))
            .put("counts", Value.map("a", Value.of(1), "b", Value.of(-2)))
            .build();
    private static final Value EXACT = Value.map(
            "data",
            Value.of(Bytes.wrap(new byte[] {0, -1, 7})),
            "price",
            Value.of(new BigDecimal("118.20")),
            "at",
            Value.of(Instant.parse("2026-11-29T03:00:00.123Z")));
    private static final Value ROW = Value.map("id", Value.of("7"), "name", Value.of("Zoë, \"world\""));
    private static final Value TEXT = Value.of("Zoë 世\n");
    private static final Value RAW = Value.of(Bytes.wrap(new byte[] {0, -1, 7}));

    /** A value and two formats that hold it. */
    record Conversion(String from, String to, Value value, CodecOptions options) {
        @Override
        public String toString() {
            return from + " to " + to + " " + value;
        }
    }

    static List<Conversion> conversions() {
        List<Conversion> all = new ArrayList<>();
        addAll(all, ORDER, options(ORDER_SCHEMA), "json", "bson", "avro", "msgpack");
        addAll(all, EXACT, options(EXACT_SCHEMA).withExtended(), "json", "bson", "avro", "msgpack");
        addAll(
                all,
                ROW,
                options(ROW_SCHEMA).withColumns(List.of("id", "name")),
                "json",
                "bson",
                "avro",
                "msgpack",
                "csv");
        addAll(all, TEXT, options("\"string\""), "json", "avro", "msgpack", "text");
        addAll(all, RAW, options("\"bytes\""), "avro", "msgpack", "bytes");
        return all;
    }

    private static CodecOptions options(String schema) {
        return CodecOptions.NONE.withSchema(schema);
    }

    private static void addAll(List<Conversion> all, Value value, CodecOptions options, String... formats) {
        for (String from : formats) {
            for (String to : formats) {
                all.add(new Conversion(from, to, value, options));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void shouldComeBackToTheByte(Conversion conversion) throws EncodingException {
        Codec from = Codecs.of(conversion.from(), conversion.options());
        Codec to = Codecs.of(conversion.to(), conversion.options());
        Bytes first = from.encode(conversion.value());
        Value there = to.decode(to.encode(from.decode(first)));
        assertEquals(ValueEncoder.encode(conversion.value()), ValueEncoder.encode(there));
        assertEquals(first, from.encode(there));
    }
}
