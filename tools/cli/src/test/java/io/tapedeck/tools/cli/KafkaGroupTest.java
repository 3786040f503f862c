package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workers that share a topic in a consumer group, of either protocol, while numbers keep coming: who joins, stops, is killed
 * or is put out of the group must lose none, and only those who are killed or put out may leave some to be taken twice.
 */
@Timeout(300)
final class KafkaGroupTest {
    /** How often a worker goes and comes. */
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    private static final int ROUNDS = FULL ? 3 : 1;

    private static final int PARTITIONS = 6;
    private static final int PER_BURST = 10;

    /** As the specification of the source says: what a killed worker leaves unacknowledged at most. */
    private static final int UNACKNOWLEDGED_MAX = 4096;

    @TempDir
    private Path folder;

    private Shelled tapedeck;
    private KafkaBroker broker;
    private Numbers numbers;
    private Outputs outputs;
    private final List<GroupWorker> workers = new ArrayList<>();

    private void start(String protocol, String properties) throws Exception {
        tapedeck = new Shelled(folder);
        broker = KafkaBroker.start(
                folder.resolve("broker"),
                Map.of(
                        "group.initial.rebalance.delay.ms", "0",
                        "group.min.session.timeout.ms", "1000",
                        "group.consumer.session.timeout.ms", "3000",
                        "group.consumer.min.session.timeout.ms", "1000",
                        "group.consumer.heartbeat.interval.ms", "500",
                        "group.consumer.min.heartbeat.interval.ms", "500"));
        broker.createTopic("in", PARTITIONS, Map.of());
        broker.createTopic("out", 1, Map.of());
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.value().asLong() == -1) {
                            context.sleep(java.time.Duration.ofSeconds(6));
                        }
                        context.emit(message.value());
                    }
                }
                """);
        String session =
                protocol.equals("classic") ? "session.timeout.ms = \"3000\", heartbeat.interval.ms = \"500\"" : "";
        tapedeck.write("shared.toml", """
                [pipeline.shared]
                from = { url = "kafka://NODE/in", group = "workers", group_protocol = "PROTOCOL", properties = { PROPERTIES } }
                to = { url = "kafka://NODE/out", properties = { transaction.timeout.ms = "10000" } }
                durability = "os"
                checkpoint = "200ms"
                [[pipeline.shared.step]]
                java = "Pass.java"
                """.replace("NODE", broker.node()).replace("PROTOCOL", protocol).replace(
                "PROPERTIES",
                properties.isEmpty() || session.isEmpty() ? properties + session : properties + ", " + session));
        numbers = new Numbers(broker.node());
        outputs = new Outputs(broker.node());
        numbers.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        workers.forEach(GroupWorker::close);
        if (numbers != null) {
            numbers.end();
            outputs.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** Sends 0, 1, 2 … to the partitions by turns, some at a time, until it is told to end. */
    private static final class Numbers extends Thread {
        private final KafkaProducer<String, String> producer;
        private volatile boolean ending;
        private int sent;

        private Numbers(String node) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", node), new StringSerializer(), new StringSerializer());
        }

        @Override
        public void run() {
            while (!ending) {
                for (int i = 0; i < PER_BURST; i++) {
                    send(sent % PARTITIONS, sent++);
                }
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    return;
                }
            }
            producer.close();
        }

        void send(int partition, int number) {
            producer.send(new ProducerRecord<>("in", partition, null, Integer.toString(number)));
        }

        /** How many there are in all. */
        int end() throws InterruptedException {
            ending = true;
            join();
            return sent;
        }
    }

    /** Counts what a reader of committed records finds in the topic that is written. */
    private static final class Outputs implements AutoCloseable {
        private final KafkaConsumer<String, String> consumer;
        private final Map<Integer, Integer> counts = new TreeMap<>();
        private int total;

        private Outputs(String node) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", node,
                            "isolation.level", "read_committed",
                            "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer());
            consumer.assign(List.of(new TopicPartition("out", 0)));
        }

        void read() {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                counts.merge(Integer.valueOf(record.value()), 1, Integer::sum);
                total++;
            });
        }

        /** Reads what there is by now, to its end. */
        void readAll() {
            TopicPartition out = consumer.assignment().iterator().next();
            long end = consumer.endOffsets(consumer.assignment()).getOrDefault(out, 0L);
            while (consumer.position(out) < end) {
                read();
            }
        }

        /** How many were written too often. */
        int doubled() {
            return total - counts.size();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws IOException, InterruptedException, ExecutionException;
    }

    private void await(String what, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.isMet()) {
            outputs.read();
            assertTrue(
                    System.nanoTime() < deadlineNanos,
                    () -> "waited for " + what + ": " + GroupWorker.said(workers) + outputs.counts.size());
        }
    }

    private GroupWorker worker(String data) throws IOException {
        GroupWorker worker = new GroupWorker(tapedeck, "shared.toml", data);
        workers.add(worker);
        return worker;
    }

    private void awaitWork(GroupWorker worker) throws Exception {
        long before = worker.logBytes();
        await("work of a worker", () -> worker.logBytes() > before + 20_000);
    }

    private void awaitOutputs(int more) throws Exception {
        int before = outputs.counts.size();
        await("outputs", () -> outputs.counts.size() >= before + more);
    }

    /** Ends the input; all that came is written, and the group knows it. */
    private void assertNothingLost() throws Exception {
        int sent = numbers.end();
        List<Integer> all = IntStream.range(0, sent).boxed().toList();
        await("the last outputs", () -> outputs.counts.keySet().containsAll(all));
        for (GroupWorker worker : workers) {
            if (worker.isAlive()) {
                worker.stop();
            }
        }
        outputs.readAll();
        assertEquals(acknowledged(), ends(), "what is acknowledged in the end");
    }

    private Map<TopicPartition, Long> acknowledged() throws Exception {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> at : admin.listConsumerGroupOffsets("workers")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()) {
                offsets.put(at.getKey(), at.getValue().offset());
            }
            return offsets;
        }
    }

    private Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.node()), new StringDeserializer(), new StringDeserializer())) {
            return consumer.endOffsets(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition("in", partition))
                    .toList());
        }
    }

    /** The runs verify, and together they took what is expected. */
    private void assertRecorded(int inputs) throws Exception {
        int steps = 0;
        for (GroupWorker worker : workers) {
            steps += worker.verify().get("steps").asInt();
        }
        assertEquals(inputs, steps);
    }

    /** The protocols by which members of a group agree: in a short run one of them, each in some test. */
    static List<String> bothOrClassic() {
        return FULL ? List.of("classic", "consumer") : List.of("classic");
    }

    static List<String> bothOrConsumer() {
        return FULL ? List.of("classic", "consumer") : List.of("consumer");
    }

    @ParameterizedTest
    @MethodSource("bothOrConsumer")
    void nothingIsLostOrDoubledWhileWorkersComeAndStop(String protocol) throws Exception {
        start(protocol, "");
        GroupWorker first = worker("first");
        awaitOutputs(500);
        GroupWorker second = worker("second");
        for (int round = 0; round < ROUNDS; round++) {
            awaitWork(second);
            awaitWork(first);
            second.stop();
            awaitOutputs(PARTITIONS * 100); // so the first one has all partitions
            second.startAgain();
        }
        awaitWork(second);
        first.stop();
        awaitOutputs(PARTITIONS * 100);
        first.startAgain();
        awaitWork(first);
        assertNothingLost();
        assertEquals(0, outputs.doubled(), "doubled");
        assertRecorded(outputs.counts.size());
    }

    @ParameterizedTest
    @MethodSource("bothOrClassic")
    void nothingIsLostWhereWorkersAreKilledAndOnlyWhatWasNotAcknowledgedIsDoubled(String protocol) throws Exception {
        start(protocol, "");
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KafkaGroupTest: -Dseed=" + seed);
        Random random = new Random(seed);
        GroupWorker first = worker("first");
        GroupWorker second = worker("second");
        int kills = ROUNDS;
        for (int kill = 0; kill < kills; kill++) {
            awaitWork(second);
            awaitOutputs(random.nextInt(500));
            Thread.sleep(random.nextInt(30));
            assertTrue(second.kill());
            awaitOutputs(PARTITIONS * 500); // the first one gets to work on what the other leaves
            second.startAgain();
        }
        awaitWork(second);
        awaitWork(first);
        assertNothingLost();
        System.out.println(
                "KafkaGroupTest: " + outputs.doubled() + " of " + outputs.total + " doubled, " + kills + " kills");
        assertTrue(outputs.doubled() <= kills * UNACKNOWLEDGED_MAX, () -> outputs.doubled() + " are doubled");
        assertRecorded(outputs.total);
    }

    @ParameterizedTest
    @MethodSource("bothOrConsumer")
    void aWorkerThatIsPutOutGoesOnAndAcknowledgesNothingOfAnothers(String protocol) throws Exception {
        start(protocol, "max.poll.interval.ms = \"2000\"");
        GroupWorker first = worker("first");
        GroupWorker second = worker("second");
        awaitWork(first);
        awaitWork(second);
        // Whoever gets it is at it for longer than the group waits; the other gets it too, and then the first again.
        numbers.send(3, -1);
        await("the slow message", () -> outputs.counts.containsKey(-1));
        awaitOutputs(PARTITIONS * 500);
        awaitWork(first);
        awaitWork(second);
        assertNothingLost();
        assertTrue(outputs.doubled() <= 2 * UNACKNOWLEDGED_MAX, () -> outputs.doubled() + " are doubled");
        assertRecorded(outputs.total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"state().put(message.value(), message.value())", "timers().set(message.value(), context.now())"})
    void stateIsRefused(String write) throws Exception {
        start("classic", "");
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.sequence() < 3) {
                            context.emit(message.value());
                            return;
                        }
                        try {
                            context.WRITE;
                        } catch (RuntimeException e) {
                            context.emit(message.value());
                        }
                    }
                }
                """.replace("WRITE", write));
        JsonNode summary = worker("first").await(1);
        assertEquals("refused", summary.get("failure").get("kind").asText());
        String error = summary.get("failure").get("error").asText();
        assertTrue(error.startsWith("the step keeps state or timers"), error);
        assertTrue(error.contains("group = …"), error);
        await(
                "the outputs before",
                () -> outputs.counts.size() >= summary.get("outputs").asInt());
        assertRecorded(summary.get("inputs").asInt() - 1);
    }
}
