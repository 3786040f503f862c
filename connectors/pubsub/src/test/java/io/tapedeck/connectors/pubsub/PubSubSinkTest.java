package io.tapedeck.connectors.pubsub;

import static io.tapedeck.connectors.pubsub.Topic.take;
import static io.tapedeck.connectors.pubsub.Topic.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.pubsub.v1.PubsubMessage;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sinks, with Google's emulator. */
@Timeout(120)
class PubSubSinkTest {
    @TempDir
    private static Path folder;

    private static PubSubEmulator emulator;

    @BeforeAll
    static void startEmulator() throws Exception {
        assumeTrue(
                PubSubEmulator.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Pub/Sub emulator");
        emulator = PubSubEmulator.start(folder.resolve("emulator"));
    }

    @AfterAll
    static void stopEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private static Output output(Value value, Value key, Header... headers) {
        return new Output(value, key, List.of(headers));
    }

    @Test
    void anOutputIsAMessageWithItsKeyHeadersAndEffectId() throws Exception {
        Topic topic = Topic.create(emulator);
        try (Sink sink = topic.sink("ordering", true)) {
            write(
                    sink,
                    7,
                    output(
                            Value.map("total", Value.of(12)),
                            Value.of("customer-7"),
                            new Header("database", Value.of("shop")),
                            new Header("attempt", Value.of(2)),
                            new Header("none", Value.NULL),
                            new Header("tapedeck-effect-id", Value.of("another run's")),
                            new Header("pubsub-message-id", Value.of("another message's"))));
            sink.flush();
            assertFalse(sink.remembers());
        }
        PubsubMessage message = topic.pull(1).getFirst();
        assertEquals("{\"total\":12}", message.getData().toStringUtf8());
        assertEquals("customer-7", message.getOrderingKey());
        assertEquals(
                Map.of("database", "shop", "attempt", "2", "tapedeck-effect-id", Topic.LINEAGE + "/0/7.0"),
                message.getAttributesMap());
    }

    @Test
    void whatOurSinkWritesOurSourceReadsAsItWas() throws Exception {
        Topic topic = Topic.create(emulator);
        try (Sink sink = topic.sink()) {
            write(sink, 1, output(Value.of("text"), Value.of("key"), new Header("a", Value.of("b"))));
            write(sink, 2, output(Value.NULL, Value.NULL));
        }
        try (Source source = topic.open("decode", "json")) {
            source.seek(Optional.empty());
            List<EncodedMessage> messages = take(source, 2).stream()
                    .map(input -> input.message())
                    .sorted((a, b) -> a.key().kind().compareTo(b.key().kind()))
                    .toList();
            EncodedMessage withKey = messages.get(messages.get(0).key().isNull() ? 1 : 0);
            EncodedMessage without = messages.get(messages.get(0).key().isNull() ? 0 : 1);
            assertEquals(Value.of("text"), new PayloadDecoder().decode(withKey));
            assertEquals(Value.of("key"), withKey.key());
            assertEquals(new Header("a", Value.of("b")), withKey.headers().get(0));
            assertEquals(
                    new Header("tapedeck-effect-id", Value.of(Topic.LINEAGE + "/0/1.0")),
                    withKey.headers().get(2));
            assertEquals(Value.NULL, new PayloadDecoder().decode(without));
        }
    }

    @Test
    void manyOutputsOfAKeyArriveInTheirOrder() throws Exception {
        Topic topic = Topic.create(emulator);
        try (Sink sink = topic.sink("ordering", true)) {
            for (int i = 1; i <= 3000; i++) {
                write(sink, i, output(Value.of(i), Value.of("k")));
                if (i % 700 == 0) {
                    sink.push();
                }
            }
            sink.flush();
        }
        try (Source source = topic.open()) {
            source.seek(Optional.empty());
            assertEquals(
                    IntStream.rangeClosed(1, 3000).mapToObj(Integer::toString).toList(),
                    Topic.texts(take(source, 3000)));
        }
    }

    @Test
    void whatAMessageCannotHoldFailsTheStep() throws Exception {
        Topic topic = Topic.create(emulator);
        try (Sink sink = topic.sink("encode", "bytes", "ordering", true)) {
            assertRefused(sink, Output.of(Value.of(1)), "encode = \"bytes\" writes bytes and strings, not a integer");
            assertRefused(
                    sink,
                    Output.of(Value.of("x".repeat(10_000_000))),
                    "an output of about 10001024 bytes; a message of Pub/Sub has 10000000 at most");
            assertRefused(
                    sink,
                    output(Value.of("x"), Value.of("k".repeat(1025))),
                    "the key has 1025 bytes; Pub/Sub takes 1024");
            assertRefused(
                    sink,
                    output(Value.of("x"), Value.NULL, new Header("h", Value.of(Bytes.wrap(new byte[] {(byte) 0xFF})))),
                    "the header \"h\" is bytes that are no UTF-8, and Pub/Sub has texts there");
            assertRefused(
                    sink,
                    output(Value.of("x"), Value.NULL, new Header("googclient", Value.of("x"))),
                    "an attribute of Pub/Sub cannot be named \"googclient\"");
            assertRefused(
                    sink,
                    output(Value.of("x"), Value.NULL, new Header("h", Value.of("1")), new Header("h", Value.of("2"))),
                    "there are two headers \"h\", and attributes of Pub/Sub have each name once");
        }
    }

    private static void assertRefused(Sink sink, Output output, String beginning) {
        EncodingException e = assertThrows(EncodingException.class, () -> sink.encode(output));
        assertTrue(String.valueOf(e.getMessage()).startsWith(beginning), e::getMessage);
    }

    @Test
    void aMissingTopicIsNamedAndMadeIfAsked() throws Exception {
        Topic topic = Topic.toBeCreated(emulator);
        ConnectorException e = assertThrows(ConnectorException.class, topic::sink);
        assertEquals(
                "there is no topic \"" + topic.name() + "\" in the project tests at " + emulator.node()
                        + "; create = true makes it",
                e.getMessage());
        topic.sink("create", true).close();
        topic.sink().close();
    }

    @Test
    void aServerThatGoesAwayIsUnreachableAfterItsTime() throws Exception {
        try (PubSubEmulator other = PubSubEmulator.start(folder.resolve("other"))) {
            Topic topic = Topic.create(other);
            Sink sink = topic.sink("timeout", Duration.ofSeconds(1), "ordering", true);
            other.kill();
            write(sink, 1, output(Value.of("x"), Value.of("k")));
            UnreachableException e = assertThrows(UnreachableException.class, sink::flush);
            assertTrue(
                    String.valueOf(e.getMessage())
                            .startsWith("cannot publish to the topic \"" + topic.name() + "\" of Pub/Sub at "
                                    + other.node() + ": "),
                    e::getMessage);
            sink.close();
        }
    }

    @Test
    void credentialsThatCannotBeReadAreNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("account.json"), "{\"type\":\"something else\"}");
        Access access = new Access(Optional.empty(), Optional.empty(), Optional.of(file), Duration.ofSeconds(1));
        ConnectorException e = assertThrows(ConnectorException.class, () -> Cloud.of(access));
        assertTrue(
                String.valueOf(e.getMessage())
                        .startsWith(
                                "the credentials " + file + " are no service account's JSON file that can be read: "),
                e::getMessage);
    }
}
