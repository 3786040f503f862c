package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.LINEAGE;
import static io.tapedeck.connectors.mongodb.Streams.context;
import static io.tapedeck.connectors.mongodb.Streams.sink;
import static io.tapedeck.connectors.mongodb.Streams.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MongoSinkTest {
    private static final Map<String, Object> CHANGES = Map.of("write", "change");

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
        server.failNothing();
        emptyShop();
    }

    private static void emptyShop() {
        server.client().getDatabase("shop").drop();
    }

    private static Sink open(Map<String, Object> options) throws ConnectorException {
        return sink(server.url("shop.out"), options);
    }

    private static List<BsonDocument> written() {
        return server.documents("shop", "out");
    }

    private static List<Long> numbers() {
        return written().stream()
                .map(document -> document.getNumber("n").longValue())
                .sorted()
                .toList();
    }

    private static void writeNumbers(Sink sink, int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            write(sink, i, 0, Value.map("n", Value.of(i)));
        }
    }

    private static List<Long> range(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static String refusal(Sink sink) {
        return assertThrows(ConnectorException.class, sink::flush).getMessage();
    }

    /** The next commands of a name fail once done or before they are, as a server does that is lost. */
    private static void failNext(String command, int times, Document how) {
        server.failCommands(new Document("times", times), List.of(command), how);
    }

    @Test
    void shouldWriteOutputsAndRememberTheLast() throws Exception {
        try (Sink sink = open(Map.of())) {
            assertTrue(sink.remembers());
            assertEquals(Optional.empty(), sink.last());
            writeNumbers(sink, 1, 2500);
            write(sink, 2500, 1, Value.map("n", Value.of(2501)));
            sink.flush();
            assertEquals(Optional.of(new EffectId(2500, 1)), sink.last());
        }
        assertEquals(range(1, 2501), numbers());
        assertEquals(LINEAGE + "/0/1.0", written().getFirst().getString("_id").getValue());
        try (Sink sink = open(Map.of());
                Sink other = sink(server.url("shop.out"), Map.of(), context(new UUID(9, 9)))) {
            assertEquals(Optional.of(new EffectId(2500, 1)), sink.last());
            assertEquals(Optional.empty(), other.last());
        }
    }

    @Test
    void shouldWriteTheSameEffectsOnlyOnceThoughWhatTheyWroteIsGone() throws Exception {
        for (int time = 0; time < 3; time++) {
            try (Sink sink = open(Map.of())) {
                writeNumbers(sink, 1, 100 + 10 * time);
            }
            server.client().getDatabase("shop").getCollection("out").deleteOne(new Document("n", 1));
        }
        assertEquals(range(2, 120), numbers());
    }

    @Test
    void shouldRefuseAWriterThatWasReplaced() throws Exception {
        Sink stale = open(Map.of());
        writeNumbers(stale, 1, 10);
        stale.flush();
        try (Sink sink = open(Map.of())) {
            writeNumbers(stale, 11, 20);
            assertEquals(
                    "the collection shop.out on mongodb at " + server.node()
                            + " has another writer for the outputs of this run, opened later: another process that runs"
                            + " it, or another sink of the pipeline on the same collection; end one, and run again",
                    refusal(stale));
            writeNumbers(sink, 11, 15);
        }
        stale.close();
        assertEquals(range(1, 15), numbers());
    }

    @Test
    void shouldNoticeThatTheServerForgot() throws Exception {
        try (Sink sink = open(Map.of())) {
            writeNumbers(sink, 1, 10);
            sink.flush();
            server.client().getDatabase("shop").drop();
            writeNumbers(sink, 11, 12);
            String message = refusal(sink);
            assertTrue(message.contains("forgot what it had acknowledged"), message);
        }
        assertEquals(List.of(), numbers());
    }

    @Test
    void shouldWriteOnceWhenTheAnswerToACommitIsLost() throws Exception {
        try (Sink sink = open(Map.of())) {
            writeNumbers(sink, 1, 5);
            failNext("commitTransaction", 3, new Document("closeConnection", true));
            sink.flush();
            writeNumbers(sink, 6, 10);
            // The commit is done, and said not to have reached a majority.
            Document concern = new Document("code", 64).append("errmsg", "it waited in vain");
            failNext("commitTransaction", 1, new Document("writeConcernError", concern));
            sink.flush();
            writeNumbers(sink, 11, 15);
            failNext(
                    "update",
                    2,
                    new Document("errorCode", 112).append("errorLabels", List.of("TransientTransactionError")));
            sink.flush();
            assertEquals(Optional.of(new EffectId(15, 0)), sink.last());
        }
        assertEquals(range(1, 15), numbers());
    }

    @Test
    void shouldNotWaitForTheTransactionThatAKilledWriterLeftOpen() throws Exception {
        Sink killed = open(Map.of("reconnect", Duration.ofMillis(1)));
        writeNumbers(killed, 1, 5);
        failNext("commitTransaction", 100, new Document("closeConnection", true));
        assertTrue(refusal(killed).startsWith("lost mongodb at"));
        server.failNothing();
        try (Sink sink = open(Map.of())) {
            assertEquals(Optional.empty(), sink.last());
            writeNumbers(sink, 1, 5);
        }
        killed.close();
        assertEquals(range(1, 5), numbers());
    }

    @Test
    void shouldReplaceTheDocumentWithTheSameId() throws Exception {
        try (Sink sink = open(Map.of())) {
            write(sink, 1, 0, Value.map("_id", Value.of("a"), "n", Value.of(1)));
            write(sink, 2, 0, Value.map("_id", Value.of("b"), "n", Value.of(2)));
            write(sink, 3, 0, Value.map("_id", Value.of("a"), "n", Value.of(3)));
        }
        assertEquals(range(2, 3), numbers());
    }

    @Test
    void shouldTakeTheKeyForTheIdWhereItIsTold() throws Exception {
        try (Sink sink = open(Map.of("id", "key"))) {
            write(sink, 1, 0, new Output(Value.map("n", Value.of(1)), Value.of("a"), List.of()));
            write(sink, 2, 0, new Output(Value.map("n", Value.of(2)), Value.of("a"), List.of()));
            assertThrows(EncodingException.class, () -> sink.encode(Output.of(Value.map("n", Value.of(3)))));
        }
        assertEquals(List.of(BsonDocument.parse("{_id: 'a', n: 2}")), written());
    }

    @Test
    void shouldLeaveTheOrderToTheServerWhereItIsTold() throws Exception {
        assertEquals(List.of(true), ordersOfInserts(Map.of("write", "insert")));
        assertEquals(List.of(false), ordersOfInserts(Map.of("write", "insert", "ordered", false)));
        assertEquals(
                "changes are done in their order",
                new MongoConnector()
                        .checkSink(
                                Streams.endpoint(server.url("shop.out"), Map.of("write", "change", "ordered", false)))
                        .getFirst()
                        .message());
    }

    /** What the server's profiler tells of a sink's writes. */
    private static List<Boolean> ordersOfInserts(Map<String, Object> options) throws Exception {
        emptyShop();
        var shop = server.client().getDatabase("shop");
        shop.runCommand(new Document("profile", 2));
        try (Sink sink = open(options)) {
            writeNumbers(sink, 1, 3);
        }
        shop.runCommand(new Document("profile", 0));
        List<Boolean> orders = new ArrayList<>();
        shop.getCollection("system.profile")
                .find(new Document("command.insert", "out"))
                .forEach(
                        found -> orders.add(found.get("command", Document.class).getBoolean("ordered")));
        assertEquals(range(1, 3), numbers());
        return orders;
    }

    @Test
    void shouldSayThatADocumentToInsertIsThereAlready() throws Exception {
        Sink sink = open(Map.of("write", "insert"));
        write(sink, 1, 0, Value.map("_id", Value.of("a"), "n", Value.of(1)));
        write(sink, 2, 0, Value.map("_id", Value.of("a"), "n", Value.of(2)));
        String message = refusal(sink);
        assertTrue(message.contains("is there already; write = \"upsert\" replaces"), message);
        sink.close();
        assertEquals(List.of(), written());
    }

    @Test
    void shouldDoChangesToAnotherCollection() throws Exception {
        Value key = Value.map("_id", Value.of(1));
        try (Sink sink = open(CHANGES)) {
            for (int id = 1; id <= 2; id++) {
                write(
                        sink,
                        id,
                        0,
                        Value.map(
                                "operationType", Value.of("insert"),
                                "documentKey", Value.map("_id", Value.of(id)),
                                "fullDocument", Value.map("_id", Value.of(id), "n", Value.of(id), "x", Value.of(0))));
            }
            Value fields = Value.map("n", Value.of(5), "deep.a", Value.of(true));
            Value description = Value.map("updatedFields", fields, "removedFields", Value.list(Value.of("x")));
            write(
                    sink,
                    3,
                    0,
                    Value.map(
                            "operationType", Value.of("update"), "documentKey", key, "updateDescription", description));
            write(
                    sink,
                    4,
                    0,
                    Value.map("operationType", Value.of("delete"), "documentKey", Value.map("_id", Value.of(2))));
            String message = assertThrows(
                            EncodingException.class,
                            () -> sink.encode(Output.of(Value.map("operationType", Value.of("drop")))))
                    .getMessage();
            assertTrue(message.startsWith("the change \"drop\" is not of a document"), message);
        }
        assertEquals(List.of(BsonDocument.parse("{_id: 1, n: 5, deep: {a: true}}")), written());
    }

    @Test
    void shouldSayWhereNothingAnswers() throws Exception {
        Map<String, Object> options = Map.of("connect_timeout", Duration.ofMillis(300));
        assertEquals(
                "cannot reach mongodb at 127.0.0.1:1: Connection refused; is it running there?",
                assertThrows(ConnectorException.class, () -> sink("mongodb://127.0.0.1:1/shop.out", options))
                        .getMessage());
    }
}
