package io.tapedeck.tools.bench.debezium;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.bson.BsonDocument;

/** How the engine reads: what is not said here is as Debezium has it. */
final class EngineProperties {
    private EngineProperties() {}

    /** For the changes of a collection from the first that the server has, without a snapshot. */
    static Properties of(String node, String namespace, String folder) {
        String server = "mongodb://" + node + "/?replicaSet=rs0";
        Properties properties = new Properties();
        properties.setProperty("name", "bench");
        properties.setProperty("topic.prefix", "bench");
        properties.setProperty("connector.class", "io.debezium.connector.mongodb.MongoDbConnector");
        properties.setProperty("mongodb.connection.string", server);
        properties.setProperty("database.include.list", namespace.substring(0, namespace.indexOf('.')));
        properties.setProperty("collection.include.list", namespace.replace(".", "\\."));
        properties.setProperty("snapshot.mode", "no_data");
        properties.setProperty("capture.start.op.time", Long.toString(earliest(server)));
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        properties.setProperty(
                "offset.storage.file.filename",
                Path.of(folder).resolve("offsets").toString());
        // The JSON is the change alone, not with a schema around it that is longer than it.
        properties.setProperty("converter.schemas.enable", "false");
        return properties;
    }

    private static long earliest(String server) {
        try (MongoClient client = MongoClients.create(server)) {
            BsonDocument oldest = client.getDatabase("local")
                    .getCollection("oplog.rs", BsonDocument.class)
                    .find()
                    .first();
            return Objects.requireNonNull(oldest, "a replica set has an oplog")
                    .getTimestamp("ts")
                    .getValue();
        }
    }
}
