package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/** Avro data of one schema, between its bytes and values without the library's records in between. */
final class AvroCodec implements Codec {
    private static final byte[] NO_HEAD = {};
    private static final int BUFFER_BYTES = 512;
    private static final int BUFFER_KEPT_BYTES_MAX = 1 << 20;

    private final AvroType type;
    private final Optional<ResolvingDecoder> resolver;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
    private @Nullable BinaryEncoder encoder;

    private AvroCodec(Schema schema, Optional<Schema> writerSchema) throws EncodingException {
        type = AvroTypes.of(schema);
        resolver = writerSchema.isPresent() && !writerSchema.get().equals(schema)
                ? Optional.of(resolver(writerSchema.get(), schema))
                : Optional.empty();
    }

    static AvroCodec of(CodecOptions options) throws EncodingException {
        String schema = options.schema()
                .or(options::writerSchema)
                .orElseThrow(() -> new EncodingException("Avro is read and written by a schema; none is given"));
        return of(schema, options.writerSchema());
    }

    /**
     * A codec.
     *
     * @param schema what is written, and what is read becomes
     * @param writerSchema what the bytes that are read were written with, if another
     */
    static AvroCodec of(String schema, Optional<String> writerSchema) throws EncodingException {
        Optional<Schema> writer = writerSchema.isPresent() ? Optional.of(parse(writerSchema.get())) : Optional.empty();
        return new AvroCodec(parse(schema), writer);
    }

    private static Schema parse(String text) throws EncodingException {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new EncodingException("not a schema of Avro: " + e.getMessage());
        }
    }

    private static ResolvingDecoder resolver(Schema writer, Schema reader) throws EncodingException {
        try {
            return DecoderFactory.get().resolvingDecoder(writer, reader, null);
        } catch (IOException | AvroRuntimeException e) {
            throw new EncodingException("what one schema writes the other cannot read: " + e.getMessage());
        }
    }

    @Override
    public Bytes encode(Value value) throws EncodingException {
        return encode(NO_HEAD, value);
    }

    /** The bytes of a value behind others. */
    Bytes encode(byte[] head, Value value) throws EncodingException {
        if (buffer.size() > BUFFER_KEPT_BYTES_MAX) {
            buffer = new ByteArrayOutputStream(BUFFER_BYTES);
        }
        encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
        buffer.reset(); // what a refused value left in the encoder went there
        try {
            encoder.writeFixed(head);
            type.write(value, encoder, 0);
            encoder.flush();
        } catch (AvroOffence e) {
            throw new EncodingException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail to be written", e);
        }
        return Bytes.wrap(buffer.toByteArray());
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        return decode(bytes, 0);
    }

    /** The value of the bytes from a place on. */
    Value decode(Bytes bytes, int from) throws EncodingException {
        AvroBytes in = new AvroBytes(bytes.toByteArray(), from);
        try {
            Value value = resolver.isPresent() ? readResolved(resolver.get(), in) : type.read(in, 0);
            in.checkEnd();
            return value;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new EncodingException("not Avro of the schema: " + e.getMessage());
        }
    }

    private Value readResolved(ResolvingDecoder decoder, Decoder in) throws IOException {
        decoder.configure(in);
        Value value = type.read(decoder, 0);
        decoder.drain();
        return value;
    }
}
