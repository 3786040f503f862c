package io.tapedeck.connectors.pubsub;

import static io.tapedeck.connectors.pubsub.Topic.after;
import static io.tapedeck.connectors.pubsub.Topic.take;
import static io.tapedeck.connectors.pubsub.Topic.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.StreamingPullResponse;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import io.tapedeck.connectors.pubsub.emulator.PubSubRelay;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources, with Google's emulator. */
@Timeout(120)
class PubSubSourceTest {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Object[] SOON = {"ack_deadline", Duration.ofSeconds(10)};

    @TempDir
    private static Path folder;

    private static PubSubEmulator emulator;

    private Topic topic;

    @BeforeAll
    static void startEmulator() throws Exception {
        assumeTrue(
                PubSubEmulator.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Pub/Sub emulator");
        emulator = PubSubEmulator.start(folder);
    }

    @AfterAll
    static void stopEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @BeforeEach
    void createTopic() throws Exception {
        topic = Topic.create(emulator);
    }

    private static Source begun(Source source) throws ConnectorException {
        source.seek(Optional.empty());
        return source;
    }

    private static Source behind(Source source, Value position) throws ConnectorException {
        source.seek(Optional.of(position));
        return source;
    }

    private static void assertNothingComes(Source source) throws Exception {
        assertEquals(Polled.Idle.INSTANCE, source.poll(MOMENT));
    }

    @Test
    void aMessageComesWithItsKeyAttributesIdAndTime() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        topic.publish(PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8("{\"total\":12}"))
                .setOrderingKey("customer-7")
                .putAttributes("operation_type", "insert")
                .putAttributes("database", "shop")
                .build());
        try (Source source = begun(topic.open("decode", "json"))) {
            EncodedMessage message = take(source, 1).getFirst().message();
            assertEquals(topic.name(), message.stream().name());
            assertEquals(topic.name() + "/0@1", message.place());
            assertEquals(Value.map("total", Value.of(12)), new PayloadDecoder().decode(message));
            assertEquals(Value.of("customer-7"), message.key());
            assertEquals(
                    List.of("database", "operation_type", "pubsub-message-id"),
                    message.headers().stream().map(Header::name).toList());
            assertEquals(Value.of("shop"), message.headers().getFirst().value());
            Instant time = Times.instant(message.timeNanos());
            assertTrue(!time.isBefore(before) && !time.isAfter(Instant.now().plusSeconds(1)), time::toString);
        }
    }

    @Test
    void aMessageWithoutDataHasTheValueNull() throws Exception {
        topic.publish(PubsubMessage.newBuilder().putAttributes("only", "this").build());
        try (Source source = begun(topic.open("decode", "json"))) {
            assertEquals(
                    Value.NULL,
                    new PayloadDecoder().decode(take(source, 1).getFirst().message()));
        }
    }

    @Test
    void messagesOfAnOrderingKeyComeInTheirOrder() throws Exception {
        List<PubsubMessage> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(PubsubMessage.newBuilder()
                    .setData(ByteString.copyFromUtf8("m" + i))
                    .setOrderingKey(i % 2 == 0 ? "even" : "odd")
                    .build());
        }
        topic.publish(messages.toArray(PubsubMessage[]::new));
        try (Source source = begun(topic.open())) {
            List<Polled.Input> inputs = take(source, 100);
            for (String key : List.of("even", "odd")) {
                List<Polled.Input> ofKey = inputs.stream()
                        .filter(input -> input.message().key().equals(Value.of(key)))
                        .toList();
                assertEquals(
                        messages.stream()
                                .filter(message -> message.getOrderingKey().equals(key))
                                .map(message -> message.getData().toStringUtf8())
                                .toList(),
                        texts(ofKey));
            }
        }
    }

    @Test
    void whatTheRunHasRecordedIsPassedOverWhenItComesAgain() throws Exception {
        Given given = new Given();
        Topic topic = Topic.create(emulator);
        topic.publishTexts(1, 10);
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), given)) {
            List<Polled.Input> taken;
            List<Polled.Input> recorded;
            try (Source source = begun(topic.by(relay).open(SOON))) {
                taken = take(source, 10);
                recorded = taken.subList(0, 7);
                source.acknowledge(after(recorded.subList(0, 3)));
            }
            try (Source source = behind(topic.by(relay).open(SOON), after(recorded))) {
                source.acknowledge(after(recorded));
                List<Polled.Input> rest = take(source, 3);
                assertEquals(Set.copyOf(texts(taken).subList(7, 10)), Set.copyOf(texts(rest)));
                assertEquals(8, rest.getFirst().message().sequence());
                while (given.count() < 10 + 7) {
                    assertNothingComes(source);
                }
                assertNothingComes(source);
            }
        }
    }

    @Test
    void aLeaseIsExtendedAsLongAsAMessageIsHere() throws Exception {
        Given given = new Given();
        Topic topic = Topic.create(emulator);
        topic.publishTexts(1, 1);
        try (PubSubRelay relay = new PubSubRelay(emulator.node(), given);
                Source source = begun(topic.by(relay).open(SOON))) {
            take(source, 1);
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofSeconds(12)));
            assertEquals(1, given.count());
        }
    }

    /** How many messages streams gave, those that came again too. */
    private static final class Given implements PubSubRelay.Fault {
        private final AtomicInteger messages = new AtomicInteger();

        @Override
        public byte[] answer(String method, byte[] answer) {
            if (method.equals("StreamingPull")) {
                messages.addAndGet(received(answer));
            }
            return answer;
        }

        private static int received(byte[] answer) {
            try {
                return StreamingPullResponse.parseFrom(answer).getReceivedMessagesCount();
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        int count() {
            return messages.get();
        }
    }

    @Test
    void noMoreIsTakenThanMayBeOutstanding() throws Exception {
        topic.publishTexts(1, 10);
        try (Source source = begun(topic.open("outstanding", 4L))) {
            List<Polled.Input> inputs = take(source, 4);
            assertNothingComes(source);
            source.acknowledge(after(inputs));
            assertEquals(4, take(source, 4).size());
        }
    }

    @Test
    void largeMessagesComeWhole() throws Exception {
        String large = "x".repeat(9_000_000);
        topic.publish(PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(large))
                .build());
        topic.publish(PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(large + "y".repeat(500_000)))
                .build());
        try (Source source = begun(topic.open())) {
            List<Polled.Input> first = take(source, 1);
            source.acknowledge(after(first)); // two are more than may be here at once
            List<Polled.Input> both = List.of(first.getFirst(), take(source, 1).getFirst());
            List<String> lengths = texts(both).stream()
                    .map(text -> Integer.toString(text.length()))
                    .sorted()
                    .toList();
            assertEquals(List.of("9000000", "9500000"), lengths);
        }
    }

    @Test
    void whatIsNotThereIsMadeIfAsked() throws Exception {
        Topic fresh = Topic.toBeCreated(emulator);
        try (Source source = begun(fresh.open("create", true))) {
            fresh.publishTexts(1, 3);
            assertEquals(Topic.texts(1, 3), texts(take(source, 3)));
        }
        fresh.open("create", true).close(); // and is not in the way
    }

    @Test
    void aSubscriptionIsMadeWithItsFilterAndOneWithAnotherIsRefused() throws Exception {
        Topic fresh = Topic.toBeCreated(emulator);
        String inserts = "attributes.operation_type = \"insert\"";
        fresh.open("create", true, "filter", inserts).close();
        fresh.open("filter", inserts).close();
        fresh.open().close();
        ConnectorException e = assertThrows(
                ConnectorException.class, () -> fresh.open("filter", "attributes.operation_type = \"delete\""));
        assertTrue(
                String.valueOf(e.getMessage())
                        .contains("has the filter " + inserts + ", not attributes.operation_type"),
                e::getMessage);
        ConnectorException none = assertThrows(ConnectorException.class, () -> topic.open("filter", inserts));
        assertTrue(String.valueOf(none.getMessage()).contains("has no filter, not " + inserts), none::getMessage);
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        ConnectorException e = assertThrows(ConnectorException.class, () -> topic.open("subscription", "missing"));
        assertEquals(
                "there is no subscription \"missing\" in the project tests at " + emulator.node()
                        + "; subscription = names another, and create = true makes it",
                e.getMessage());
    }

    @Test
    void aSubscriptionOfAnotherTopicIsRefused() throws Exception {
        Topic other = Topic.create(emulator);
        ConnectorException e =
                assertThrows(ConnectorException.class, () -> topic.open("subscription", "sub-" + other.name()));
        assertTrue(
                String.valueOf(e.getMessage())
                        .endsWith("is one of projects/tests/topics/" + other.name() + ", not of projects/tests/topics/"
                                + topic.name()),
                e::getMessage);
    }

    @Test
    void aRunGoesOnWithItsSubscriptionOnly() throws Exception {
        topic.publishTexts(1, 1);
        Value position;
        try (Source source = begun(topic.open())) {
            position = after(take(source, 1));
        }
        try (Source source = topic.open("subscription", "other-one", "create", true)) {
            ConnectorException e = assertThrows(ConnectorException.class, () -> source.seek(Optional.of(position)));
            assertEquals(
                    "the run reads the subscription \"sub-" + topic.name()
                            + "\", the pipeline file now says \"other-one\"; --new starts a new run",
                    e.getMessage());
        }
    }

    @Test
    void anAddressWhereNobodyListensIsUnreachable() throws Exception {
        int port = freePort();
        UnreachableException e = assertThrows(
                UnreachableException.class,
                () -> topic.open("emulator", "127.0.0.1:" + port, "timeout", Duration.ofSeconds(1)));
        assertTrue(
                String.valueOf(e.getMessage())
                        .startsWith("cannot look for the subscription \"sub-" + topic.name()
                                + "\" of Pub/Sub at 127.0.0.1:" + port + ": "),
                e::getMessage);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
