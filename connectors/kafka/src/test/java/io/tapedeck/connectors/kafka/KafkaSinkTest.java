package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.LINEAGE;
import static io.tapedeck.connectors.kafka.Pipelines.effect;
import static io.tapedeck.connectors.kafka.Pipelines.sink;
import static io.tapedeck.connectors.kafka.Pipelines.write;
import static io.tapedeck.connectors.kafka.Topic.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sinks, with a broker. */
@Timeout(120)
class KafkaSinkTest {
    private static final Map<String, Object> TEXT = Map.of("encode", "text");
    private static final Map<String, Object> AT_LEAST_ONCE = Map.of("encode", "text", "guarantee", "at-least-once");
    private static KafkaBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        broker =
                KafkaBroker.start(folder, Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Topic topic(String name, int partitions) throws InterruptedException, ExecutionException {
        return Topic.create(broker, name, partitions);
    }

    private static Output text(String text) {
        return Output.of(Value.of(text));
    }

    @Test
    void shouldKnowWhatItHolds() throws Exception {
        Topic topic = topic("held", 3);
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertTrue(sink.remembers());
            assertEquals(Optional.empty(), sink.last());
            write(sink, 1, text("a"));
            sink.write(effect(sink, 4, 0, text("b")));
            sink.write(effect(sink, 4, 1, text("c")));
            assertEquals(List.of(), topic.committed());
            sink.flush();
            assertEquals(Optional.of(new EffectId(4, 1)), sink.last());
            sink.flush();
            write(sink, 5, text("d"));
            sink.flush();
        }
        assertEquals(
                List.of("a", "b", "c", "d"),
                values(topic.committed()).stream().sorted().toList());
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertEquals(Optional.of(new EffectId(5, 0)), sink.last());
        }
    }

    @Test
    void shouldAbortWhatWasNotFlushed() throws Exception {
        Topic topic = topic("unflushed", 1);
        try (Sink sink = sink(topic.url(), TEXT)) {
            write(sink, 1, text("a"));
            sink.flush();
            write(sink, 2, text("b"));
        }
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertEquals(Optional.of(new EffectId(1, 0)), sink.last());
            write(sink, 2, text("b2"));
            sink.flush();
        }
        assertEquals(List.of("a", "b2"), values(topic.committed()));
    }

    @Test
    void shouldFenceTheOneBeforeInTheMiddleOfItsTransaction() throws Exception {
        Topic topic = topic("fenced", 1);
        try (Sink stale = sink(topic.url(), Map.of("encode", "text", "properties", Map.of("linger.ms", "0")))) {
            write(stale, 1, text("a"));
            stale.flush();
            write(stale, 2, text("lost"));
            awaitRecords(topic, 2);
            try (Sink sink = sink(topic.url(), TEXT)) {
                assertEquals(Optional.of(new EffectId(1, 0)), sink.last());
                write(stale, 3, text("late"));
                String refused =
                        assertThrows(ConnectorException.class, stale::flush).getMessage();
                assertTrue(
                        refused.startsWith("another process, or another sink of the same pipeline, has taken over what "
                                + "run 7085448b writes to the Kafka topic "
                                + "\"fenced\" at " + broker.node() + ", so this one stops"),
                        refused);
                assertEquals(Optional.of(new EffectId(1, 0)), stale.last());
                write(sink, 2, text("b"));
                sink.flush();
            }
        }
        assertEquals(List.of("a", "b"), values(topic.committed()));
        assertTrue(values(topic.uncommitted()).contains("lost"));
    }

    @Test
    void shouldSayThatATransactionWasOpenForTooLong() throws Exception {
        Topic topic = topic("slow", 1);
        Map<String, Object> impatient =
                Map.of("encode", "text", "properties", Map.of("transaction.timeout.ms", "1000", "linger.ms", "0"));
        try (Sink sink = sink(topic.url(), impatient)) {
            write(sink, 1, text("a"));
            awaitRecords(topic, 1);
            awaitEnd(topic, 2); // behind the mark that the broker sets where it aborts
            String sentence =
                    assertThrows(UnreachableException.class, sink::flush).getMessage();
            assertTrue(
                    sentence.startsWith("a transaction on the Kafka topic \"slow\" at " + broker.node()
                            + " was open for longer than transaction.timeout.ms, 1000 ms"),
                    sentence);
        }
        try (Sink sink = sink(topic.url(), impatient)) {
            assertEquals(Optional.empty(), sink.last());
            write(sink, 1, text("a"));
            sink.flush();
        }
        assertEquals(List.of("a"), values(topic.committed()));
    }

    private static void awaitEnd(Topic topic, long offset) throws InterruptedException, ExecutionException {
        TopicPartition only = new TopicPartition(topic.name(), 0);
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try (Admin admin = broker.admin()) {
            while (admin.listOffsets(Map.of(only, OffsetSpec.latest()))
                            .partitionResult(only)
                            .get()
                            .offset()
                    < offset) {
                assertTrue(System.nanoTime() < deadlineNanos, "the end was not reached");
                Thread.sleep(20);
            }
        }
    }

    /** Waits until so many records are there, committed or not. */
    private static void awaitRecords(Topic topic, int count) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (topic.uncommitted().size() < count) {
            assertTrue(System.nanoTime() < deadlineNanos, "the records did not come");
            Thread.sleep(20);
        }
    }

    @Test
    void shouldKeepRunsAndTasksApart() throws Exception {
        Topic topic = topic("shared", 1);
        try (Sink ours = sink(topic.url(), TEXT);
                Sink others = new KafkaConnector()
                        .openSink(
                                Pipelines.endpoint(topic.url(), TEXT),
                                Pipelines.context(UUID.fromString("11111111-0000-4000-8000-000000000001")))) {
            write(ours, 7, text("ours"));
            ours.flush();
            write(others, 2, text("others"));
            others.flush();
            write(ours, 8, text("ours"));
            ours.flush();
            assertEquals(Optional.of(new EffectId(8, 0)), ours.last());
            assertEquals(Optional.of(new EffectId(2, 0)), others.last());
        }
        assertEquals(List.of("ours", "others", "ours"), values(topic.committed()));
    }

    @Test
    void shouldWriteKeysHeadersTimesAndTombstones() throws Exception {
        Topic topic = topic("written", 1);
        Bytes binary = Bytes.wrap(new byte[] {(byte) 0xC3, 0x28, 0});
        Output whole = new Output(
                Value.map("a", Value.of("ü")),
                Value.of("ключ"),
                List.of(
                        new Header("h", Value.of("text")),
                        new Header("h", Value.of(binary)),
                        new Header("n", Value.of(3)),
                        new Header("none", Value.NULL)));
        try (Sink sink = sink(topic.url(), Map.of())) {
            sink.write(new Effect(new EffectId(1, 0), 1_234_567_999_999L, whole, sink.encode(whole)));
            write(sink, 2, new Output(Value.NULL, Value.of(binary), List.of()));
            write(sink, 3, new Output(Value.of("text"), Value.map("id", Value.of(1)), List.of()));
            write(sink, 4, text(""));
            sink.flush();
        }
        List<ConsumerRecord<byte[], byte[]>> records = topic.committed();
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        assertEquals(1_234_567L, first.timestamp());
        assertEquals("ключ", new String(first.key(), StandardCharsets.UTF_8));
        assertEquals("{\"a\":\"ü\"}", new String(first.value(), StandardCharsets.UTF_8));
        assertEquals(
                List.of("h", "h", "n", "none"),
                IntStream.range(0, 4)
                        .mapToObj(i -> first.headers().toArray()[i].key())
                        .toList());
        assertArrayEquals(binary.toByteArray(), first.headers().toArray()[1].value());
        assertEquals("3", new String(first.headers().toArray()[2].value(), StandardCharsets.UTF_8));
        assertNull(first.headers().toArray()[3].value());
        assertArrayEquals(binary.toByteArray(), records.get(1).key());
        assertNull(records.get(1).value());
        assertEquals("{\"id\":1}", new String(records.get(2).key(), StandardCharsets.UTF_8));
        assertEquals("\"text\"", new String(records.get(2).value(), StandardCharsets.UTF_8));
        assertNull(records.get(3).key());
    }

    @Test
    void shouldEncodeAsTold() throws Exception {
        Topic topic = topic("encoded", 1);
        Value bytes = Value.of(Bytes.utf8("raw"));
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertEquals("a", sink.encode(text("a")).toUtf8());
            assertEquals("raw", sink.encode(Output.of(bytes)).toUtf8());
            assertEquals("[1]", sink.encode(Output.of(Value.list(Value.of(1)))).toUtf8());
        }
        try (Sink sink = sink(topic.url(), Map.of("encode", "bytes"))) {
            assertEquals("raw", sink.encode(Output.of(bytes)).toUtf8());
            assertEquals(
                    "encode = \"bytes\" writes bytes and strings, and this is neither; encode = \"json\" writes all "
                            + "values",
                    assertThrows(EncodingException.class, () -> sink.encode(Output.of(Value.of(1))))
                            .getMessage());
        }
        try (Sink sink = sink(topic.url(), Map.of())) {
            Output key = new Output(Value.of(1), Value.of(Double.NaN), List.of());
            assertThrows(EncodingException.class, () -> sink.encode(key));
        }
    }

    @Test
    void shouldTakeRecordsUpToTheTopicsLimitAndFailTheStepBeyond() throws Exception {
        Topic topic = Topic.create(broker, "large", 1, Map.of("max.message.bytes", "3000000"));
        try (Sink sink = sink(topic.url(), TEXT)) {
            write(sink, 1, text("x".repeat(2_999_900)));
            sink.flush();
            assertEquals(
                    "an output of 3000092 bytes; the Kafka topic \"large\" takes records of 3000000 at most "
                            + "(max.message.bytes)",
                    assertThrows(EncodingException.class, () -> sink.encode(text("x".repeat(3_000_000))))
                            .getMessage());
        }
        assertEquals(1, topic.committed().size());
    }

    @Test
    void shouldFailTheStepThatHasNoKeyForACompactedTopic() throws Exception {
        Topic topic = Topic.create(broker, "compacted", 1, Map.of("cleanup.policy", "compact"));
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertEquals(
                    "an output without a key; the Kafka topic \"compacted\" is compacted (cleanup.policy) and takes only "
                            + "records that have one",
                    assertThrows(EncodingException.class, () -> sink.encode(text("a")))
                            .getMessage());
            Output keyed = new Output(Value.of("a"), Value.of("k"), List.of());
            sink.write(effect(sink, 1, 0, keyed));
            sink.flush();
        }
        try (Sink again = sink(topic.url(), TEXT)) { // which waits for the brokers to be done with the transaction
            assertEquals(Optional.of(new EffectId(1, 0)), again.last());
        }
        assertEquals(List.of("a"), values(topic.committed()));
    }

    @Test
    void shouldWriteAtLeastOnceWithTheEffectsId() throws Exception {
        Topic topic = topic("repeated", 1);
        for (int i = 0; i < 2; i++) {
            try (Sink sink = sink(topic.url(), AT_LEAST_ONCE)) {
                assertFalse(sink.remembers());
                assertEquals(Optional.empty(), sink.last());
                Output output = new Output(
                        Value.of("a"), Value.NULL, List.of(new Header(UnboundSink.EFFECT_ID, Value.of("another's"))));
                sink.write(effect(sink, 12, 3, output));
                sink.flush();
            }
        }
        List<ConsumerRecord<byte[], byte[]>> records = topic.committed();
        assertEquals(List.of("a", "a"), values(records));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assertEquals(1, record.headers().toArray().length);
            assertEquals(
                    LINEAGE + "/0/12.3",
                    new String(record.headers().lastHeader("tapedeck-effect-id").value(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldCreateATopicOnlyWhereToldTo() throws Exception {
        Topic topic = new Topic(broker, "created");
        assertEquals(
                "there is no topic \"created\" at " + broker.node()
                        + "; create it, or have it created with create_partitions = 1",
                assertThrows(ConnectorException.class, () -> sink(topic.url(), Map.of()))
                        .getMessage());
        for (int i = 0; i < 2; i++) {
            try (Sink sink = sink(topic.url(), Map.of("encode", "text", "create_partitions", 5L))) {
                write(sink, i + 1, text("a"));
                sink.flush();
            }
        }
        assertEquals(List.of("a", "a"), values(topic.committed()));
        try (var admin = broker.admin()) {
            assertEquals(
                    5,
                    admin.describeTopics(List.of("created"))
                            .allTopicNames()
                            .get()
                            .get("created")
                            .partitions()
                            .size());
        }
    }

    @Test
    void shouldRefuseATimeThatARecordCannotHave() throws Exception {
        Topic topic = topic("early", 1);
        try (Sink sink = sink(topic.url(), TEXT)) {
            Effect early = new Effect(new EffectId(1, 0), -1, text("a"), sink.encode(text("a")));
            assertEquals(
                    "the output #1.0 has a time before 1970, which a record of the Kafka topic \"early\" cannot have",
                    assertThrows(ConnectorException.class, () -> sink.write(early))
                            .getMessage());
        }
    }

    @Test
    void shouldSayWhichBrokerDoesNotAnswer() {
        Map<String, Object> quick =
                Map.of("properties", Map.of("request.timeout.ms", "1000", "delivery.timeout.ms", "2000"));
        String message = assertThrows(ConnectorException.class, () -> sink("kafka://127.0.0.1:1/out", quick))
                .getMessage();
        assertTrue(message.startsWith("cannot find the topic \"out\" at 127.0.0.1:1: no answer in time ("), message);
    }
}
