package io.tapedeck.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** The same conversion as one writes it with the libraries: for these orders alone, with reused readers and writers. */
final class LibraryConversion implements Arm {
    static final String NAME = "Jackson, bson and Avro called directly";

    private static final Schema SCHEMA = new Schema.Parser().parse(OrderLines.SCHEMA);

    private final OrderLines lines = new OrderLines();
    private final ObjectMapper json = new ObjectMapper();
    private final BsonDocumentCodec bson = new BsonDocumentCodec();
    private final GenericDatumWriter<GenericRecord> avroWriter = new GenericDatumWriter<>(SCHEMA);
    private final GenericDatumReader<GenericRecord> avroReader = new GenericDatumReader<>(SCHEMA);
    private final ByteArrayOutputStream avroBytes = new ByteArrayOutputStream();
    private final BinaryEncoder avroEncoder = EncoderFactory.get().binaryEncoder(avroBytes, null);
    private final BinaryDecoder avroDecoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    @Override
    public double measure(Work work) throws IOException {
        return lines.measure(work, line -> toJson(fromAvro(toAvro(fromBson(toBson(line))))));
    }

    private byte[] toBson(Bytes line) throws IOException {
        JsonNode order = json.readTree(line.toByteArray());
        BsonDocument document = new BsonDocument()
                .append("id", new BsonInt64(order.get("id").asLong()))
                .append("customer", new BsonString(order.get("customer").asText()))
                .append("total", new BsonDouble(order.get("total").asDouble()))
                .append("currency", new BsonString(order.get("currency").asText()))
                .append("city", new BsonString(order.get("city").asText()));
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            bson.encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    private BsonDocument fromBson(byte[] bytes) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            return bson.decode(reader, DecoderContext.builder().build());
        }
    }

    private byte[] toAvro(BsonDocument document) throws IOException {
        GenericRecord order = new GenericData.Record(SCHEMA);
        order.put("id", document.getInt64("id").getValue());
        order.put("customer", document.getString("customer").getValue());
        order.put("total", document.getDouble("total").getValue());
        order.put("currency", document.getString("currency").getValue());
        order.put("city", document.getString("city").getValue());
        avroBytes.reset();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(avroBytes, avroEncoder);
        avroWriter.write(order, encoder);
        encoder.flush();
        return avroBytes.toByteArray();
    }

    private GenericRecord fromAvro(byte[] bytes) throws IOException {
        return avroReader.read(null, DecoderFactory.get().binaryDecoder(bytes, avroDecoder));
    }

    private Bytes toJson(GenericRecord order) throws IOException {
        ObjectNode node = json.createObjectNode();
        node.put("id", (Long) order.get("id"));
        node.put("customer", order.get("customer").toString());
        node.put("total", (Double) order.get("total"));
        node.put("currency", order.get("currency").toString());
        node.put("city", order.get("city").toString());
        return Bytes.wrap(json.writeValueAsBytes(node));
    }
}
