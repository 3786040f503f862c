package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.BsonWriting;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Makes of a change, as the source gives it, the write that does the same to another collection. */
final class ChangeWriter {
    private ChangeWriter() {}

    /**
     * The encoded write ({@link OutputWriter}).
     *
     * @throws EncodingException where the value is no change of a document, or does not say all of it
     */
    static BsonDocument encode(Value value) throws EncodingException {
        if (!(value instanceof MapValue change) || !(change.get(Changes.OPERATION) instanceof StringValue(var what))) {
            throw new EncodingException(
                    "write = \"change\" takes a change as a mongodb:// source gives it, a map with \""
                            + Changes.OPERATION + "\"; write = \"upsert\" takes a document");
        }
        return switch (what) {
            case Changes.INSERT, Changes.REPLACE, Changes.SNAPSHOT -> replace(change);
            case Changes.UPDATE -> hasDocument(change) ? replace(change) : update(change);
            case Changes.DELETE -> new BsonDocument(OutputWriter.DELETE, filter(change));
            default ->
                throw new EncodingException("the change \"" + what
                        + "\" is not of a document, and is not done elsewhere; leave it out in a step, or by on_error");
        };
    }

    private static boolean hasDocument(MapValue change) {
        return !change.get(Changes.DOCUMENT).isNull();
    }

    private static BsonDocument replace(MapValue change) throws EncodingException {
        return new BsonDocument(OutputWriter.REPLACE, BsonWriting.document(change.get(Changes.DOCUMENT)))
                .append(OutputWriter.FILTER, filter(change));
    }

    private static BsonDocument filter(MapValue change) throws EncodingException {
        return BsonWriting.document(change.get(Changes.KEY));
    }

    private static BsonDocument update(MapValue change) throws EncodingException {
        BsonDocument description = BsonWriting.document(change.get("updateDescription"));
        if (description.containsKey("truncatedArrays")
                && !description.getArray("truncatedArrays").isEmpty()) {
            throw new EncodingException("an update that shortens an array is not done elsewhere by itself; read with"
                    + " full_document = \"updateLookup\"");
        }
        BsonDocument update = new BsonDocument();
        BsonDocument fields = description.getDocument("updatedFields", new BsonDocument());
        if (!fields.isEmpty()) {
            update.append("$set", fields);
        }
        BsonDocument removed = new BsonDocument();
        description
                .getArray("removedFields", new BsonArray())
                .forEach(name -> removed.append(name.asString().getValue(), new BsonString("")));
        if (!removed.isEmpty()) {
            update.append("$unset", removed);
        }
        if (update.isEmpty()) {
            throw new EncodingException("an update that says neither the document nor what was changed of it");
        }
        return new BsonDocument(OutputWriter.UPDATE, update).append(OutputWriter.FILTER, filter(change));
    }
}
