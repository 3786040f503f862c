package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A schema, and a value that it holds.
 *
 * @param schema in which {@code NAME} stands where a name must be its own
 */
record AvroDatum(String schema, Value value) {
    /** Those of any schema, a few levels deep. */
    static Arbitrary<AvroDatum> any(int depth) {
        return level(depth).map(AvroDatum::named);
    }

    /** What the library's own reader and writer make of bytes. */
    static void rewrite(String schema, byte[] bytes, OutputStream out) throws IOException {
        Schema parsed = new Schema.Parser().parse(schema);
        Object read =
                new GenericDatumReader<>(parsed).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(parsed).write(read, encoder);
        encoder.flush();
    }

    private AvroDatum named() {
        String named = schema;
        for (int number = 0; named.contains("NAME"); number++) {
            named = named.replaceFirst("NAME", "N" + number);
        }
        return new AvroDatum(named, value);
    }

    private static Arbitrary<AvroDatum> level(int depth) {
        Arbitrary<AvroDatum> scalars = Arbitraries.oneOf(List.of(
                of("\"null\"", Arbitraries.just(Value.NULL)),
                of("\"boolean\"", Arbitraries.of(true, false).map(Value::of)),
                of("\"int\"", Arbitraries.integers().map(Value::of)),
                of("\"long\"", Arbitraries.longs().map(Value::of)),
                of("\"float\"", Arbitraries.floats().map(number -> Value.of((double) number))),
                of("\"double\"", Samples.anyFloat()),
                of("\"string\"", Samples.texts().map(Value::of)),
                of("\"bytes\"", Samples.bytes()),
                of("{\"type\": \"fixed\", \"name\": \"NAME\", \"size\": 3}", sized(3)),
                of("{\"type\": \"fixed\", \"name\": \"NAME\", \"size\": 12, \"logicalType\": \"duration\"}", sized(12)),
                of(
                        "{\"type\": \"enum\", \"name\": \"NAME\", \"symbols\": [\"A\", \"B\"]}",
                        Arbitraries.of("A", "B").map(Value::of)),
                of(logical("bytes", "decimal\", \"precision\": 9, \"scale\": 2, \"doc\": \""), decimals()),
                of(
                        "{\"type\": \"fixed\", \"name\": \"NAME\", \"size\": 5, \"logicalType\": \"decimal\","
                                + " \"precision\": 9, \"scale\": 2}",
                        decimals()),
                of(logical("bytes", "big-decimal"), Samples.decimals()),
                of(logical("string", "uuid"), uuids()),
                of("{\"type\": \"fixed\", \"name\": \"NAME\", \"size\": 16, \"logicalType\": \"uuid\"}", uuids()),
                of(
                        logical("int", "date"),
                        Arbitraries.integers().map(day -> Value.of(Instant.ofEpochSecond(day * 86_400L)))),
                of(logical("long", "timestamp-millis"), times(1_000_000)),
                of(logical("long", "timestamp-micros"), times(1_000)),
                of(logical("long", "timestamp-nanos"), times(1)),
                of(logical("long", "local-timestamp-micros"), times(1_000)),
                of(
                        logical("long", "time-micros"),
                        Arbitraries.of("00:00:00", "12:30:00.5", "23:59:59.999999")
                                .map(Value::of))));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<AvroDatum> inner = level(depth - 1);
        return Arbitraries.oneOf(
                scalars, inner.map(AvroDatum::single), inner.map(AvroDatum::nullable), map(inner), record(inner));
    }

    private static Arbitrary<AvroDatum> of(String schema, Arbitrary<Value> values) {
        return values.map(value -> new AvroDatum(schema, value));
    }

    private static String logical(String type, String logical) {
        return "{\"type\": \"" + type + "\", \"logicalType\": \"" + logical + "\"}";
    }

    private static Arbitrary<Value> sized(int length) {
        return Arbitraries.bytes().array(byte[].class).ofSize(length).map(array -> Value.of(Bytes.wrap(array)));
    }

    private static Arbitrary<Value> decimals() {
        return Arbitraries.integers()
                .between(-999_999_999, 999_999_999)
                .map(digits -> Value.of(new BigDecimal(BigInteger.valueOf(digits), 2)));
    }

    private static Arbitrary<Value> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((high, low) -> Value.of(new java.util.UUID(high, low).toString()));
    }

    private static Arbitrary<Value> times(int nanosEach) {
        return Combinators.combine(
                        Arbitraries.longs().between(-9_000_000_000L, 9_000_000_000L),
                        Arbitraries.integers().between(0, 1_000_000_000 / nanosEach - 1))
                .as((seconds, part) -> Value.of(Instant.ofEpochSecond(seconds, (long) part * nanosEach)));
    }

    private AvroDatum single() {
        return new AvroDatum("{\"type\": \"array\", \"items\": " + schema + "}", Value.list(value, value));
    }

    private AvroDatum nullable() {
        return schema.startsWith("[") || schema.equals("\"null\"")
                ? this
                : new AvroDatum("[\"null\", " + schema + "]", value);
    }

    private static Arbitrary<AvroDatum> map(Arbitrary<AvroDatum> inner) {
        return Combinators.combine(inner, Samples.texts())
                .as((datum, key) -> new AvroDatum(
                        "{\"type\": \"map\", \"values\": " + datum.schema + "}", Value.map(key, datum.value)));
    }

    private static Arbitrary<AvroDatum> record(Arbitrary<AvroDatum> inner) {
        return inner.list().ofMaxSize(4).map(AvroDatum::together);
    }

    private static AvroDatum together(List<AvroDatum> fields) {
        StringBuilder schema = new StringBuilder("{\"type\": \"record\", \"name\": \"NAME\", \"fields\": [");
        MapValue.Builder value = MapValue.builder();
        for (int i = 0; i < fields.size(); i++) {
            schema.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"f" + i + "\", \"type\": " + fields.get(i).schema + "}");
            value.put("f" + i, fields.get(i).value);
        }
        return new AvroDatum(schema.append("]}").toString(), value.build());
    }
}
