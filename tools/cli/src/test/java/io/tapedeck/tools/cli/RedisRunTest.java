package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a stream of two shards through a processor to another stream, while this process or the server is killed ({@code kill
 * -9}): each output is there once, in the order of each shard, and the run verifies without a server. {@code
 * -Dredis.kills=N} sets how often, {@code -Dseed=N} when.
 */
final class RedisRunTest {
    private static final int KILLS = Integer.getInteger("redis.kills", 1);
    private static final int ENTRIES_PER_SHARD = 10_000;
    private static final int ENTRIES = 2 * ENTRIES_PER_SHARD;

    @TempDir
    private Path folder;

    private RedisServer server;
    private Shelled tapedeck;

    @BeforeEach
    void fillTheStream() throws IOException, InterruptedException {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"), "--user", "bridge", "on", ">open-sesame", "~*", "+@all");
        tapedeck = new Shelled(folder);
        server.call("CONFIG", "SET", "appendfsync", "no");
        for (int shard = 0; shard < 2; shard++) {
            server.addAll("in:" + shard, numbers(shard));
        }
        server.call("CONFIG", "SET", "appendfsync", "always");
        // Now and then it waits, so that the kills find it at work and not at its end.
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.value().asLong() % 50 == 0) {
                            context.sleep(java.time.Duration.ofMillis(10));
                        }
                        context.emit(message.value());
                    }
                }
                """);
        tapedeck.write("pipeline.toml", """
                [pipeline.bridge]
                from = { url = "SERVER/in", shards = 2, follow = false, user = "bridge", password = "${env:SECRET:-open-sesame}" }
                to = { url = "SERVER/out", user = "bridge", password = "open-sesame" }
                checkpoint = "100ms"
                [[pipeline.bridge.step]]
                java = "Pass.java"
                """.replace("SERVER", "redis://" + server.node()));
    }

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Shard 0 has the even numbers, shard 1 the odd ones. */
    private static List<String> numbers(int shard) {
        return IntStream.range(0, ENTRIES_PER_SHARD)
                .mapToObj(i -> Integer.toString(2 * i + shard))
                .toList();
    }

    private void assertOnce() throws IOException, InterruptedException {
        List<String> out = server.contents("out", "msg");
        assertEquals(ENTRIES, out.size());
        for (int shard = 0; shard < 2; shard++) {
            int of = shard;
            assertEquals(
                    numbers(shard),
                    out.stream()
                            .filter(text -> Integer.parseInt(text) % 2 == of)
                            .toList());
        }
        server.kill();
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(ENTRIES, verified.json().get("steps").asLong());
    }

    private void assertCompleted(Shelled.Result result) {
        assertEquals(0, result.exit(), result.toString());
        JsonNode summary = result.json();
        assertEquals("completed", summary.get("state").asText(), summary.toString());
        assertEquals(ENTRIES, summary.get("inputs").asLong());
        assertEquals(ENTRIES, summary.get("outputs").asLong());
        assertEquals("", result.err());
    }

    private static Random random(String what) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RedisRunTest " + what + ": -Dseed=" + seed);
        return new Random(seed);
    }

    @Test
    void aServerThatIsAwayForLongerThanAClientWaitsIsTriedAgainForAsLongAsTold()
            throws IOException, InterruptedException {
        tapedeck.write(
                "pipeline.toml",
                tapedeck.read("pipeline.toml")
                        .replace(" }", ", reconnect = \"100ms\" }")
                        .replace(
                                "checkpoint",
                                "retry = \"2m\"\ncircuit = { failures = 1, open = \"1s\", probes = 10 }\ncheckpoint"));
        Path printed = folder.resolve("printed.txt");
        Path said = folder.resolve("said.txt");
        Process process = tapedeck.builder("run", "pipeline.toml", "--json")
                .redirectOutput(printed.toFile())
                .redirectError(said.toFile())
                .start();
        try {
            while (process.isAlive() && length() < ENTRIES / 4) {
                Thread.sleep(1);
            }
            server.kill();
            while (process.isAlive() && !Files.readString(said).contains("trying again in")) {
                Thread.sleep(20);
            }
            server.startAgain();
            assertEquals(0, process.waitFor(), () -> process + ": " + said);
        } finally {
            process.destroyForcibly();
        }
        JsonNode summary = new Shelled.Result(0, Files.readString(printed), "").json();
        assertEquals("completed", summary.get("state").asText());
        assertEquals(ENTRIES, summary.get("outputs").asLong());
        assertEquals("closed", summary.get("circuit").get("state").asText());
        assertTrue(summary.get("circuit").get("opened").asLong() > 0, summary.toString());
        assertTrue(Files.readString(said).contains("the circuit is open: 1 failure in a row"), Files.readString(said));
        assertOnce();
    }

    @Test
    void eachOutputIsThereOnceWhenThisProcessIsKilled() throws IOException, InterruptedException {
        Random random = random("process");
        int landed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = length();
            long target = before + random.nextLong(2L * ENTRIES / (3 * KILLS));
            Process process = tapedeck.start("run", "pipeline.toml");
            while (process.isAlive() && length() <= target) {
                Thread.sleep(1);
            }
            process.destroyForcibly();
            landed += process.waitFor() == 137 ? 1 : 0;
        }
        assertTrue(landed > KILLS / 2, landed + " of " + KILLS + " kills landed");
        assertCompleted(tapedeck.run("run", "pipeline.toml", "--json"));
        assertOnce();
        assertNotRecorded("open-sesame");
    }

    @Test
    void eachOutputIsThereOnceWhenTheServerIsKilled() throws IOException, InterruptedException {
        Random random = random("server");
        Process process = tapedeck.builder("run", "pipeline.toml", "--json")
                .redirectError(folder.resolve("err.txt").toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        for (int kill = 0; kill < KILLS; kill++) {
            long target = length() + random.nextLong(2L * ENTRIES / (3 * KILLS));
            while (process.isAlive() && length() <= target) {
                Thread.sleep(1);
            }
            assertTrue(process.isAlive(), () -> "it ended before kill: " + read("out.txt") + read("err.txt"));
            server.kill();
            Thread.sleep(random.nextInt(300));
            server.startAgain();
        }
        int exit = process.waitFor();
        assertCompleted(
                new Shelled.Result(exit, read("out.txt"), read("err.txt").replaceAll("(?m)^Picked up .*\\R", "")));
        assertOnce();
    }

    private String read(String name) {
        try {
            return tapedeck.read(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long length() {
        return (Long) server.call("XLEN", "out");
    }

    /** The run's folder holds a text nowhere. */
    private void assertNotRecorded(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".tapedeck"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(text), file + " holds it");
            }
        }
    }
}
