package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of topics of which the log keeps digests and no payloads, with a broker. */
final class KafkaRangesTest {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 3_000;
    private static final String PASSWORD = "the-password";
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String PADDING = "payload ".repeat(100);

    private static KafkaBroker broker;
    private static int topics;

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;
    private String topic = "";

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder, shelled);
        broker = KafkaBroker.start(
                data,
                Map.of(
                        KafkaBroker.PROTOCOLS,
                        KafkaBroker.protocols("SASL_PLAINTEXT"),
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.secure.plain.sasl.jaas.config",
                        JAAS + " username=\"broker\" password=\"-\" user_me=\"" + PASSWORD + "\";"));
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
        broker.close();
    }

    @BeforeEach
    void fill() throws Exception {
        topic = "in" + ++topics;
        broker.createTopic(topic, PARTITIONS, Map.of());
        broker.createTopic("out" + topic, PARTITIONS, Map.of());
        produce(-1);
        code("");
        pipeline("");
    }

    /** Numbers 1, 2, 3 … over the partitions in turn, one of them with something else beside. */
    private void produce(int changed) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.node()), new StringSerializer(), new StringSerializer())) {
            for (int i = 1; i <= RECORDS; i++) {
                String value = "{\"n\":" + i + ",\"text\":\"" + (i == changed ? "!" : "") + PADDING + "\"}";
                ProducerRecord<String, String> record =
                        new ProducerRecord<>(topic, i % PARTITIONS, (long) i, "k" + i, value);
                record.headers().add("h", ("v" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                producer.send(record);
            }
        }
    }

    private void pipeline(String more) throws IOException {
        shelled.write(
                "pipeline.toml",
                """
                [pipeline.TOPIC]
                from = { url = "kafka://NODE/TOPIC", follow = false, properties = { max.poll.records = "100" } }
                to = "kafka://NODE/outTOPIC"
                record = "ranges"
                checkpoint = "500ms"
                MORE
                [[pipeline.TOPIC.step]]
                java = "Sums.java"
                """.replace("NODE", broker.node()).replace("TOPIC", topic).replace("MORE", more));
    }

    private void code(String before) throws IOException {
        shelled.write("Sums.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Sums implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        long n = message.value().get("n").asLong();
                        BEFORE
                        long sum = context.state().has("sum") ? context.state().get("sum").asLong() : 0;
                        context.state().put("sum", Value.of(sum + n));
                        if (n % 50 == 0) {
                            context.emit(Value.list(message.key(), Value.of(message.headers().size()), Value.of(n)));
                        }
                    }
                }
                """.replace("BEFORE", before));
    }

    private JsonNode run(int exit) throws IOException {
        return tapedeck.expect(exit, "run", "pipeline.toml", "--json").json();
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder.resolve(".tapedeck").resolve(topic))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tape")).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Test
    void aRunThatFailedAndWasKilledGoesOnAndIsVerified() throws Exception {
        code("if (n == 2000) { throw new IllegalStateException(\"a bad number\"); }");
        assertEquals("failed", run(1).get("state").asText());
        assertEquals("failed", run(1).get("state").asText());
        assertTrue(tapedeck.expect(0, "verify", "latest").out().contains("as recorded"));

        code("if (n % 20 == 0) { context.sleep(java.time.Duration.ofMillis(20)); }");
        long failedBytes = logBytes();
        Process process = shelled.start("run", "pipeline.toml");
        while (process.isAlive() && logBytes() < failedBytes + 20_000) {
            Thread.sleep(5);
        }
        process.destroyForcibly();
        assertEquals(137, process.waitFor(), "it was killed before its end");
        JsonNode summary = run(0);
        assertEquals(RECORDS, summary.get("inputs").asInt());
        assertEquals(RECORDS / 50, summary.get("outputs").asInt());
        assertTrue(logBytes() < (long) RECORDS * PADDING.length() / 2, logBytes() + " bytes");

        JsonNode verified = tapedeck.expect(0, "verify", "latest", "--json").json();
        assertEquals(RECORDS, verified.get("steps").asInt());
        JsonNode input = tapedeck.expect(0, "inspect", "latest", "--at", topic + "/1@500", "--json")
                .json()
                .get("input");
        assertEquals(500 * PARTITIONS + 1, input.get("value").get("n").asInt());
        assertEquals("k1501", input.get("key").asText());
        assertEquals(
                0,
                tapedeck.expect(0, "replay", "latest", "--diff", "--json")
                        .json()
                        .get("changed")
                        .asInt());
    }

    @Test
    void eachTaskReadsItsOwnPartitionsAgain() throws Exception {
        pipeline("tasks = 2");
        assertEquals(RECORDS, run(0).get("inputs").asInt());
        assertEquals(
                RECORDS,
                tapedeck.expect(0, "verify", "latest", "--json")
                        .json()
                        .get("steps")
                        .asInt());
        tapedeck.expect(0, "inspect", "latest", "--at", topic + "/2@7");
    }

    @Test
    void aResumeHasTheSourcesPropertiesAndAReplayGetsThem() throws Exception {
        String pipeline = shelled.read("pipeline.toml");
        String jaas = JAAS + " username='me' password='" + PASSWORD + "';";
        shelled.write(
                "pipeline.toml",
                pipeline.replace(
                                "from = { url = \"kafka://" + broker.node(),
                                "from = { url = \"kafka://" + broker.secureNode())
                        .replace(
                                "max.poll.records = \"100\"",
                                "security.protocol = \"SASL_PLAINTEXT\", "
                                        + "sasl.mechanism = \"PLAIN\", sasl.jaas.config = \"" + jaas + "\""));
        code("if (n == 2000) { throw new IllegalStateException(\"a bad number\"); }");
        run(1);
        code("");
        assertEquals(RECORDS, run(0).get("inputs").asInt());
        tapedeck.expect(0, "verify", "latest", "--source", "pipeline.toml");
        try (Stream<Path> files = Files.walk(folder.resolve(".tapedeck").resolve(topic))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .contains(PASSWORD));
            }
        }
    }

    @Test
    void whatTheBrokerNoLongerHasIsRefusedByName() throws Exception {
        String id = run(0).get("run").asText();
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(10)))
                    .all()
                    .get();
        }
        Shelled.Result gone = assertRefused();
        assertTrue(
                gone.err().matches("(?s).*" + topic + "/1@\\d, input #\\d+ of run " + id + ", cannot be read again.*"));
        assertTrue(
                gone.err()
                        .contains("partition 1 of the Kafka topic \"" + topic + "\" at " + broker.node()
                                + " begins at offset 10 now. The log has only its digest"),
                gone.err());
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit(), "it goes on from its last checkpoint");
    }

    @Test
    void aTopicMadeAnewWithOtherRecordsIsRefusedByName() throws Exception {
        run(0);
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(java.util.List.of(topic)).all().get();
        }
        broker.createTopic(topic, PARTITIONS, Map.of());
        produce(1234);
        Shelled.Result changed = assertRefused();
        assertTrue(changed.err().contains(topic + "/1@411, input #"), changed.err());
        assertTrue(changed.err().contains("another message is there now"), changed.err());
    }

    private Shelled.Result assertRefused() throws IOException {
        Shelled.Result refused = tapedeck.run("verify", "latest");
        assertEquals(1, refused.exit(), refused.toString());
        assertEquals("", refused.out());
        assertFalse(refused.err().contains("differs"), refused.err());
        return refused;
    }
}
