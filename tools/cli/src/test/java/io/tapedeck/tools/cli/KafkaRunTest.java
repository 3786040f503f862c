package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From one topic to another, the run or the broker killed ({@code kill -9}) on the way, and verified with no broker at
 * all. {@code -Dkills=N} sets how often, {@code -Dseed=N} when.
 */
final class KafkaRunTest {
    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int INPUTS = 40_000;
    private static final int PARTITIONS = 3;

    @TempDir
    private Path folder;

    private Shelled tapedeck;
    private KafkaBroker broker;
    private KafkaNumbers numbers;

    @BeforeEach
    void start() throws Exception {
        tapedeck = new Shelled(folder);
        broker = KafkaBroker.start(folder.resolve("broker"));
        numbers = KafkaNumbers.create(broker, PARTITIONS);
        // Now and then it waits, so that the kills find it at work and not at its end.
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.sequence() % 100 == 0) {
                            context.sleep(java.time.Duration.ofMillis(10));
                        }
                        context.emit(message.value());
                    }
                }
                """);
        tapedeck.write("bridge.toml", """
                [pipeline.bridge]
                from = { url = "kafka://NODE/in", follow = false, properties = { max.poll.records = "200" } }
                to = { url = "kafka://NODE/out", properties = { sasl.jaas.config = "THE-SECRET", linger.ms = "1" } }
                durability = "os"
                checkpoint = "200ms"
                [[pipeline.bridge.step]]
                java = "Pass.java"
                """.replace("NODE", broker.node()));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private JsonNode runToEnd() throws IOException, InterruptedException {
        Shelled.Result run = tapedeck.run("run", "bridge.toml", "--json");
        assertEquals(0, run.exit(), run.toString());
        assertEquals("completed", run.json().get("state").asText(), run.toString());
        return run.json();
    }

    @Test
    void aRunThatIsKilledWritesEachOutputOnceAndVerifiesWithoutABroker() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KafkaRunTest: -Dseed=" + seed);
        Random random = new Random(seed);
        numbers.produce(0, INPUTS);
        int landed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long millis = kill % 3 == 2 ? random.nextInt(2_500) : Long.MAX_VALUE;
            landed += kill(logBytes() + 1 + random.nextInt(300_000), millis) ? 1 : 0;
        }
        assertTrue(landed > KILLS / 2, landed + " of " + KILLS + " kills landed");
        JsonNode summary = runToEnd();
        numbers.assertHeldOnce(INPUTS);
        assertEquals(INPUTS, summary.get("inputs").asInt(), summary.toString());
        assertEquals(INPUTS, summary.get("outputs").asInt(), summary.toString());

        long bytes = logBytes();
        assertEquals(summary, runToEnd(), "there is nothing new");
        assertEquals(bytes, logBytes(), "and nothing is written");
        numbers.produce(INPUTS, INPUTS + 10);
        assertEquals(INPUTS + 10, runToEnd().get("inputs").asInt());
        numbers.assertHeldOnce(INPUTS + 10);

        broker.kill();
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(INPUTS + 10, verified.json().get("steps").asInt());
        assertTrue(verified.json().get("first_divergence").isNull(), verified::toString);
        assertFalse(recorded().contains("THE-SECRET"), "a property is in the log");
    }

    /** Kills the run when its log has reached a size, or at a time after its start; whether it had not ended. */
    private boolean kill(long logBytes, long millis) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Process process = tapedeck.start("run", "bridge.toml");
        while (process.isAlive()
                && logBytes() < logBytes
                && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) < millis) {
            Thread.sleep(2);
        }
        process.destroyForcibly();
        return process.waitFor() == 137;
    }

    @Test
    void aBrokerThatIsKilledUnderARunCostsOnlyTheTime() throws Exception {
        numbers.produce(0, INPUTS);
        Path printed = folder.resolve("printed.txt");
        Process run = tapedeck.builder("run", "bridge.toml", "--json")
                .redirectOutput(printed.toFile())
                .redirectError(folder.resolve("said.txt").toFile())
                .start();
        while (run.isAlive() && logBytes() < 100_000) {
            Thread.sleep(5);
        }
        broker.kill();
        Thread.sleep(1_000);
        assertTrue(run.isAlive());
        broker.restart();
        assertEquals(0, run.waitFor(), () -> read(printed) + read(folder.resolve("said.txt")));
        numbers.assertHeldOnce(INPUTS);
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }

    @Test
    void aPipelineThatIsRewoundGoesOnWithTheTopicBehindWhatWasRecorded() throws Exception {
        numbers.produce(0, 300);
        String parent = runToEnd().get("run").asText();
        assertEquals(0, tapedeck.run("rewind", "bridge.toml", "--to", "#200").exit());
        numbers.produce(300, 310);
        JsonNode missing = runToEnd();
        assertNotEquals(parent, missing.get("run").asText());
        assertEquals(310, missing.get("inputs").asInt(), "the recorded ones, then what the topic has");
        numbers.assertHeldOnce(310);

        JsonNode rewound = tapedeck.run("rewind", "bridge.toml", "--to", "#250", "--emit", "all", "--json")
                .json();
        assertEquals(60, rewound.get("tasks").get(0).get("fed_again").asInt());
        assertEquals(310, runToEnd().get("inputs").asInt());
        List<Integer> held = numbers.committed("out");
        assertEquals(370, held.size(), "what was fed again is delivered again");
        assertEquals(310, held.stream().distinct().count());

        broker.kill();
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }

    @Test
    void checkSaysWhatIsPromisedAndNothingElseIsPrinted() throws Exception {
        Shelled.Result check = tapedeck.run("check", "bridge.toml");
        assertEquals(0, check.exit(), check.toString());
        assertTrue(check.out().contains("(as long as the broker keeps the records)"), check.out());
        assertTrue(check.out().contains("a transaction holds the outputs and how far they go; fenced per task"));
        assertFalse(check.toString().contains("THE-SECRET"));
        numbers.produce(0, 10);
        Shelled.Result run = tapedeck.run("run", "bridge.toml", "--json");
        assertEquals("", run.err());
        assertEquals(10, run.json().get("outputs").asInt());

        tapedeck.write("wrong.toml", """
                [pipeline.wrong]
                from = { url = "kafka://me:THE-SECRET@n/in", properties = { group.id = "g" } }
                to = "kafka://n/"
                """);
        Shelled.Result wrong = tapedeck.run("check", "wrong.toml");
        assertEquals(2, wrong.exit());
        String said = wrong.out() + wrong.err();
        assertTrue(said.contains("wrong.toml:2:10  a kafka:// URL holds no user and no password"), said);
        assertTrue(said.contains("the property group.id cannot be set"), said);
        assertTrue(said.contains("wrong.toml:3:1  \"kafka://n/\" names no topic"), said);
        assertFalse(said.contains("THE-SECRET"), said);
    }

    private List<Path> segments() throws IOException {
        return Files.exists(folder.resolve(".tapedeck")) ? tapedeck.segments() : List.of();
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        try {
            for (Path segment : segments()) {
                bytes += Files.size(segment);
            }
        } catch (java.io.UncheckedIOException | NoSuchFileException e) {
            return bytes; // a run that is being made
        }
        return bytes;
    }

    /** All bytes below the data folder. */
    private String recorded() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve(".tapedeck"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
