package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.util.Arrays;
import org.bson.BSONException;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonSerializationException;
import org.bson.io.BasicOutputBuffer;

/** BSON documents ({@link BsonReading}, {@link BsonWriting}). */
final class BsonCodec implements Codec {
    private static final int BUFFER_BYTES = 1024;
    private static final int BUFFER_KEPT_BYTES_MAX = 1 << 20;

    private final BsonReading reading;
    private BasicOutputBuffer buffer = new BasicOutputBuffer(BUFFER_BYTES);

    BsonCodec(BsonReading reading) {
        this.reading = reading;
    }

    @Override
    public Bytes encode(Value value) throws EncodingException {
        if (buffer.getInternalBuffer().length > BUFFER_KEPT_BYTES_MAX) {
            buffer = new BasicOutputBuffer(BUFFER_BYTES);
        }
        buffer.truncateToPosition(0);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            BsonWriting.document(writer, value);
        }
        return Bytes.wrap(Arrays.copyOf(buffer.getInternalBuffer(), buffer.getPosition()));
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        try (DocumentReader reader = new DocumentReader(new BsonBytesInput(bytes.toByteArray()))) {
            Value document = reading.document(reader, 0);
            if (reader.input.hasRemaining()) {
                throw new BsonSerializationException("there is more behind the document's end");
            }
            return document;
        } catch (BSONException | IllegalArgumentException e) {
            throw new EncodingException("not BSON: " + e.getMessage());
        }
    }

    /** The library's reader takes memory for binary data before it looks whether the bytes are there. */
    private static final class DocumentReader extends BsonBinaryReader {
        private final BsonBytesInput input;

        private DocumentReader(BsonBytesInput input) {
            super(input);
            this.input = input;
        }

        @Override
        protected BsonBinary doReadBinaryData() {
            input.checkLength();
            return super.doReadBinaryData();
        }
    }
}
