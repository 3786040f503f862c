package io.tapedeck.tools.bench;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.Codec;
import io.tapedeck.connectors.codecs.CodecOptions;
import io.tapedeck.connectors.codecs.Codecs;
import java.io.IOException;
import java.util.Optional;

/** JSON to BSON to Avro to JSON by our codecs, with a value between each two. */
final class CodecConversion implements Arm {
    private final OrderLines lines = new OrderLines();

    @Override
    public double measure(Work work) throws IOException {
        try {
            Codec json = Codecs.of("json", CodecOptions.NONE);
            Codec bson = Codecs.of("bson", CodecOptions.NONE);
            Codec avro = Codecs.of("avro", CodecOptions.NONE.withSchema(OrderLines.SCHEMA));
            return lines.measure(
                    work, line -> json.encode(avro.decode(avro.encode(bson.decode(bson.encode(json.decode(line)))))));
        } catch (EncodingException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Optional<String> note() {
        return Optional.of("conversion: one thread on both sides; the peer reads and writes Jackson's trees,"
                + " BsonDocument and GenericRecord, and copies field by field between them");
    }
}
