package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.payloads;
import static io.tapedeck.connectors.kafka.Pipelines.read;
import static io.tapedeck.connectors.kafka.Pipelines.sink;
import static io.tapedeck.connectors.kafka.Pipelines.source;
import static io.tapedeck.connectors.kafka.Pipelines.write;
import static io.tapedeck.connectors.kafka.Topic.bytes;
import static io.tapedeck.connectors.kafka.Topic.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed ({@code kill -9}): the one that writes, in the middle of its transactions, and the broker
 * under those that write and read. {@code -Dseed=N} sets when.
 */
@Timeout(300)
class KafkaKillTest {
    private static final int WRITER_KILLS = 4;
    private static final int BROKER_KILLS = 2;
    private static final Map<String, Object> TEXT = Map.of("encode", "text");

    private static KafkaBroker broker;
    private static Random random;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KafkaKillTest: -Dseed=" + seed);
        random = new Random(seed);
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Goes on writing numbers until it is killed; says up to which they are flushed. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Random random = new Random(Long.parseLong(arguments[1]));
            try (Sink sink = sink(arguments[0], TEXT)) {
                long ordinal = sink.last().map(EffectId::ordinal).orElse(0L);
                while (true) {
                    int batch = 1 + random.nextInt(200);
                    for (int i = 0; i < batch; i++) {
                        ordinal++;
                        write(sink, ordinal, Output.of(Value.of(Long.toString(ordinal))));
                    }
                    sink.flush();
                    System.out.println(ordinal);
                }
            }
        }
    }

    @Test
    void aWriterThatIsKilledLosesAndDoublesNothing() throws Exception {
        Topic topic = Topic.create(broker, "killed", 3);
        long flushed = 0;
        for (int kill = 0; kill < WRITER_KILLS; kill++) {
            Process writer = start(topic);
            try (BufferedReader said = writer.inputReader()) {
                int flushes = 1 + random.nextInt(20);
                for (int i = 0; i < flushes; i++) {
                    flushed =
                            Long.parseLong(Optional.ofNullable(said.readLine()).orElse("0"));
                }
                Thread.sleep(random.nextInt(20));
            } finally {
                writer.destroyForcibly().waitFor();
            }
            try (Sink sink = sink(topic.url(), TEXT)) {
                long last = sink.last().orElseThrow().ordinal();
                assertTrue(last >= flushed, last + " of " + flushed);
                assertHolds(topic, last);
            }
        }
    }

    private static Process start(Topic topic) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        topic.url(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Each number up to this once. */
    private static void assertHolds(Topic topic, long last) {
        assertEquals(
                LongStream.rangeClosed(1, last).boxed().toList(),
                values(topic.committed()).stream().map(Long::valueOf).sorted().toList());
    }

    @Test
    void aBrokerThatIsKilledUnderASinkLosesAndDoublesNothing() throws Exception {
        Topic topic = Topic.create(broker, "written", 3);
        long ordinal = 0;
        try (Sink sink = sink(topic.url(), TEXT)) {
            Thread kills = killBroker();
            while (kills.isAlive() || ordinal < 5_000) {
                ordinal = writeSome(sink, ordinal);
            }
            kills.join();
            ordinal = writeSome(sink, ordinal);
        }
        assertHolds(topic, ordinal);
        try (Sink sink = sink(topic.url(), TEXT)) {
            assertEquals(Optional.of(new EffectId(ordinal, 0)), sink.last());
        }
    }

    private static long writeSome(Sink sink, long from) throws Exception {
        long ordinal = from;
        for (int i = 0; i < 50; i++) {
            ordinal++;
            write(sink, ordinal, Output.of(Value.of(Long.toString(ordinal))));
        }
        sink.flush();
        return ordinal;
    }

    @Test
    void aBrokerThatIsKilledUnderASinkAtLeastOnceLosesNothing() throws Exception {
        Topic topic = Topic.create(broker, "repeated", 3);
        long ordinal = 0;
        try (Sink sink = sink(topic.url(), Map.of("encode", "text", "guarantee", "at-least-once"))) {
            Thread kills = killBroker();
            while (kills.isAlive() || ordinal < 5_000) {
                ordinal = writeSome(sink, ordinal);
            }
        }
        assertEquals(ordinal, new HashSet<>(values(topic.committed())).size());
    }

    @Test
    void aBrokerThatIsKilledUnderASourceIsWaitedFor() throws Exception {
        Topic topic = Topic.create(broker, "read", 2);
        int count = 60_000;
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>("read", i % 2, null, bytes(Integer.toString(i))));
            }
        }
        Map<String, Object> few =
                Map.of("decode", "text", "properties", Map.of("max.poll.records", "10", "fetch.max.bytes", "10000"));
        try (Source source = source(topic.url(), few, Optional.empty())) {
            Thread kills = killBroker();
            List<Polled.Input> inputs = read(source, count);
            kills.join();
            assertEquals(
                    LongStream.range(0, count).boxed().toList(),
                    payloads(inputs).stream().map(Long::valueOf).sorted().toList());
        }
    }

    /** Kills the broker and starts it again, some times. */
    private static Thread killBroker() {
        Thread thread = new Thread(() -> {
            try {
                for (int kill = 0; kill < BROKER_KILLS; kill++) {
                    Thread.sleep(200 + random.nextInt(1_000));
                    broker.kill();
                    broker.restart();
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }
}
