package io.tapedeck.connectors.mongodb;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.BsonWriting;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Makes writes of outputs, in two steps: what can fail is encoded before the step is recorded, and the write is made when it
 * is known which effect it is.
 *
 * <p>Encoded, an output is a document of one field, named as what is done: {@code replace} and {@code insert} hold a document;
 * {@code change} holds one as {@link ChangeWriter} makes it.
 *
 * @param mode what is done with outputs
 * @param keyIsId whether the key of an output is the {@code _id} of a document that has none
 */
record OutputWriter(WriteMode mode, boolean keyIsId) {
    static final String ID = "_id";
    static final String REPLACE = "replace";
    static final String UPDATE = "update";
    static final String DELETE = "delete";
    static final String FILTER = "filter";

    private static final String INSERT = "insert";
    private static final int BYTES_MAX = 16 << 20;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    /**
     * The bytes of an output.
     *
     * @throws EncodingException where it is no document, or no change
     */
    Bytes encode(Output output) throws EncodingException {
        BsonDocument encoded = switch (mode) {
            case UPSERT -> new BsonDocument(REPLACE, document(output));
            case INSERT -> new BsonDocument(INSERT, document(output));
            case CHANGE -> ChangeWriter.encode(output.value());
        };
        RawBsonDocument raw = new RawBsonDocument(encoded, new BsonDocumentCodec());
        int length = raw.getByteBuffer().remaining();
        if (length > BYTES_MAX) {
            throw new EncodingException("a document may have 16 MiB, and this one has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        raw.getByteBuffer().get(bytes);
        return Bytes.wrap(bytes);
    }

    private BsonDocument document(Output output) throws EncodingException {
        BsonDocument document = BsonWriting.document(output.value());
        if (document.containsKey(ID) || !keyIsId) {
            return document;
        }
        if (output.key().isNull()) {
            throw new EncodingException("id = \"key\", and the output has no key and its document no _id");
        }
        return withId(BsonWriting.write(output.key()), document);
    }

    /** First, where MongoDB itself puts it. */
    private static BsonDocument withId(BsonValue id, BsonDocument document) {
        BsonDocument whole = new BsonDocument(ID, id);
        whole.putAll(document);
        return whole;
    }

    /** The write of an encoded output, whose document is of this name where it has none of its own. */
    WriteModel<BsonDocument> write(Bytes encoded, String effectName) {
        BsonDocument write = new RawBsonDocument(encoded.toByteArray());
        String what = write.getFirstKey();
        BsonDocument content = write.getDocument(what);
        return switch (what) {
            case INSERT -> new InsertOneModel<>(identified(content, effectName));
            case REPLACE -> {
                BsonDocument document = identified(content, effectName);
                BsonDocument filter =
                        write.containsKey(FILTER) ? write.getDocument(FILTER) : new BsonDocument(ID, document.get(ID));
                yield new ReplaceOneModel<>(filter, document, UPSERT);
            }
            case UPDATE -> new UpdateOneModel<>(write.getDocument(FILTER), content);
            case DELETE -> new DeleteOneModel<>(content);
            default -> throw new AssertionError("nothing was encoded as " + what);
        };
    }

    private static BsonDocument identified(BsonDocument document, String effectName) {
        return document.containsKey(ID) ? document : withId(new BsonString(effectName), document);
    }
}
