package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Avro data behind the id of its schema, in the wire format of Confluent's serializers.
 *
 * <pre>
 *   0  u8       0
 *   1  u32 BE   the schema's id
 *   5           the datum
 * </pre>
 */
public final class AvroRegistryCodec implements Codec {
    private static final byte MAGIC = 0;
    private static final int HEAD_BYTES = 5;

    private final SchemaSource source;
    private final OptionalInt writtenId;
    private final Optional<String> schema;
    private final Map<Integer, AvroCodec> readers = new HashMap<>();
    private Optional<AvroCodec> writer = Optional.empty();

    /**
     * A codec.
     *
     * @param source gives the schemas
     * @param writtenId the id of the schema that is written; empty where nothing is
     * @param schema what is read becomes, as Avro's JSON; empty where it stays what it was written with
     */
    public AvroRegistryCodec(SchemaSource source, OptionalInt writtenId, Optional<String> schema) {
        this.source = source;
        this.writtenId = writtenId;
        this.schema = schema;
    }

    /** The id of the schema that a message was written with, for who wants to have it at hand before it is decoded. */
    public static int schemaId(Bytes message) throws EncodingException {
        if (message.length() < HEAD_BYTES) {
            throw new EncodingException("not a registry's Avro: it has " + message.length()
                    + " bytes, where the id of a" + " schema takes " + HEAD_BYTES);
        }
        if (message.get(0) != MAGIC) {
            throw new EncodingException("not a registry's Avro: it begins with the byte 0x%02X, not with 0"
                    .formatted(message.get(0) & 0xFF));
        }
        return ByteBuffer.wrap(message.slice(0, HEAD_BYTES).toByteArray()).getInt(1);
    }

    @Override
    public Bytes encode(Value value) throws EncodingException {
        int id = writtenId.orElseThrow(() -> new EncodingException("no schema is named to write Avro with"));
        if (writer.isEmpty()) {
            writer = Optional.of(AvroCodec.of(source.schema(id), Optional.empty()));
        }
        byte[] head = ByteBuffer.allocate(HEAD_BYTES).putInt(1, id).array();
        return writer.get().encode(head, value);
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        int id = schemaId(bytes);
        AvroCodec reader = readers.get(id);
        if (reader == null) {
            String written = source.schema(id);
            reader = AvroCodec.of(schema.orElse(written), Optional.of(written));
            readers.put(id, reader);
        }
        return reader.decode(bytes, HEAD_BYTES);
    }
}
