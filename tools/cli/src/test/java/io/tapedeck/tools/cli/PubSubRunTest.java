package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a file to a topic, and from the topic to a file, while the processes that write and read are killed ({@code kill -9}):
 * nothing is lost; what is published twice has the same effect id, and no message is recorded twice; and the runs verify
 * without Pub/Sub. {@code -Dseed=N} sets when.
 */
final class PubSubRunTest {
    private static final int NUMBERS = 2000;

    @TempDir
    private Path folder;

    private PubSubEmulator emulator;
    private Shelled tapedeck;

    @BeforeEach
    void writeThePipelines() throws IOException, InterruptedException {
        assumeTrue(
                PubSubEmulator.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Pub/Sub emulator");
        emulator = PubSubEmulator.start(folder.resolve("emulator"));
        tapedeck = Shelled.staying(folder);
        tapedeck.write(
                "in.ndjson", IntStream.range(0, NUMBERS).mapToObj(n -> n + "\n").collect(Collectors.joining()));
        // Now and then it waits, so that the kills find it at work and not at its end.
        tapedeck.write("Slow.java", """
                import io.tapedeck.log.Header;
                import io.tapedeck.log.Message;
                import io.tapedeck.log.Value;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Slow implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.sequence() % 50 == 0) {
                            context.sleep(java.time.Duration.ofMillis(20));
                        }
                        Value ids = message.value();
                        for (Header header : message.headers()) {
                            ids = Value.list(ids, header.value());
                        }
                        context.emit(ids);
                    }
                }
                """);
        String topic = "url = \"pubsub://tests/numbers\", emulator = \"" + emulator.node() + "\", create = true";
        pipeline("into", "\"file://in.ndjson\"", "{ " + topic + " }");
        pipeline("from", "{ " + topic + ", ack_deadline = \"10s\" }", "\"file://out.ndjson\"");
    }

    private void pipeline(String name, String from, String to) throws IOException {
        tapedeck.write(
                name + ".toml", """
                [pipeline.NAME]
                from = FROM
                to = TO
                checkpoint = "100ms"
                [[pipeline.NAME.step]]
                java = "Slow.java"
                """.replace("NAME", name).replace("FROM", from).replace("TO", to));
    }

    @AfterEach
    void stopTheEmulator() {
        if (emulator != null) {
            tapedeck.close();
            emulator.close();
        }
    }

    @Test
    @Timeout(180)
    void nothingIsLostWhenProcessesAreKilled() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PubSubRunTest: -Dseed=" + seed);
        Random random = new Random(seed);

        Process reading = tapedeck.start("run", "from.toml");
        assertCheckSaysWhatIsPromised();
        awaitSubscription(reading);
        Process writing = tapedeck.start("run", "into.toml");
        awaitLines(1 + random.nextInt(NUMBERS / 4), writing, reading);
        kill(writing);
        kill(reading);

        Process again = tapedeck.start("run", "from.toml");
        Shelled.Result into = tapedeck.run("run", "into.toml", "--json");
        assertEquals(0, into.exit(), into.toString());
        assertEquals(NUMBERS, into.json().get("outputs").asInt());
        awaitNumbers(again);
        again.destroy();
        assertEquals(0, again.waitFor());
        emulator.kill();

        assertOnlyWholeMessagesTwice();
        for (String run : List.of(into.json().get("run").asText(), runOf("from"))) {
            Shelled.Result verified = tapedeck.run("verify", run, "--json");
            assertEquals(0, verified.exit(), verified.toString());
        }
    }

