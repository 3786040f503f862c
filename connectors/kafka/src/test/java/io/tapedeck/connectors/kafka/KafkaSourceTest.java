package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.payloads;
import static io.tapedeck.connectors.kafka.Pipelines.read;
import static io.tapedeck.connectors.kafka.Pipelines.readToEnd;
import static io.tapedeck.connectors.kafka.Pipelines.source;
import static io.tapedeck.connectors.kafka.Topic.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source, with a broker. */
@Timeout(120)
class KafkaSourceTest {
    private static final Map<String, Object> TEXT = Map.of("decode", "text");
    private static KafkaBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Topic topic(String name, int partitions) throws InterruptedException, ExecutionException {
        return Topic.create(broker, name, partitions);
    }

    private static Value merged(List<Polled.Input> inputs) {
        SourcePosition position = new SourcePosition(Value.NULL);
        inputs.forEach(input -> position.advance(input.position()));
        return position.toValue();
    }

    @Test
    void shouldGiveEachPartitionInItsOrder() throws Exception {
        Topic topic = topic("ordered", 3);
        for (int partition = 0; partition < 3; partition++) {
            for (int i = 0; i < 1000; i++) {
                topic.append(partition, partition + "-" + i);
                i += 499;
            }
        }
        List<Polled.Input> inputs = readToEnd(topic.url(), TEXT, Optional.empty());
        assertEquals(6, inputs.size());
        for (int partition = 0; partition < 3; partition++) {
            long shard = partition;
            List<EncodedMessage> messages = inputs.stream()
                    .map(Polled.Input::message)
                    .filter(message -> message.shard() == shard)
                    .toList();
            assertEquals(
                    List.of(0L, 1L),
                    messages.stream().map(EncodedMessage::sequence).toList());
            assertEquals(partition + "-0", messages.get(0).payload().toUtf8());
            assertEquals(partition + "-500", messages.get(1).payload().toUtf8());
            assertEquals("ordered", messages.get(0).stream().name());
        }
    }

