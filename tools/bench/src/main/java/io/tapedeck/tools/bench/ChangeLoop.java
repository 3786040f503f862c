package io.tapedeck.tools.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCursor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/**
 * The loop that one would write by hand with {@code mongodb-driver-sync} and {@code kafka-clients}: each change without its
 * token, which is what ours writes too, as JSON to the topic, by the document's key. It keeps no place to go on from, as
 * ours does not where it records nothing.
 */
final class ChangeLoop implements BridgeLoop {
    static final String NAME = "a hand-written driver loop";

    @Override
    public void run(Route route, long messages, BooleanSupplier stop) {
        try (MongoClient client =
                        MongoClients.create("mongodb://" + route.from().node());
                MongoCursor<BsonDocument> changes = changes(client, route.from().key());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", route.to().node()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (long moved = 0; moved < messages && !stop.getAsBoolean(); moved++) {
                BsonDocument change = changes.next();
                change.remove("_id");
                var _ = producer.send(
                        new ProducerRecord<>(route.to().key(), json(change.getDocument("documentKey")), json(change)));
            }
            producer.flush();
        }
    }

    private static MongoCursor<BsonDocument> changes(MongoClient client, String namespace) {
        int dot = namespace.indexOf('.');
        return client.getDatabase(namespace.substring(0, dot))
                .getCollection(namespace.substring(dot + 1))
                .watch()
                .startAtOperationTime(earliest(client))
                .withDocumentClass(BsonDocument.class)
                .iterator();
    }

    /** The first time of which the server still has changes. */
    private static BsonTimestamp earliest(MongoClient client) {
        BsonDocument oldest = client.getDatabase("local")
                .getCollection("oplog.rs", BsonDocument.class)
                .find()
                .first();
        return Objects.requireNonNull(oldest, "a replica set has an oplog").getTimestamp("ts");
    }

    private static byte[] json(BsonDocument document) {
        return document.toJson().getBytes(StandardCharsets.UTF_8);
    }
}
