package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What npm's {@code mongodb} and {@code @google-cloud/pubsub} write is read, and what is written then they read. */
@Timeout(120)
final class NpmClientsTest {
    private static final List<String> DOCUMENTS = List.of("""
            {"_id":{"$numberInt":"1"},"long":{"$numberLong":"5"},"int":{"$numberInt":"5"},"double":{"$numberDouble":"5.0"}}""", """
            {"_id":{"$numberInt":"2"},"decimal":{"$numberDecimal":"0.10"},"date":{"$date":{"$numberLong":"-1"}}}""", """
            {"_id":{"$oid":"65a000000000000000000001"},"binary":{"$binary":{"base64":"AP8=","subType":"80"}},"null":null}""", """
            {"_id":{"$oid":"65a000000000000000000002"},"nested":{"b":[{"$minKey":1},"tw\\u00f6"],"a":{"$symbol":"s"}}}""".replace("\\u00f6", "\u00f6"));

    @TempDir
    private Path folder;

    @Test
    void documentsComeThroughAsTheyAre() throws Exception {
        OtherClient.ofNpm("mongodb.cjs"); // before a server is started
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        try (MongoServer server = MongoServer.start(folder.resolve("mongod"));
                InProcess tapedeck = new InProcess(folder)) {
            new Shelled(folder).write("copy.toml", """
                    [pipeline.copy]
                    from = { url = "mongodb://NODE/shop.orders", start = "earliest", follow = false, exact_integers = true }
                    to = { url = "mongodb://NODE/shop.copies", write = "change" }
                    """.replace("NODE", server.node()));
            insert(server, "orders", DOCUMENTS);
            server.client().getDatabase("shop").getCollection("orders").deleteOne(new Document("_id", 2));
            JsonNode summary = tapedeck.expect(0, "run", "copy.toml", "--json").json();
            assertEquals(DOCUMENTS.size() + 1, summary.get("outputs").asInt(), summary.toString());
            List<String> left = List.of(DOCUMENTS.get(0), DOCUMENTS.get(2), DOCUMENTS.get(3));
            assertEquals(left, find(server, "orders"));
            assertEquals(left, find(server, "copies"));
        }
    }

    private static void insert(MongoServer server, String collection, List<String> lines) throws Exception {
        OtherClient.ofNpm("mongodb.cjs", server.node(), collection, "insert").run(String.join("\n", lines));
    }

    private static List<String> find(MongoServer server, String collection) throws Exception {
        return OtherClient.ofNpm("mongodb.cjs", server.node(), collection, "find")
                .run("")
                .lines()
                .toList();
    }

    @Test
    void messagesComeThroughWithTheirAttributesAndTheirOrder() throws Exception {
        OtherClient.ofNpm("pubsub.cjs"); // before an emulator is started
        assumeTrue(
                PubSubEmulator.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Pub/Sub emulator");
        try (PubSubEmulator emulator = PubSubEmulator.start(folder.resolve("emulator"))) {
            OtherClient client = OtherClient.ofNpm("pubsub.cjs", emulator.node());
            client.run("", "create", "orders");
            client.run("", "create", "copies");
            client.run("""
                    {"data":"{\\"n\\":1.5}","attributes":{"operation_type":"insert"},"orderingKey":"k"}
                    {"data":"\\"tw\u00f6\\"","orderingKey":"k"}
                    {"data":"3","attributes":{"a":"","b":"x"},"orderingKey":"k"}
                    """, "publish", "orders");
            Shelled tapedeck = new Shelled(folder);
            tapedeck.write("relay.toml", """
                    [pipeline.relay]
                    from = { url = "pubsub://npm/orders", subscription = "orders", emulator = "NODE" }
                    to = { url = "pubsub://npm/copies", ordering = true, emulator = "NODE" }
                    """.replace("NODE", emulator.node()));
            Process run = tapedeck.start("run", "relay.toml");
            List<JsonNode> received = new Shelled.Result(0, client.run("", "receive", "copies", "3"), "").jsonLines();
            run.destroy();
            assertEquals(0, run.waitFor());

            assertEquals(List.of("{\"n\":1.5}", "\"tw\u00f6\"", "3"), texts(received, "data"));
            assertEquals(List.of("k", "k", "k"), texts(received, "orderingKey"));
            JsonNode attributes = received.getFirst().get("attributes");
            assertEquals("insert", attributes.get("operation_type").asText(), attributes.toString());
            assertEquals(
                    Map.of("a", "", "b", "x"),
                    Map.of(
                            "a", received.getLast().get("attributes").get("a").asText(),
                            "b", received.getLast().get("attributes").get("b").asText()));
            assertEquals(
                    3,
                    received.stream()
                            .map(message -> message.get("attributes")
                                    .get("tapedeck-effect-id")
                                    .asText())
                            .distinct()
                            .count());
        }
    }

    private static List<String> texts(List<JsonNode> messages, String field) {
        return messages.stream().map(message -> message.get(field).asText()).toList();
    }
}