    @Test
    void shouldGoOnBehindEachPartitionsPosition() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("shouldGoOnBehindEachPartitionsPosition: -Dseed=" + seed);
        Random random = new Random(seed);
        Topic topic = topic("resumed", 4);
        List<String> all = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
            for (int i = 0; i < 400; i++) {
                all.add("m" + i);
                producer.send(new ProducerRecord<>("resumed", random.nextInt(4), null, bytes("m" + i)));
            }
        }
        List<Polled.Input> inputs = new ArrayList<>();
        while (inputs.size() < 400) {
            Optional<Value> after = inputs.isEmpty() ? Optional.empty() : Optional.of(merged(inputs));
            try (Source source = source(topic.url(), TEXT, after)) {
                inputs.addAll(read(source, Math.min(400 - inputs.size(), 1 + random.nextInt(90))));
            }
        }
        assertEquals(
                all.stream().sorted().toList(),
                payloads(inputs).stream().sorted().toList());
        assertEquals(List.of(), readToEnd(topic.url(), TEXT, Optional.of(merged(inputs))));
    }

    @Test
    void shouldCarryWithAMessageTheBeginningsOfTheOtherPartitionsOnce() throws Exception {
        Topic topic = topic("carried", 3);
        topic.append(1, "a", "b");
        topic.append(2, "old");
        try (Source source = source(topic.url(), Map.of("decode", "text", "start", "latest"), Optional.empty())) {
            topic.append(1, "c", "d");
            List<Polled.Input> inputs = read(source, 2);
            assertEquals(List.of("c", "d"), payloads(inputs));
            Value first = inputs.get(0).position().get("shards");
            assertEquals(Value.of(0), first.get("carried/0"));
            assertEquals(Value.of(3), first.get("carried/1"));
            assertEquals(Value.of(1), first.get("carried/2"));
            assertEquals(
                    Value.map("shards", Value.map("carried/1", Value.of(4))),
                    inputs.get(1).position());
            // What came to another partition meanwhile is behind where it began, not behind its end.
            topic.append(2, "new");
            assertEquals(List.of("new"), payloads(readToEnd(topic.url(), TEXT, Optional.of(merged(inputs)))));
        }
    }

    @Test
    void shouldStartWhereItIsTold() throws Exception {
        Topic topic = topic("started", 1);
        for (int i = 0; i < 5; i++) {
            topic.append(new ProducerRecord<>("started", 0, 1000L * i, null, bytes("m" + i)));
        }
        assertEquals(List.of("m0", "m1", "m2", "m3", "m4"), startedAt(topic, "earliest"));
        assertEquals(List.of(), startedAt(topic, "latest"));
        assertEquals(List.of("m3", "m4"), startedAt(topic, "3"));
        assertEquals(List.of(), startedAt(topic, "5"));
        assertEquals(List.of("m2", "m3", "m4"), startedAt(topic, "1970-01-01T00:00:02Z"));
        assertEquals(List.of("m3", "m4"), startedAt(topic, "1970-01-01T00:00:02.000001Z"));
        assertEquals(List.of("m3", "m4"), startedAt(topic, "1970-01-01T01:00:02.5+01:00"));
        assertEquals(List.of(), startedAt(topic, "1970-01-01T00:00:04.001Z"));
        assertEquals(
                "start = \"6\" lies behind the end of partition 0 of the Kafka topic \"started\" at " + broker.node()
                        + ", which is 5; start = \"latest\" begins there",
                assertThrows(ConnectorException.class, () -> startedAt(topic, "6"))
                        .getMessage());
    }

    private static List<String> startedAt(Topic topic, String start) throws ConnectorException, InterruptedException {
        return payloads(readToEnd(topic.url(), Map.of("decode", "text", "start", start), Optional.empty()));
    }

    @Test
    void shouldKeepKeysHeadersTimesAndTombstones() throws Exception {
        Topic topic = Topic.create(
                broker, "whole", 1, Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
        byte[] binary = {(byte) 0xC3, 0x28, 0};
        topic.append(new ProducerRecord<>(
                "whole",
                0,
                1_234_567L,
                bytes("ключ"),
                bytes("{\"a\":1}"),
                List.of(
                        new RecordHeader("h", bytes("text")),
                        new RecordHeader("h", binary),
                        new RecordHeader("none", (byte[]) null))));
        topic.append(new ProducerRecord<>("whole", 0, 0L, binary, (byte[]) null));
        topic.append(new ProducerRecord<>("whole", 0, 1L, new byte[0], new byte[0]));
        topic.append(new ProducerRecord<>("whole", 0, Long.MAX_VALUE / 1000, null, bytes("late")));
        List<EncodedMessage> messages = readToEnd(topic.url(), Map.of(), Optional.empty()).stream()
                .map(Polled.Input::message)
                .toList();
        EncodedMessage first = messages.get(0);
        assertEquals(1_234_567_000_000L, first.timeNanos());
        assertEquals(Value.of("ключ"), first.key());
        assertEquals(
                List.of(
                        new Header("h", Value.of("text")),
                        new Header("h", Value.of(Bytes.wrap(binary))),
                        new Header("none", Value.NULL)),
                first.headers());
        assertEquals(Value.map("a", Value.of(1)), new PayloadDecoder().decode(first));
        assertEquals(Value.of(Bytes.wrap(binary)), messages.get(1).key());
        assertEquals(Value.NULL, new PayloadDecoder().decode(messages.get(1)));
        assertEquals(Value.of(""), messages.get(2).key());
        assertEquals(PayloadEncoding.JSON, messages.get(2).encoding());
        assertEquals(PayloadEncoding.MALFORMED, messages.get(3).encoding());
    }

    @Test
    void shouldReadTheWholeOfWhatIsThereAndLeaveTheRestForTheNextRun() throws Exception {
        Topic topic = topic("finite", 2);
        topic.append(0, "a");
        topic.append(1, "b");
        try (Source source = source(topic.url(), Map.of("decode", "text", "follow", false), Optional.empty())) {
            topic.append(0, "later");
            List<Polled.Input> inputs = read(source, 2);
            while (!(source.poll(Duration.ofMillis(50)) instanceof Polled.Ended)) {
                // The end is known after a look at each partition.
            }
            assertEquals(List.of("a", "b"), payloads(inputs).stream().sorted().toList());
            assertEquals(List.of("later"), payloads(readToEnd(topic.url(), TEXT, Optional.of(merged(inputs)))));
        }
    }

    @Test
    void shouldEndAtOnceWhereThereIsNothingNew() throws Exception {
        Topic topic = topic("nothing", 2);
        writeTransaction(topic, true, "a");
        List<Polled.Input> inputs = readToEnd(topic.url(), TEXT, Optional.empty());
        assertEquals(List.of("a"), payloads(inputs));
        // Behind the position there is the end of the transaction, which is no record.
        try (Source source =
                source(topic.url(), Map.of("decode", "text", "follow", false), Optional.of(merged(inputs)))) {
            assertInstanceOf(Polled.Ended.class, source.poll(Duration.ZERO));
        }
    }

    @Test
    void shouldNotReadWhatWasAborted() throws Exception {
        Topic topic = topic("aborted", 1);
        writeTransaction(topic, true, "a");
        writeTransaction(topic, false, "b");
        writeTransaction(topic, true, "c");
        writeTransaction(topic, false, "d");
        assertEquals(List.of("a", "c"), payloads(readToEnd(topic.url(), TEXT, Optional.empty())));
    }

    private static void writeTransaction(Topic topic, boolean commit, String text) {
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of("transactional.id", "writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic.name(), 0, null, bytes(text)));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    @Test
    void shouldFollowATopicAndItsNewPartitions() throws Exception {
        Topic topic = topic("grown", 1);
        Map<String, Object> options =
                Map.of("decode", "text", "start", "latest", "properties", Map.of("metadata.max.age.ms", "500"));
        try (Source source = source(topic.url(), options, Optional.empty())) {
            assertInstanceOf(Polled.Idle.class, source.poll(Duration.ofMillis(10)));
            topic.append(0, "a");
            assertEquals(List.of("a"), payloads(read(source, 1)));
            topic.grow(2);
            topic.append(1, "b");
            List<Polled.Input> inputs = read(source, 1);
            assertEquals(List.of("b"), payloads(inputs));
            assertEquals(
                    Value.map("shards", Value.map("grown/1", Value.of(1))),
                    inputs.getFirst().position());
        }
    }

    @Test
    void shouldReadSeveralTopics() throws Exception {
        topic("one", 1).append(0, "1");
        topic("two", 2).append(1, "2");
        String url = "kafka://" + broker.node() + "/one,two";
        List<Polled.Input> inputs = readToEnd(url, TEXT, Optional.empty());
        assertEquals(
                List.of("one/0@0", "two/1@0"),
                inputs.stream().map(input -> input.message().place()).sorted().toList());
        assertEquals(List.of(), readToEnd(url, TEXT, Optional.of(merged(inputs))));
    }

    @Test
    void shouldReadWhatIsCompressed() throws Exception {
        for (String compression : List.of("gzip", "snappy", "lz4", "zstd")) {
            Topic topic = topic("packed-" + compression, 1);
            try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of("compression.type", compression))) {
                producer.send(new ProducerRecord<>(topic.name(), 0, null, bytes("abc".repeat(1000))));
            }
            assertEquals(
                    List.of("abc".repeat(1000)), payloads(readToEnd(topic.url(), TEXT, Optional.empty())), compression);
        }
    }

    @Test
    void shouldSayWhichRecordsTheBrokerNoLongerHas() throws Exception {
        Topic topic = topic("expired", 2);
        topic.append(0, "a", "b", "c", "d", "e");
        topic.append(1, "f");
        Value read = Value.map("shards", Value.map("expired/0", Value.of(1), "expired/1", Value.of(1)));
        topic.deleteBefore(0, 3);
        assertEquals(
                "the broker no longer has the offsets 1 to 2 of partition 0 of the Kafka topic \"expired\" at "
                        + broker.node() + ", which were not read yet; --new starts over with what is there, "
                        + "and a longer retention of the topic keeps more",
                assertThrows(ConnectorException.class, () -> source(topic.url(), TEXT, Optional.of(read)))
                        .getMessage());
        assertEquals(
                List.of("d", "e", "f"),
                startedAt(topic, "earliest").stream().sorted().toList());
    }

    @Test
    void shouldSayItToARunThatTheRetentionOvertakes() throws Exception {
        Topic topic = topic("overtaken", 1);
        topic.append(0, "a");
        Map<String, Object> impatient = Map.of("decode", "text", "properties", Map.of("fetch.max.wait.ms", "1"));
        try (Source source = source(topic.url(), impatient, Optional.empty())) {
            read(source, 1);
            Thread.sleep(200); // what the client asked for ahead was answered: there was nothing
            topic.append(0, "b", "c", "d", "e", "f", "g");
            topic.deleteBefore(0, 6);
            ConnectorException gone = assertThrows(ConnectorException.class, () -> read(source, 6));
            assertTrue(gone.getMessage().contains("no longer has the offsets 1 to 5"), gone.getMessage());
        }
    }

    @Test
    void shouldNoticeATopicThatWasMadeAnew() throws Exception {
        Topic topic = topic("renewed", 1);
        topic.append(0, "a", "b");
        Value read = merged(readToEnd(topic.url(), TEXT, Optional.empty()));
        topic.delete();
        assertEquals(
                "there is no topic \"renewed\" at " + broker.node() + "; create it",
                assertThrows(ConnectorException.class, () -> source(topic.url(), TEXT, Optional.of(read)))
                        .getMessage());
        topic("renewed", 1).append(0, "c", "d", "e");
        assertEquals(
                "the topic \"renewed\" at " + broker.node()
                        + " was deleted and made anew since the run read it; --new starts over with what is there",
                assertThrows(ConnectorException.class, () -> source(topic.url(), TEXT, Optional.of(read)))
                        .getMessage());
    }

    @Test
    void shouldSayThatATopicWasDeleted() throws Exception {
        Topic topic = topic("deleted", 1);
        topic.append(0, "a");
        Map<String, Object> options = Map.of("decode", "text", "properties", Map.of("metadata.max.age.ms", "500"));
        try (Source source = source(topic.url(), options, Optional.empty())) {
            read(source, 1);
            topic.delete();
            assertEquals(
                    "the topic \"deleted\" at " + broker.node() + " was deleted",
                    assertThrows(ConnectorException.class, () -> read(source, 1))
                            .getMessage());
        }
    }

    @Test
    void shouldSayWhichBrokerDoesNotAnswer() {
        Map<String, Object> quick =
                Map.of("properties", Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "1000"));
        String message = assertThrows(
                        ConnectorException.class, () -> source("kafka://127.0.0.1:1/orders", quick, Optional.empty()))
                .getMessage();
        assertTrue(message.startsWith("cannot find the topic \"orders\" at 127.0.0.1:1: no answer in time ("), message);
        assertTrue(message.endsWith("); run again when the broker is there"), message);
    }

    @Test
    void shouldEndAWaitThatIsInterrupted() throws Exception {
        Topic topic = topic("interrupted", 1);
        try (Source source = source(topic.url(), TEXT, Optional.empty())) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> source.poll(Duration.ofSeconds(60)));
        }
    }
}
