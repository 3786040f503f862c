package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.after;
import static io.tapedeck.connectors.mongodb.Streams.fields;
import static io.tapedeck.connectors.mongodb.Streams.keys;
import static io.tapedeck.connectors.mongodb.Streams.open;
import static io.tapedeck.connectors.mongodb.Streams.take;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoCollection;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose oplog holds a megabyte, so that what was read last is soon not there any more. */
@Timeout(120)
class MongoOverrunTest {
    private static final String FILLING = "x".repeat(100_000);

    @TempDir
    private static Path folder;

    private static MongoServer server;

    private MongoCollection<Document> orders;
    private String url;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        // What was not written to the data files yet is kept, so that is done each second.
        server = MongoServer.start(folder.resolve("mongod"), "--oplogSize", "1", "--syncdelay", "1");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyCollection() {
        server.client().getDatabase("shop").drop();
        orders = server.client().getDatabase("shop").getCollection("orders");
        url = server.url("shop.orders");
    }

    private void insert(int... ids) {
        for (int id : ids) {
            orders.insertOne(new Document("_id", id));
        }
    }

    private static List<Value> numbers(Integer... numbers) {
        return List.of(numbers).stream().<Value>map(Value::of).toList();
    }

    /** Writes until the oplog begins behind what it ends with now. */
    private static void overrun() throws InterruptedException {
        BsonTimestamp now = oplogTime(-1);
        MongoCollection<Document> other = server.client().getDatabase("other").getCollection("filling");
        while (oplogTime(1).compareTo(now) <= 0) {
            other.insertOne(new Document("text", FILLING));
            Thread.sleep(10);
        }
    }

    private static BsonTimestamp oplogTime(int order) {
        Document entry = server.client()
                .getDatabase("local")
                .getCollection("oplog.rs")
                .find()
                .sort(new Document("$natural", order))
                .first();
        return (BsonTimestamp)
                Objects.requireNonNull(entry, "there is always one").get("ts");
    }

    /** The position behind the documents 1 and 2, which is lost, while 3 and 4 were inserted and 1 deleted. */
    private Optional<Value> lost() throws Exception {
        try (Source source = open(url, Map.of())) {
            source.seek(Optional.empty());
            insert(1, 2);
            Optional<Value> after = after(take(source, 2));
            insert(3, 4);
            orders.deleteOne(new Document("_id", 1));
            overrun();
            return after;
        }
    }

    @Test
    void shouldFailByDefaultAndSaySinceWhenChangesAreGone() throws Exception {
        Optional<Value> after = lost();
        try (Source source = open(url, Map.of())) {
            String message = assertThrows(ConnectorException.class, () -> source.seek(after))
                    .getMessage();
            assertTrue(
                    message.startsWith(
                            "mongodb at " + server.node()
                                    + " no longer has the changes of the collection shop.orders behind the last one read, of 20"),
                    message);
            assertTrue(message.contains("on_lost = \"snapshot\" reads what is there now"), message);
        }
    }

    @Test
    void shouldReadTheCollectionAsItIsAndWhatChangesThenWithSnapshot() throws Exception {
        Optional<Value> after = lost();
        try (Source source = open(url, Map.of("on_lost", "snapshot"))) {
            source.seek(after);
            List<Polled.Input> found = take(source, 3);
            assertEquals(numbers(2, 3, 4), keys(found));
            insert(5);
            found.addAll(take(source, 1));
            assertEquals(
                    List.of("snapshot", "snapshot", "snapshot", "insert"),
                    fields(found, "operationType").stream().map(Value::asString).toList());
            assertEquals("shop.orders/0@3", found.getFirst().message().place(), "the sequence goes on");
        }
    }

    @Test
    void shouldGoOnWithWhatChangesFromNowOnWithReset() throws Exception {
        Optional<Value> after = lost();
        try (Source source = open(url, Map.of("on_lost", "reset"))) {
            source.seek(after);
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(100)));
            insert(5);
            List<Polled.Input> found = take(source, 1);
            assertEquals(numbers(5), keys(found));
            assertEquals("shop.orders/0@3", found.getFirst().message().place(), "the sequence goes on");
        }
    }

    /** As it is where a sink stalls for longer than the oplog reaches back. */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "snapshot", "reset"})
    void shouldDoTheSameWhileItReads(String onLost) throws Exception {
        try (Source source = open(url, Map.of("on_lost", onLost))) {
            source.seek(Optional.empty());
            insert(1);
            take(source, 1);
            insert(2);
            overrun();
            switch (onLost) {
                case "fail" -> {
                    String message = assertThrows(ConnectorException.class, () -> take(source, 1))
                            .getMessage();
                    assertTrue(message.contains("no longer has the changes of the collection shop.orders"), message);
                }
                case "snapshot" -> {
                    assertEquals(numbers(1, 2), keys(take(source, 2)));
                    insert(3);
                    assertEquals(numbers(3), keys(take(source, 1)));
                }
                default -> assertTrue(firstOfMore(source) > 2, "what was lost is passed over");
            }
        }
    }

    /** Inserts 3, 4, 5 … until one comes. */
    private int firstOfMore(Source source) throws Exception {
        for (int id = 3; ; id++) {
            insert(id);
            if (source.poll(Duration.ofMillis(50)) instanceof Polled.Input input) {
                return (int) input.message().key().asLong();
            }
        }
    }
}
