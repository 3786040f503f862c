package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** What a format can hold comes back as it was; and the library's own reader and writer make the same bytes of it. */
class RoundTripTest {
    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void json(@ForAll("jsonValues") Value value) throws EncodingException {
        assertComesBack(value, Codecs.of("json", CodecOptions.NONE));
    }

    @Provide
    Arbitrary<Value> jsonValues() {
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                Samples.plain(),
                Samples.finite(),
                Arbitraries.bigIntegers().map(Value::of),
                Arbitraries.strings().all().ofMaxLength(5).map(Value::of));
        return Samples.nested(scalars, Samples.texts().map(Value::of), 2);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void extendedJson(@ForAll("bsonValues") Value value) throws EncodingException {
        assertComesBack(value, Codecs.of("json", CodecOptions.NONE.withExtended()));
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void bson(@ForAll("bsonValues") Value value) throws EncodingException {
        MapValue document = Value.map("v", value);
        Bytes bytes = assertComesBack(document, Codecs.of("bson", CodecOptions.NONE));
        BsonDocument read = new BsonDocumentCodec()
                .decode(
                        new BsonBinaryReader(ByteBuffer.wrap(bytes.toByteArray())),
                        DecoderContext.builder().build());
        BasicOutputBuffer written = new BasicOutputBuffer();
        new BsonDocumentCodec()
                .encode(
                        new BsonBinaryWriter(written),
                        read,
                        EncoderContext.builder().build());
        assertArrayEquals(written.toByteArray(), bytes.toByteArray());
        assertEquals(document, new BsonReading(false).read(read));
    }

    @Provide
    Arbitrary<Value> bsonValues() {
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                Samples.plain(),
                Samples.anyFloat(),
                Samples.bytes(),
                Samples.decimals(),
                Samples.times()
                        .map(time -> Value.of(
                                java.time.Instant.ofEpochMilli(time.asTime().toEpochMilli()))));
        return Samples.nested(scalars, Samples.texts().map(Value::of), 2);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void messagePack(@ForAll("messagePackValues") Value value) throws EncodingException, IOException {
        Bytes bytes = assertComesBack(value, Codecs.of("msgpack", CodecOptions.NONE));
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes.toByteArray());
                MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packValue(unpacker.unpackValue());
            assertArrayEquals(packer.toByteArray(), bytes.toByteArray());
        }
    }

    @Provide
    Arbitrary<Value> messagePackValues() {
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                Samples.plain(),
                Samples.anyFloat(),
                Samples.bytes(),
                Samples.decimals(),
                Samples.times(),
                Samples.unsigned());
        return Samples.nested(scalars, scalars, 2);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void csv(@ForAll("rows") List<String> row, @ForAll("separators") char separator, @ForAll("quotes") char quote)
            throws EncodingException {
        CodecOptions options = CodecOptions.NONE.withSeparator(separator).withQuote(quote);
        List<Value> fields = row.stream().<Value>map(Value::of).toList();
        assertComesBack(Value.list(fields), Codecs.of("csv", options));
    }

    @Property(tries = 80)
    void csvWithColumns(@ForAll("rows") List<String> row) throws EncodingException {
        MapValue.Builder map = MapValue.builder();
        for (int i = 0; i < row.size(); i++) {
            map.put("c" + i, Value.of(row.get(i)));
        }
        MapValue value = map.build();
        List<String> columns =
                value.entries().keySet().stream().map(Value::asString).toList();
        assertComesBack(value, Codecs.of("csv", CodecOptions.NONE.withColumns(columns)));
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return Samples.texts().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t', '|', ' ');
    }

    @Provide
    Arbitrary<Character> quotes() {
        return Arbitraries.of('"', '\'', '$');
    }

    @Property(tries = 80)
    void textAndBytes(@ForAll("texts") String text, @ForAll byte[] bytes) throws EncodingException {
        assertComesBack(Value.of(text), Codecs.of("text", CodecOptions.NONE));
        assertComesBack(Value.of(Bytes.wrap(bytes)), Codecs.of("bytes", CodecOptions.NONE));
    }

    @Provide
    Arbitrary<String> texts() {
        return Samples.texts();
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void avro(@ForAll("data") AvroDatum datum) throws EncodingException, IOException {
        Codec codec = Codecs.of("avro", CodecOptions.NONE.withSchema(datum.schema()));
        Bytes bytes = assertComesBack(datum.value(), codec);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        AvroDatum.rewrite(datum.schema(), bytes.toByteArray(), written);
        assertArrayEquals(written.toByteArray(), bytes.toByteArray());
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void avroOfAWriterWithMoreFieldsInAnotherOrder(@ForAll("data") AvroDatum datum) throws EncodingException {
        String format = "{\"type\": \"record\", \"name\": \"Outer\", \"fields\": [%s]}";
        String kept = "{\"name\": \"kept\", \"type\": " + datum.schema() + "}";
        String more = "{\"name\": \"more\", \"type\": {\"type\": \"array\", \"items\": \"string\"}}";
        String added = "{\"name\": \"added\", \"type\": \"int\", \"default\": 7}";
        Codec writer = Codecs.of("avro", CodecOptions.NONE.withSchema(format.formatted(more + "," + kept)));
        Value written = Value.map("kept", datum.value(), "more", Value.list(Value.of("x"), Value.of("y")));
        Codec reader = Codecs.of(
                "avro",
                CodecOptions.NONE
                        .withSchema(format.formatted(kept + "," + added))
                        .withWriterSchema(format.formatted(more + "," + kept)));
        assertEquals(Value.map("kept", datum.value(), "added", Value.of(7)), reader.decode(writer.encode(written)));
    }

    @Provide
    Arbitrary<AvroDatum> data() {
        return AvroDatum.any(2);
    }

    private static Bytes assertComesBack(Value value, Codec codec) throws EncodingException {
        Bytes bytes = codec.encode(value);
        Value back = codec.decode(bytes);
        assertEquals(value, back);
        assertEquals(ValueEncoder.encode(value), ValueEncoder.encode(back));
        assertEquals(bytes, codec.encode(back));
        return bytes;
    }
}
