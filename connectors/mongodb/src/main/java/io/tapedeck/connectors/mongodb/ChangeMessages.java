package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.codecs.BsonReading;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Makes messages of changes, and of a snapshot's documents. */
record ChangeMessages(Namespace namespace, BsonReading reading) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long UNSIGNED_MAX = 0xFFFF_FFFFL;

    /**
     * The message of a change, which may lack whatever the stages of the pipeline leave out.
     *
     * @param time the deployment's time of it
     * @param sequence the how-manieth it is
     */
    EncodedMessage of(BsonDocument change, BsonTimestamp time, long sequence) {
        BsonDocument place = change.getDocument(Changes.NAMESPACE, new BsonDocument());
        List<Header> headers = new ArrayList<>();
        addHeader(headers, "operation_type", change.get(Changes.OPERATION));
        addHeader(headers, "database", place.get(Changes.DATABASE));
        addHeader(headers, "collection", place.get(Changes.COLLECTION));
        return new EncodedMessage(
                stream(place),
                0,
                sequence,
                timeNanos(time),
                key(change),
                headers,
                PayloadEncoding.VALUE,
                ValueEncoder.encode(content(change)));
    }

    /** The change that stands for a document as it was found. */
    BsonDocument ofFound(BsonDocument document, BsonTimestamp since) {
        return new BsonDocument(Changes.OPERATION, new BsonString(Changes.SNAPSHOT))
                .append(Changes.CLUSTER_TIME, since)
                .append(
                        Changes.NAMESPACE,
                        new BsonDocument(
                                        Changes.DATABASE,
                                        new BsonString(namespace.database().orElseThrow()))
                                .append(
                                        Changes.COLLECTION,
                                        new BsonString(namespace.collection().orElseThrow())))
                .append(Changes.KEY, new BsonDocument(OutputWriter.ID, document.get(OutputWriter.ID)))
                .append(Changes.DOCUMENT, document);
    }

    private static void addHeader(List<Header> headers, String name, @Nullable BsonValue value) {
        if (value instanceof BsonString text) {
            headers.add(new Header(name, Value.of(text.getValue())));
        }
    }

    private StreamKey stream(BsonDocument place) {
        if (namespace.isCollection() || !place.containsKey(Changes.DATABASE)) {
            return namespace.stream();
        }
        String database = place.getString(Changes.DATABASE).getValue();
        return StreamKey.nearest(
                place.containsKey(Changes.COLLECTION)
                        ? database + "." + place.getString(Changes.COLLECTION).getValue()
                        : database);
    }

    private Value key(BsonDocument change) {
        @Nullable
        BsonValue id = change.getDocument(Changes.KEY, new BsonDocument()).get(OutputWriter.ID);
        return id == null ? Value.NULL : reading.read(id);
    }

    /** All of it but the token, which the position has. */
    private MapValue content(BsonDocument change) {
        MapValue.Builder content = MapValue.builder();
        for (Map.Entry<String, BsonValue> entry : change.entrySet()) {
            if (!entry.getKey().equals(OutputWriter.ID)) {
                content.put(entry.getKey(), reading.read(entry.getValue()));
            }
        }
        return content.build();
    }

    private static long timeNanos(BsonTimestamp time) {
        return (time.getTime() & UNSIGNED_MAX) * NANOS_PER_SECOND;
    }
}