    /** Longer than its client waits, and than the circuit takes to open. */
    @Test
    @Timeout(180)
    void aRunWaitsForAPubSubThatIsAwayAsItIsTold() throws IOException, InterruptedException {
        String topic = "{ url = \"pubsub://tests/numbers\", emulator = \"" + emulator.node()
                + "\", create = true, timeout = \"2s\", ack_deadline = \"10s\" }";
        pipeline(
                "from", topic + "\nretry = \"2m\"\ncircuit = { failures = 2, open = \"1s\" }", "\"file://out.ndjson\"");
        try (GroupWorker reading = new GroupWorker(tapedeck, "from.toml", ".tapedeck", "reading")) {
            awaitSubscription(reading.process());
            emulator.away(true);
            while (reading.said()
                            .lines()
                            .filter(line -> line.contains("; trying again in "))
                            .count()
                    < 3) {
                await(reading.process());
            }
            emulator.away(false);
            assertEquals(0, tapedeck.run("run", "into.toml").exit());
            awaitNumbers(reading.process());
            JsonNode circuit = reading.stop().get("circuit");
            assertEquals("closed", circuit.get("state").asText(), circuit.toString());
            assertTrue(circuit.get("opened").asInt() >= 1, circuit.toString());
        }
        assertOnlyWholeMessagesTwice();
        Shelled.Result verified = tapedeck.run("verify", runOf("from"), "--json");
        assertEquals(0, verified.exit(), verified.toString());
    }

    private void assertCheckSaysWhatIsPromised() throws IOException, InterruptedException {
        String from = tapedeck.run("check", "from.toml").out();
        assertTrue(from.contains("at least once  (acknowledged when it is durable in the log"), from);
        String into = tapedeck.run("check", "into.toml").out();
        assertTrue(into.contains("at least once, with id"), into);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertEquals(137, process.waitFor(), "it ended before it was killed");
    }

    /** It is made before the run's folder, and has what is published from then on. */
    private void awaitSubscription(Process reading) throws IOException, InterruptedException {
        while (!Files.exists(folder.resolve(".tapedeck").resolve("from"))
                || runsOf("from").isEmpty()) {
            await(reading);
        }
    }

    private void awaitLines(int lines, Process... processes) throws IOException, InterruptedException {
        while (written().size() < lines) {
            for (Process process : processes) {
                await(process);
            }
        }
    }

    private void awaitNumbers(Process reading) throws IOException, InterruptedException {
        while (written().stream().map(Written::number).distinct().count() < NUMBERS) {
            await(reading);
        }
    }

    private static void await(Process process) throws InterruptedException {
        assertTrue(process.isAlive(), () -> "it ended with " + process.exitValue());
        Thread.sleep(20);
    }

    private void assertOnlyWholeMessagesTwice() throws IOException {
        List<Written> written = written();
        Set<String> messages = written.stream().map(Written::messageId).collect(Collectors.toSet());
        assertEquals(messages.size(), written.size(), "messages that were recorded twice");
        Set<String> effects = written.stream().map(Written::effectId).collect(Collectors.toSet());
        assertEquals(NUMBERS, effects.size(), "effects");
        assertEquals(
                IntStream.range(0, NUMBERS).boxed().collect(Collectors.toSet()),
                written.stream().map(Written::number).collect(Collectors.toSet()));
    }

    /** What a message was that came to the file. */
    private record Written(int number, String messageId, String effectId) {
        /** Of {@code [[NUMBER,"MESSAGE"],"EFFECT"]}: headers come in the order of their names. */
        static Written of(String line) {
            String[] parts = line.replaceAll("[\\[\\]\"]", "").split(",", -1);
            return new Written(Integer.parseInt(parts[0]), parts[1], parts[2]);
        }
    }

    /** The lines that are whole. */
    private List<Written> written() throws IOException {
        Path out = folder.resolve("out.ndjson");
        if (!Files.exists(out)) {
            return List.of();
        }
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Written::of)
                .toList();
    }

    private String runOf(String pipeline) throws IOException {
        return runsOf(pipeline).getFirst().toString();
    }

    private List<Path> runsOf(String pipeline) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".tapedeck").resolve(pipeline))) {
            return files.filter(file -> Files.isDirectory(file.resolve("log"))).toList();
        }
    }
}
