package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of several tasks: one run for who looks at it, and shared by several processes. */
final class TasksTest {
    private static final int KILLS = "full".equals(System.getProperty("sweep")) ? 8 : 1;
    private static final int INPUTS = 6_000;
    private static final int PARTITIONS = 5;
    private static final int TASKS = 3;

    @TempDir
    private Path folder;

    private Shelled tapedeck;
    private InProcess commands;
    private KafkaBroker broker;
    private KafkaNumbers numbers;

    @BeforeEach
    void start() throws Exception {
        tapedeck = new Shelled(folder);
        commands = new InProcess(folder);
        broker = KafkaBroker.start(folder.resolve("broker"));
        numbers = KafkaNumbers.create(broker, PARTITIONS);
        write("context.emit(message.value());");
        tapedeck.write("shared.toml", """
                [pipeline.shared]
                from = { url = "kafka://NODE/in", follow = false, properties = { max.poll.records = "50" } }
                to = "kafka://NODE/out"
                tasks = 3
                durability = "os"
                checkpoint = "100ms"
                [[pipeline.shared.step]]
                java = "Count.java"
                """.replace("NODE", broker.node()));
        tapedeck.write("follow.toml", tapedeck.read("shared.toml").replace("follow = false", "follow = true"));
    }

    @AfterEach
    void stop() {
        commands.close();
        broker.close();
    }

