package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.Value;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a run again and again ({@code kill -9}): mostly at random amounts of progress, and now and then at a random time
 * after its start, before it has got much further, so that it may be on its way to where it was. After the last resume
 * the outputs must be those of an undisturbed run. {@code -Dkills=N} sets how often for each of two sinks, {@code -Dseed=N}
 * when.
 */
final class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int REPEATS = 10;
    /** Of so many kills one comes at a time and not at an amount. */
    private static final int TIMED_EVERY = 4;

    private static final int TIMED_MILLIS_MAX = 2_000;

    @TempDir
    private Path folder;

    private Shelled tapedeck;
    private String expected;

    @BeforeEach
    void recordTheUndisturbedRun() throws IOException, InterruptedException {
        tapedeck = new Shelled(folder);
        Path flights = tapedeck.example("flights/flights.ndjson");
        List<String> lines = Files.readAllLines(flights);
        try (BufferedWriter all = Files.newBufferedWriter(folder.resolve("all.ndjson"))) {
            for (int i = 0; i < REPEATS; i++) {
                for (String line : lines) {
                    all.write(line);
                    all.write('\n');
                }
            }
        }
        // Now and then it waits, so that the kills find it at work and not at its end.
        String code = Files.readString(tapedeck.example("flights/Delays.java"));
        tapedeck.write(
                "Delays.java",
                code.replace(
                        "Value flight = message.value();",
                        "Value flight = message.value();\n        if (message.sequence() % 100 == 0) {\n"
                                + "            context.sleep(java.time.Duration.ofMillis(2));\n        }"));
        tapedeck.write(
                "pipelines.toml",
                Stream.of("undisturbed", "killed")
                                .map(name -> pipeline(name, "all.ndjson", "file://" + name + ".ndjson"))
                                .reduce("", String::concat)
                        + pipeline("queued", "all.ndjson", "chronicle://queue"));
        tapedeck.write("back.toml", """
                [pipeline.back]
                from = "chronicle://queue"
                to = "file://back.ndjson"
                """);
        assertEquals(
                0,
                tapedeck.run("run", "pipelines.toml", "--pipeline", "undisturbed")
                        .exit());
        expected = tapedeck.read("undisturbed.ndjson");
        assertTrue(expected.lines().count() > 10_000);
    }

    private static String pipeline(String name, String from, String to) {
        return """
                [pipeline.NAME]
                from = "file://FROM"
                to = "TO"
                [[pipeline.NAME.step]]
                java = "Delays.java"
                """.replace("NAME", name).replace("FROM", from).replace("TO", to);
    }

    @Test
    void aFileHoldsEachOutputOnce() throws IOException, InterruptedException {
        killAgainAndAgain("killed");
        assertEquals(expected, tapedeck.read("killed.ndjson"));
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(200_000, verified.json().get("steps").asLong());
    }

    @Test
    void aChronicleQueueHoldsEachOutputOnce() throws IOException, InterruptedException {
        killAgainAndAgain("queued");
        assertEquals(0, tapedeck.run("run", "back.toml").exit());
        assertEquals(expected, tapedeck.read("back.ndjson"));
    }

    private void killAgainAndAgain(String pipeline) throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillTest " + pipeline + ": -Dseed=" + seed);
        Random random = new Random(seed);
        long whole = logBytes("undisturbed");
        int landed = 0;
        int afterProgress = 0;
        int kills = 0;
        for (long target : LongStream.generate(() -> random.nextLong(whole))
                .limit(KILLS)
                .sorted()
                .toArray()) {
            long before = logBytes(pipeline);
            boolean killed = ++kills % TIMED_EVERY == 0
                    ? kill(pipeline, before + whole / (4 * KILLS), random.nextInt(TIMED_MILLIS_MAX))
                    : kill(pipeline, Math.max(target, before + 1), Long.MAX_VALUE);
            if (killed) {
                landed++;
                afterProgress += logBytes(pipeline) > before ? 1 : 0;
                if (landed == KILLS / 2) {
                    delete(folder.resolve(".tapedeck").resolve(pipeline), "checkpoint");
                }
            }
        }
        assertTrue(landed > KILLS / 2, landed + " of " + KILLS + " kills landed");
        assertTrue(afterProgress > landed / 2, afterProgress + " of " + landed + " kills came after progress");
        JsonNode summary = tapedeck.run("run", "pipelines.toml", "--pipeline", pipeline, "--json")
                .json();
        assertEquals("completed", summary.get("state").asText(), summary.toString());
        assertEquals(200_000, summary.get("inputs").asLong());
        assertEquals(expected.lines().count(), summary.get("outputs").asLong());
        assertEachInputIsInOneRange(Path.of(summary.get("log").asText()));
    }

    /** The records of what was fed follow each other without a gap and without an input told twice. */
    private void assertEachInputIsInOneRange(Path log) throws IOException {
        long told = 0;
        try (LogReader reader = LogReader.open(folder.resolve(log))) {
            while (reader.next()) {
                if (reader.record() instanceof RunRecord record && record.kind() == RunRecord.Kind.FEED) {
                    for (Value range : record.content().get("ranges").asList()) {
                        assertEquals(told + 1, range.get("first_ordinal").asLong());
                        assertEquals(
                                range.get("last_ordinal").asLong() - told,
                                range.get("count").asLong());
                        assertEquals(range.get("last_ordinal"), range.get("last"));
                        told = range.get("last_ordinal").asLong();
                    }
                }
            }
        }
        assertEquals(200_000, told);
    }

    /**
     * Kills the run when its log has reached a size, or at a time after its start; whether it was killed before it ended.
     */
    private boolean kill(String pipeline, long logBytes, long millis) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Process process = tapedeck.start("run", "pipelines.toml", "--pipeline", pipeline);
        while (process.isAlive()
                && logBytes(pipeline) < logBytes
                && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) < millis) {
            Thread.sleep(2);
        }
        process.destroyForcibly();
        return process.waitFor() == 137;
    }

    private long logBytes(String pipeline) throws IOException {
        Path runs = folder.resolve(".tapedeck").resolve(pipeline);
        if (!Files.exists(runs)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tape")).toList()) {
                bytes += Files.size(file);
            }
        } catch (java.io.UncheckedIOException | java.nio.file.NoSuchFileException e) {
            return bytes;
        }
        return bytes;
    }

    /** Deletes LMDB's folder: a cache, whose loss changes nothing. */
    private static void delete(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.getParent().endsWith(name)).toList()) {
                Files.delete(file);
            }
        }
    }
}
