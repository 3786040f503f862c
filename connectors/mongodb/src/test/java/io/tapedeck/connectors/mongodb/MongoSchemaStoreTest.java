package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.connectors.SchemaStoreProvider;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.log.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MongoSchemaStoreTest {
    private static final SchemaStoreProvider PROVIDER =
            new MongoConnector().schemas().orElseThrow();
    private static final SchemaEntry FIRST = SchemaEntry.ofName("order@1.json").orElseThrow();
    private static final SchemaEntry SECOND = SchemaEntry.ofName("order@2.avsc").orElseThrow();
    private static final SchemaEntry STEP = SchemaEntry.ofName("order@1-2.json").orElseThrow();

    @TempDir
    private static Path folder;

    @Test
    void shouldKeepEntriesAndReplaceNone() throws Exception {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        try (MongoServer server = MongoServer.start(folder.resolve("mongod"));
                SchemaStore store = PROVIDER.open(endpoint(server.url("shop/schemas"), Map.of()))) {
            assertEquals(List.of(), store.entries());
            store.add(STEP, Bytes.utf8("[]"));
            store.add(SECOND, Bytes.utf8("\"string\""));
            store.add(FIRST, Bytes.utf8("{\"title\": \"Bestellung äöü\"}"));
            server.client()
                    .getDatabase("shop")
                    .getCollection("schemas")
                    .insertOne(new Document("_id", "notes").append("text", "not an entry"));
            assertEquals(List.of(FIRST, SECOND, STEP), store.entries());
            assertEquals(Bytes.utf8("{\"title\": \"Bestellung äöü\"}"), store.read(FIRST));
            String taken = message(() -> store.add(FIRST, Bytes.utf8("{}")));
            assertTrue(taken.startsWith("there is order@1.json in the collection shop.schemas"), taken);
            assertEquals(Bytes.utf8("{\"title\": \"Bestellung äöü\"}"), store.read(FIRST));
            store.remove(FIRST);
            assertEquals(List.of(SECOND, STEP), store.entries());
            assertTrue(message(() -> store.remove(FIRST)).startsWith("there is no order@1.json in"));
            assertTrue(message(() -> store.read(FIRST)).startsWith("there is no order@1.json in"));
            server.client()
                    .getDatabase("shop")
                    .getCollection("schemas")
                    .insertOne(new Document("_id", "order@1.json").append("text", 5));
            assertTrue(message(() -> store.read(FIRST)).endsWith("has no string \"text\""));
        }
    }

    @Test
    void shouldBeOfOneCollection() {
        assertEquals(
                "a registry of schemas is a collection, such as mongodb://localhost/shop/schemas",
                PROVIDER.check(endpoint("mongodb://localhost/shop", Map.of()))
                        .getFirst()
                        .message());
        assertEquals(List.of(), PROVIDER.check(endpoint("mongodb://localhost/shop/schemas", Map.of())));
    }

    private static String message(org.junit.jupiter.api.function.Executable action) {
        return String.valueOf(assertThrows(ConnectorException.class, action).getMessage());
    }
}