    /** A processor that counts in its state, and now and then waits, so that a kill finds it at work. */
    private void write(String end) throws Exception {
        tapedeck.write("Count.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Count implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        Value key = Value.of("shard " + message.shard());
                        Value before = context.state().get(key);
                        context.state().put(key, Value.of(before.isNull() ? 1 : before.asLong() + 1));
                        if (message.sequence() % 50 == 0) {
                            context.sleep(java.time.Duration.ofMillis(20));
                        }
                        END
                    }
                }
                """.replace("END", end));
    }

    private Shelled.Result tapedeck(int exit, String... arguments) throws Exception {
        Shelled.Result result = commands.run(arguments);
        assertEquals(exit, result.exit(), result::toString);
        return result;
    }

    @Test
    void severalTasksAreOneRunThatAKillCostsNothing() throws Exception {
        numbers.produce(0, INPUTS);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = tapedeck.start("run", "shared.toml");
            int before = numbers.committed("out").size();
            while (process.isAlive() && numbers.committed("out").size() < before + 500) {
                Thread.sleep(20);
            }
            process.destroyForcibly();
            assertEquals(137, process.waitFor(), "it was at work");
        }
        JsonNode summary = tapedeck(0, "run", "shared.toml", "--json").json();
        numbers.assertHeldOnce(INPUTS);
        assertEquals("completed", summary.get("state").asText());
        assertEquals(INPUTS, summary.get("inputs").asInt(), "of all tasks");
        assertEquals(INPUTS, summary.get("outputs").asInt());
        Path run = folder.resolve(summary.get("log").asText());
        Set<String> tasks = new HashSet<>();
        tapedeck.segments()
                .forEach(segment -> tasks.add(run.relativize(segment).getName(0).toString()));
        assertEquals(Set.of("1", "2", "3"), tasks);

        JsonNode logs = tapedeck(0, "log", "verify", run.toString(), "--json").json();
        assertEquals(INPUTS, logs.get("messages").asInt(), "of all tasks");
        assertEquals(0, logs.get("damage").size());

        broker.kill();
        List<JsonNode> runs = tapedeck(0, "runs", "--json").jsonLines();
        assertEquals(1, runs.size(), runs.toString());
        assertEquals(summary.get("run"), runs.getFirst().get("run"));
        assertEquals("completed", runs.getFirst().get("state").asText());
        assertEquals(INPUTS, runs.getFirst().get("inputs").asInt());
        JsonNode verified = tapedeck(0, "verify", "latest", "--json").json();
        assertEquals(INPUTS, verified.get("steps").asInt());
        assertEquals(INPUTS, verified.get("outputs").asInt());
        assertFalse(verified.get("diverged").asBoolean());
        tapedeck(0, "verify", "latest", "--checkpoints");
        assertEachTaskHasItsShards();
        assertPlacesAreFound();
        assertWhatIfLooksAtAllTasks();
    }

    private void assertEachTaskHasItsShards() throws Exception {
        for (int task = 0; task < TASKS; task++) {
            JsonNode at = tapedeck(0, "inspect", "latest", "--at", (task + 1) + "/#200", "--json")
                    .json();
            assertEquals((task + 1) + "/#200", at.get("position").asText());
            long total = 0;
            for (String key : (Iterable<String>) () -> at.get("state").fieldNames()) {
                int shard = Integer.parseInt(key.substring("shard ".length()));
                assertEquals(task, shard % TASKS, key);
                total += at.get("state").get(key).asLong();
            }
            assertEquals(200, total);
        }
    }

    private void assertPlacesAreFound() throws Exception {
        Shelled.Result ambiguous = tapedeck(2, "inspect", "latest", "--at", "#200");
        assertTrue(ambiguous.err().contains("the run has several tasks"), ambiguous.err());
        assertTrue(ambiguous.err().contains("'1/#200'"), ambiguous.err());
        tapedeck(1, "inspect", "latest", "--at", "4/#1");
        JsonNode message =
                tapedeck(0, "inspect", "latest", "--at", "in/4@700", "--json").json();
        assertEquals(4, message.get("input").get("shard").asInt());
        assertEquals(700, message.get("input").get("sequence").asInt());
        assertTrue(message.get("position").asText().startsWith("2/#"), message.toString());
        JsonNode first = tapedeck(0, "inspect", "latest", "--at", "2000-01-01T00:00:00Z", "--json")
                .json();
        for (int task = 1; task <= TASKS; task++) {
            JsonNode other = tapedeck(0, "inspect", "latest", "--at", task + "/#1", "--json")
                    .json();
            assertTrue(first.get("clock").asText().compareTo(other.get("clock").asText()) <= 0, other.toString());
        }
    }

    private void assertWhatIfLooksAtAllTasks() throws Exception {
        write("if (message.shard() != 4) { context.emit(message.value()); }");
        JsonNode diff = tapedeck(4, "replay", "latest", "--with", "Count=Count.java", "--diff", "--json")
                .json();
        assertEquals(INPUTS, diff.get("inputs").asInt());
        assertEquals(INPUTS / PARTITIONS, diff.get("removed").asInt());
        diff.get("examples").forEach(example -> {
            assertEquals(2, example.get("task").asInt());
            assertEquals(4, example.get("shard").asInt());
        });
    }

    @Test
    void oneTaskThatFailsStopsTheRunAndIsTriedAgain() throws Exception {
        numbers.produce(0, INPUTS);
        write("""
                if (message.shard() == 4 && message.sequence() == 300) {
                    throw new IllegalStateException("not this one");
                }
                context.emit(message.value());""");
        JsonNode failed = tapedeck(1, "run", "shared.toml", "--json").json();
        assertEquals("failed", failed.get("state").asText());
        JsonNode failure = failed.get("failure");
        assertEquals(2, failure.get("task").asInt());
        assertEquals(4, failure.get("shard").asInt());
        assertEquals(300, failure.get("sequence").asInt());
        assertTrue(failure.get("error").asText().contains("not this one"), failure.toString());
        Shelled.Result said = tapedeck(1, "run", "shared.toml");
        String position = "2/#" + failure.get("ordinal").asLong();
        assertTrue(said.out().contains("--at '" + position + "'"), said::toString);
        JsonNode there =
                tapedeck(0, "inspect", "latest", "--at", position, "--json").json();
        assertEquals("not this one", there.get("failure").get("error").asText().replaceAll(".*: ", ""));
        tapedeck(0, "verify", "latest");

        write("context.emit(message.value());");
        JsonNode mended = tapedeck(0, "run", "shared.toml", "--json").json();
        assertEquals("completed", mended.get("state").asText());
        numbers.assertHeldOnce(INPUTS);
        tapedeck(0, "verify", "latest");

        tapedeck.write("shared.toml", tapedeck.read("shared.toml").replace("tasks = 3", "tasks = 2"));
        Shelled.Result refused = tapedeck(1, "run", "shared.toml");
        assertTrue(refused.err().contains("has tasks = 3, the pipeline file now says 2"), refused.err());
    }

    @Test
    void workersShareTheTasksAndTakeOverWhatADeadOneWasAt() throws Exception {
        List<Process> workers = new ArrayList<>();
        try {
            numbers.produce(0, INPUTS / 2);
            for (int i = 0; i < 2; i++) {
                workers.add(worker(i));
            }
            awaitOutputs(INPUTS / 4);
            Shelled.Result alone = tapedeck(1, "run", "follow.toml");
            assertTrue(alone.err().contains("is running already"), alone.err());
            workers.getFirst().destroyForcibly();
            assertEquals(137, workers.getFirst().waitFor());
            numbers.produce(INPUTS / 2, INPUTS);
            awaitOutputs(INPUTS);
            workers.add(worker(2)); // comes while another is at all of them
            awaitText(2, "task 1 taken|task 2 taken|task 3 taken");
            numbers.produce(INPUTS, INPUTS + 100);
            awaitOutputs(INPUTS + 100);
            for (Process worker : workers.subList(1, 3)) {
                worker.destroy();
                assertTrue(worker.waitFor(1, TimeUnit.MINUTES));
                assertEquals(0, worker.exitValue());
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
        numbers.assertHeldOnce(INPUTS + 100);
        List<JsonNode> runs = tapedeck(0, "runs", "--json").jsonLines();
        assertEquals(1, runs.size(), runs.toString());
        assertEquals("stopped", runs.getFirst().get("state").asText());
        assertEquals(INPUTS + 100, runs.getFirst().get("inputs").asInt());
        JsonNode verified = tapedeck(0, "verify", "latest", "--json").json();
        assertEquals(INPUTS + 100, verified.get("steps").asInt());
    }

    private Process worker(int number) throws Exception {
        return tapedeck.builder("run", "follow.toml", "--worker")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said(number).toFile())
                .start();
    }

    private Path said(int worker) {
        return folder.resolve("worker-" + worker + ".txt");
    }

    private void awaitText(int worker, String pattern) throws Exception {
        await(() -> java.util.regex.Pattern.compile(pattern)
                .matcher(tapedeck.read(said(worker).getFileName().toString()))
                .find());
    }

    private void awaitOutputs(int count) throws Exception {
        await(() -> numbers.committed("out").size() >= count);
    }

    private static void await(Waiting.Condition condition) throws Exception {
        Waiting.until("the tasks", Duration.ofMinutes(2), condition, () -> "not within two minutes");
    }

    @Test
    void whatCannotBeSharedIsSaid() throws Exception {
        tapedeck.write("file.toml", """
                [pipeline.p]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                tasks = 2
                [pipeline.q]
                from = "kafka://n/in"
                to = "kafka://n/out"
                tasks = 0
                """);
        Shelled.Result check = tapedeck(2, "check", "file.toml");
        String said = check.out() + check.err();
        assertTrue(said.contains("file.toml:4:1  \"tasks\" cannot share out this source: it has one reader"), said);
        assertTrue(said.contains("file.toml:4:1  \"tasks\" write all to the same sink, and file takes"), said);
        assertTrue(said.contains("file.toml:8:1  \"tasks\" is a number from 1 to 1024, not 0"), said);
        Shelled.Result both = tapedeck(2, "run", "shared.toml", "--worker", "--new");
        assertTrue(both.err().contains("--worker and --new do not go together"), both.err());
    }
}
