package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.codecs.BsonReading;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** Makes messages of changes, and of a snapshot's documents. Not for several threads. */
final class ChangeMessages {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long UNSIGNED_MAX = 0xFFFF_FFFFL;
    private static final int STREAMS_MAX = 4096;

    private static final Value OPERATION = Value.of(Changes.OPERATION);
    private static final Value NAMESPACE = Value.of(Changes.NAMESPACE);
    private static final Value DATABASE = Value.of(Changes.DATABASE);
    private static final Value COLLECTION = Value.of(Changes.COLLECTION);
    private static final Value KEY = Value.of(Changes.KEY);
    private static final Value ID = Value.of(OutputWriter.ID);

    private final Namespace namespace;
    private final BsonReading reading;
    private final StreamKey stream;
    private final Map<String, StreamKey> streams = new HashMap<>();
    private final ValueEncoder encoder = new ValueEncoder();

    ChangeMessages(Namespace namespace, BsonReading reading) {
        this.namespace = namespace;
        this.reading = reading;
        stream = namespace.stream();
    }

    /**
     * The message of a change, which may lack whatever the stages of the pipeline leave out: all of it but the token, which
     * the position has.
     *
     * @param time the deployment's time of it
     * @param sequence the how-manieth it is
     */
    EncodedMessage of(BsonDocument change, BsonTimestamp time, long sequence) {
        MapValue content = reading.readWithout(OutputWriter.ID, change);
        MapValue place = map(content.get(NAMESPACE));
        List<Header> headers = new ArrayList<>(3);
        addHeader(headers, "operation_type", content.get(OPERATION));
        addHeader(headers, "database", place.get(DATABASE));
        addHeader(headers, "collection", place.get(COLLECTION));
        return new EncodedMessage(
                stream(place),
                0,
                sequence,
                timeNanos(time),
                map(content.get(KEY)).get(ID),
                headers,
                PayloadEncoding.VALUE,
                encoded(content));
    }

    private static MapValue map(Value value) {
        return value instanceof MapValue map ? map : MapValue.EMPTY;
    }

    private static void addHeader(List<Header> headers, String name, Value value) {
        if (value instanceof StringValue text) {
            headers.add(new Header(name, text));
        }
    }

    private StreamKey stream(MapValue place) {
        if (namespace.isCollection() || !(place.get(DATABASE) instanceof StringValue(var database))) {
            return stream;
        }
        if (streams.size() == STREAMS_MAX) {
            streams.clear();
        }
        return streams.computeIfAbsent(
                place.get(COLLECTION) instanceof StringValue(var collection) ? database + "." + collection : database,
                StreamKey::nearest);
    }

    private Bytes encoded(MapValue content) {
        encoder.clear();
        encoder.write(content);
        return encoder.toBytes();
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

    private static long timeNanos(BsonTimestamp time) {
        return (time.getTime() & UNSIGNED_MAX) * NANOS_PER_SECOND;
    }
}
