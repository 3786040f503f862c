package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.after;
import static io.tapedeck.connectors.mongodb.Streams.fields;
import static io.tapedeck.connectors.mongodb.Streams.finite;
import static io.tapedeck.connectors.mongodb.Streams.keys;
import static io.tapedeck.connectors.mongodb.Streams.open;
import static io.tapedeck.connectors.mongodb.Streams.places;
import static io.tapedeck.connectors.mongodb.Streams.read;
import static io.tapedeck.connectors.mongodb.Streams.take;
import static io.tapedeck.connectors.mongodb.Streams.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MongoSourceTest {
    @TempDir
    private static Path folder;

    private static MongoServer server;

    private MongoCollection<Document> orders;
    private String url;

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
    void emptyCollection() {
        server.failNothing();
        server.client().getDatabase("shop").drop();
        orders = server.client().getDatabase("shop").getCollection("orders");
        url = server.url("shop.orders");
    }

    private static Source begun(String url, Map<String, Object> options) throws Exception {
        Source source = open(url, options);
        source.seek(Optional.empty());
        return source;
    }

    private void insert(int from, int to) {
        orders.insertMany(IntStream.rangeClosed(from, to)
                .mapToObj(id -> new Document("_id", id))
                .toList());
    }

    private static List<Value> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Value::of)
                .map(Value.class::cast)
                .toList();
    }

    private static List<String> operations(List<Polled.Input> inputs) throws Exception {
        return fields(inputs, "operationType").stream().map(Value::asString).toList();
    }

    private static String refusal(String url, Map<String, Object> options, Optional<Value> after) {
        return assertThrows(ConnectorException.class, () -> read(url, options, after))
                .getMessage();
    }

    @Test
    void shouldTellChangesApart() throws Exception {
        try (Source source = begun(url, Map.of())) {
            orders.insertOne(new Document("_id", 1).append("n", 1));
            orders.updateOne(new Document("_id", 1), new Document("$set", new Document("n", 2)));
            orders.replaceOne(new Document("_id", 1), new Document("n", 3));
            orders.deleteOne(new Document("_id", 1));
            orders.drop();
            List<Polled.Input> inputs = take(source, 6);
            assertEquals(List.of("insert", "update", "replace", "delete", "drop", "invalidate"), operations(inputs));
            assertEquals(
                    IntStream.rangeClosed(1, 6)
                            .mapToObj(i -> "shop.orders/0@" + i)
                            .toList(),
                    places(inputs));
            assertEquals(
                    List.of(Value.of(1), Value.of(1), Value.of(1), Value.of(1), Value.NULL, Value.NULL), keys(inputs));
            List<Value> values = values(inputs);
            assertEquals(
                    Value.map("_id", Value.of(1), "n", Value.of(1)),
                    values.get(0).get("fullDocument"));
            assertEquals(Value.NULL, values.get(1).get("fullDocument"));
            assertEquals(
                    Value.map("n", Value.of(2)),
                    values.get(1).get("updateDescription").get("updatedFields"));
            assertEquals(Value.map("_id", Value.of(1)), values.get(3).get("documentKey"));
            assertEquals(
                    List.of(
                            new Header("operation_type", Value.of("insert")),
                            new Header("database", Value.of("shop")),
                            new Header("collection", Value.of("orders"))),
                    inputs.getFirst().message().headers());
            long seconds = values.getFirst()
                    .get("clusterTime")
                    .get("$timestamp")
                    .get("t")
                    .asLong();
            assertEquals(seconds * 1_000_000_000L, inputs.getFirst().message().timeNanos());

            insert(2, 3); // made again, the collection is read on
            assertEquals(numbers(2, 3), keys(take(source, 2)));
        }
    }

    @Test
    void shouldGoOnBehindEachChange() throws Exception {
        List<Polled.Input> all;
        try (Source source = begun(url, Map.of())) {
            insert(1, 10);
            try (ClientSession session = server.client().startSession()) {
                session.startTransaction(); // these have one time
                for (int id = 11; id <= 20; id++) {
                    orders.insertOne(session, new Document("_id", id));
                }
                session.commitTransaction();
            }
            all = take(source, 20);
        }
        assertEquals(numbers(1, 20), keys(all));
        for (int read = 1; read <= 20; read++) {
            List<Polled.Input> rest = read(url, finite(), after(all.subList(0, read)));
            assertEquals(numbers(read + 1, 20), keys(rest));
            assertEquals(places(all.subList(read, 20)), places(rest));
        }
    }

    @Test
    void shouldBeginWhereItIsTold() throws Exception {
        insert(1, 3);
        assertEquals(List.of(), read(url, finite(), Optional.empty()));
        assertEquals(numbers(1, 3), lastThree(read(url, finite("start", "earliest"), Optional.empty())));
        String later = Instant.now().plusSeconds(3600).toString();
        assertEquals(List.of(), read(url, finite("start", later), Optional.empty()));
        String sinceNow = Instant.now().minusSeconds(1).toString();
        assertEquals(numbers(1, 3), lastThree(read(url, finite("start", sinceNow), Optional.empty())));
    }

    /** What other tests did to a collection of this name stands before. */
    private static List<Value> lastThree(List<Polled.Input> inputs) {
        return keys(inputs).subList(inputs.size() - 3, inputs.size());
    }

    @Test
    void shouldReadWholeAndFormerDocumentsWhereAsked() throws Exception {
        server.client()
                .getDatabase("shop")
                .runCommand(new Document("create", "orders")
                        .append("changeStreamPreAndPostImages", new Document("enabled", true)));
        Map<String, Object> options =
                Map.of("full_document", "updateLookup", "full_document_before_change", "required");
        try (Source source = begun(url, options)) {
            orders.insertOne(new Document("_id", 1).append("n", 1));
            orders.updateOne(new Document("_id", 1), new Document("$set", new Document("n", 2)));
            orders.deleteOne(new Document("_id", 1));
            List<Value> changes = values(take(source, 3));
            assertTrue(((MapValue) changes.get(1)).has("fullDocument"));
            assertEquals(
                    Value.of(1), changes.get(1).get("fullDocumentBeforeChange").get("n"));
            assertEquals(
                    Value.of(2), changes.get(2).get("fullDocumentBeforeChange").get("n"));
        }
    }

    @Test
    void shouldLeaveOutWhatThePipelineDoes() throws Exception {
        Map<String, Object> options = Map.of(
                "pipeline",
                "[{\"$match\": {\"documentKey._id\": {\"$gt\": 3}}}, {\"$project\": {\"clusterTime\": 0, \"ns\": 0}}]");
        try (Source source = begun(url, options)) {
            insert(1, 5);
            List<Polled.Input> inputs = take(source, 2);
            assertEquals(numbers(4, 5), keys(inputs));
            assertTrue(inputs.getFirst().message().timeNanos() > 0);
        }
    }

    @Test
    void shouldReadADatabaseAndADeployment() throws Exception {
        for (String namespace : List.of("shop", "")) {
            try (Source source = begun(server.url(namespace), Map.of())) {
                server.client().getDatabase("shop").getCollection("a").insertOne(new Document("_id", 1));
                server.client()
                        .getDatabase("shop")
                        .getCollection(Progress.COLLECTION)
                        .insertOne(new Document("_id", 1));
                server.client().getDatabase("shop").getCollection("b").insertOne(new Document("_id", 1));
                assertEquals(List.of("shop.a/0@1", "shop.b/0@2"), places(take(source, 2)));
            }
            server.client().getDatabase("shop").drop();
        }
    }

    @Test
    void shouldReadWhatIsThereAndThenWhatChanges() throws Exception {
        orders.insertOne(new Document("_id", "text"));
        insert(1, 5);
        List<Polled.Input> all = new ArrayList<>();
        try (Source source = begun(url, Map.of("snapshot", true))) {
            all.addAll(take(source, 3));
            orders.insertOne(new Document("_id", 0)); // behind where it is read
            orders.deleteOne(new Document("_id", 2));
            insert(6, 6);
            all.addAll(take(source, 6));
        }
        List<String> operations = operations(all);
        assertEquals(Collections.nCopies(6, "snapshot"), operations.subList(0, 6));
        assertEquals(List.of("insert", "delete", "insert"), operations.subList(6, 9));
        List<Value> changed = List.of(Value.of(0), Value.of(2), Value.of(6));
        assertEquals(changed, keys(all.subList(6, 9)));
        assertEquals(Value.of("text"), all.get(5).message().key());
        for (int read = 1; read <= 5; read++) {
            List<Value> expected = new ArrayList<>(numbers(read + 1, 6)); // as it is now
            expected.remove(Value.of(2));
            expected.add(Value.of("text"));
            expected.addAll(changed);
            assertEquals(expected, keys(rest(all.subList(0, read))), "behind " + read);
        }
        for (int read = 6; read <= 9; read++) {
            assertEquals(changed.subList(read - 6, 3), keys(rest(all.subList(0, read))), "behind " + read);
        }
    }

    private List<Polled.Input> rest(List<Polled.Input> read) throws Exception {
        return read(url, finite("snapshot", true), after(read));
    }

    @Test
    void shouldStopWhereWhatItReadIsLost() throws Exception {
        Optional<Value> after;
        try (Source source = begun(url, Map.of())) {
            insert(1, 2);
            after = after(take(source, 2));
        }
        loseTheNext();
        String message = refusal(url, finite(), after);
        assertTrue(
                message.startsWith("mongodb at " + server.node()
                        + " no longer has the changes of the collection shop.orders behind the last one read, of 20"),
                message);
        loseTheNext();
        assertEquals(List.of(), readOnce(url, finite("on_lost", "reset"), after));
        loseTheNext();
        assertEquals(numbers(1, 2), keys(readOnce(url, finite("on_lost", "snapshot"), after)));
    }

    private static List<Polled.Input> readOnce(String url, Map<String, Object> options, Optional<Value> after)
            throws Exception {
        try (Source source = open(url, options)) {
            source.seek(after);
            return Streams.rest(source);
        }
    }

    /** The next stream cannot begin where it is to. */
    private static void loseTheNext() {
        server.failCommands(new Document("times", 1), List.of("aggregate"), new Document("errorCode", 286));
    }

    @Test
    void shouldSayThatTheStartIsGone() {
        loseTheNext();
        String message = refusal(url, finite("start", "2026-01-31T12:00:00+01:00"), Optional.empty());
        assertTrue(message.contains("since 2026-01-31T11:00:00Z"), message);
    }

    @Test
    void shouldGoOnAfterTheServerWasKilled(@TempDir Path other) throws Exception {
        try (MongoServer killed = MongoServer.start(other.resolve("mongod"));
                Source source = begun(killed.url("shop.orders"), Map.of("connect_timeout", Duration.ofMillis(500)))) {
            MongoCollection<Document> collection =
                    killed.client().getDatabase("shop").getCollection("orders");
            collection.insertOne(new Document("_id", 1));
            assertEquals(numbers(1, 1), keys(take(source, 1)));
            killed.kill();
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            killed.startAgain();
            collection.insertOne(new Document("_id", 2));
            assertEquals(numbers(2, 2), keys(take(source, 1)));
        }
    }

    @Test
    void shouldGoOnWhereItsCursorIsGone() throws Exception {
        try (Source source = begun(url, Map.of())) {
            insert(1, 1);
            assertEquals(numbers(1, 1), keys(take(source, 1)));
            server.failCommands(new Document("times", 1), List.of("getMore"), new Document("errorCode", 43));
            insert(2, 2);
            assertEquals(numbers(2, 2), keys(take(source, 1)));
        }
    }

    @Test
    void shouldSayWhatTheUserMayNotDo() {
        server.failCommands(new Document("times", 1), List.of("aggregate"), new Document("errorCode", 13));
        String message = refusal(url, finite(), Optional.empty());
        assertTrue(message.startsWith("cannot read the collection shop.orders on mongodb at"), message);
        assertTrue(message.contains("the user may not do that"), message);
    }
}
