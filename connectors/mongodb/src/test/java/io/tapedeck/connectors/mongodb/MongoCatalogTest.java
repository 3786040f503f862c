package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamListing;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MongoCatalogTest {
    @TempDir
    private static Path folder;

    private static MongoServer server;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        server = MongoServer.start(folder.resolve("mongod"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyServer() {
        List.of("shop", "other", "kept", "refused")
                .forEach(name -> server.client().getDatabase(name).drop());
    }

    private static StreamCatalog open(String namespace) throws ConnectorException {
        return new MongoConnector().catalog().orElseThrow().open(endpoint(server.url(namespace), Map.of()));
    }

    private static List<String> names(StreamCatalog catalog) throws ConnectorException {
        return catalog.list().stream().map(StreamListing::name).toList();
    }

    @Test
    void shouldListMakeAndRemoveCollections() throws Exception {
        try (StreamCatalog all = open("");
                StreamCatalog shop = open("shop")) {
            assertEquals(List.of(), all.list());
            all.create("shop.b", 1);
            all.create("shop.a", 1);
            all.create("other.c", 1);
            server.client().getDatabase("shop").getCollection("a").insertOne(new Document());
            server.client()
                    .getDatabase("shop")
                    .getCollection(Progress.COLLECTION)
                    .insertOne(new Document());
            assertEquals(List.of("other.c", "shop.a", "shop.b"), names(all));
            assertEquals(List.of("shop.a", "shop.b"), names(shop));
            assertEquals(OptionalLong.of(1), shop.list().getFirst().messages());
            all.remove("shop.a");
            assertEquals(List.of("shop.b"), names(shop));
        }
    }

    @Test
    void shouldTellHowACollectionIsKept() throws Exception {
        try (StreamCatalog catalog = open("")) {
            server.client()
                    .getDatabase("kept")
                    .runCommand(new Document("create", "a")
                            .append("changeStreamPreAndPostImages", new Document("enabled", true)));
            Map<String, String> settings = catalog.describe("kept.a").settings();
            assertEquals(Map.of("type", "collection", "changeStreamPreAndPostImages", "{\"enabled\": true}"), settings);
        }
    }

    @Test
    void shouldRefuseWhatIsNotThereOrNotToBeTouched() throws Exception {
        try (StreamCatalog catalog = open("")) {
            catalog.create("refused.a", 1);
            assertRefused("there is a collection refused.a", () -> catalog.create("refused.a", 1));
            assertRefused("a collection has one shard, not 2", () -> catalog.create("refused.b", 2));
            assertRefused("there is no collection refused.b", () -> catalog.describe("refused.b"));
            assertRefused("there is no collection refused.b", () -> catalog.remove("refused.b"));
            assertRefused("there is no collection local.oplog.rs", () -> catalog.remove("local.oplog.rs"));
        }
    }

    private static void assertRefused(String beginning, Executable what) {
        String message = assertThrows(ConnectorException.class, what).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }
}
