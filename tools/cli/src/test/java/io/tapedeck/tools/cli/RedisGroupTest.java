package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers that share a stream of two shards in a consumer group, while numbers keep coming: who joins, stops or is killed
 * must lose none, and only those who are killed may leave some to be taken twice.
 */
@Timeout(300)
final class RedisGroupTest {
    /** How often a worker goes and comes. */
    private static final int ROUNDS = "full".equals(System.getProperty("sweep")) ? 4 : 1;

    private static final int SHARDS = 2;
    private static final int PER_BURST = 10;

    /** As the specification of the source says: what a killed worker leaves unacknowledged, delivered or not, at most. */
    private static final int UNACKNOWLEDGED_MAX = 4096;

    @TempDir
    private Path folder;

    private RedisServer server;
    private Shelled tapedeck;
    private Numbers numbers;
    private final List<GroupWorker> workers = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"), "--appendfsync", "no");
        tapedeck = new Shelled(folder);
        tapedeck.write("Pass.java", """
                import io.tapedeck.log.Message;
                import io.tapedeck.runtime.Processor;
                import io.tapedeck.runtime.ProcessorContext;

                public final class Pass implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        context.emit(message.value());
                    }
                }
                """);
        tapedeck.write("shared.toml", """
                [pipeline.shared]
                from = { url = "SERVER/in", shards = 2, group = "workers", claim_after = "2s" }
                to = "SERVER/out"
                durability = "os"
                checkpoint = "200ms"
                [[pipeline.shared.step]]
                java = "Pass.java"
                """.replace("SERVER", "redis://" + server.node()));
        numbers = new Numbers(server);
        numbers.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        workers.forEach(GroupWorker::close);
        if (server != null) {
            numbers.end();
            server.close();
        }
    }

    /** Adds 0, 1, 2 … to the shards by turns, some at a time, until it is told to end. */
    private static final class Numbers extends Thread {
        private final RedisServer server;
        private volatile boolean ending;
        private int sent;

        private Numbers(RedisServer server) {
            this.server = server;
        }

        @Override
        public void run() {
            while (!ending) {
                for (int shard = 0; shard < SHARDS; shard++) {
                    int from = sent;
                    server.addAll(
                            "in:" + shard,
                            IntStream.range(from, from + PER_BURST)
                                    .mapToObj(Integer::toString)
                                    .toList());
                    sent += PER_BURST;
                }
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        /** How many there are in all. */
        int end() throws InterruptedException {
            ending = true;
            join();
            return sent;
        }
    }

    private void await(String what, Waiting.Condition condition) throws Exception {
        Waiting.until(what, Duration.ofSeconds(90), condition, () -> GroupWorker.said(workers));
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
        long before = length();
        await("outputs", () -> length() >= before + more);
    }

    private long length() {
        return (Long) server.call("XLEN", "out");
    }

    private long pending() {
        return IntStream.range(0, SHARDS)
                .mapToLong(shard -> (Long) ((List<?>) server.call("XPENDING", "in:" + shard, "workers")).getFirst())
                .sum();
    }

    /** Ends the input; all that came is written and acknowledged. Returns how many were written too often. */
    private int assertNothingLost() throws Exception {
        int sent = numbers.end();
        await(
                "the last outputs",
                () -> length() >= sent && pending() == 0 && written().size() == sent);
        for (GroupWorker worker : workers) {
            if (worker.isAlive()) {
                worker.stop();
            }
        }
        assertEquals(0, pending());
        assertRecorded();
        return (int) length() - sent;
    }

    private Set<String> written() {
        return new HashSet<>(server.contents("out", "msg"));
    }

    /** The runs verify, and made together what was written. */
    private void assertRecorded() throws Exception {
        int steps = 0;
        for (GroupWorker worker : workers) {
            steps += worker.verify().get("steps").asInt();
        }
        assertEquals(length(), steps);
    }

    @Test
    void nothingIsLostOrDoubledWhileWorkersComeAndStop() throws Exception {
        GroupWorker first = worker("first");
        awaitOutputs(500);
        GroupWorker second = worker("second");
        for (int round = 0; round < ROUNDS; round++) {
            awaitWork(second);
            awaitWork(first);
            second.stop();
            awaitOutputs(500);
            second.startAgain();
        }
        awaitWork(second);
        first.stop();
        awaitOutputs(500);
        assertEquals(0, assertNothingLost(), "doubled");
    }

    @Test
    void whatAKilledWorkerHasIsClaimedByAnother() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RedisGroupTest: -Dseed=" + seed);
        Random random = new Random(seed);
        GroupWorker first = worker("first");
        GroupWorker second = worker("second");
        int kills = ROUNDS;
        for (int kill = 0; kill < kills; kill++) {
            awaitWork(second);
            Thread.sleep(random.nextInt(30));
            assertTrue(second.kill());
            awaitOutputs(kill % 2 == 0 ? 4_000 : 10); // the other one claims, or it finds all that it had
            second.startAgain();
        }
        awaitWork(second);
        assertTrue(second.kill());
        awaitWork(first);
        int doubled = assertNothingLost();
        System.out.println("RedisGroupTest: " + doubled + " doubled, " + (kills + 1) + " kills");
        assertTrue(doubled <= (kills + 1) * UNACKNOWLEDGED_MAX, () -> doubled + " are doubled");
    }

    @Test
    void aRelayGoesOnWhereItsGroupIs() throws Exception {
        await("some input", () -> (Long) server.call("XLEN", "in:0") > 50);
        numbers.end();
        List<String> all = server.contents("in:0", "msg");
        for (int count : List.of(7, all.size() - 7)) {
            Shelled.Result relay = tapedeck.run(
                    "relay",
                    "--input",
                    "redis://" + server.node() + "/",
                    "--input-option",
                    "key=in:0",
                    "--input-option",
                    "group=relays",
                    "--output",
                    "redis://" + server.node() + "/copy",
                    "-n",
                    Integer.toString(count));
            assertEquals(0, relay.exit(), relay.toString());
        }
        assertEquals(
                all.stream().sorted().toList(),
                server.contents("copy", "msg").stream().sorted().toList());
    }

    @Test
    void stateIsRefused() throws Exception {
        tapedeck.write("count.py", """
                def process(message, context):
                    context.state["n"] = context.state.get("n", 0) + 1
                    return context.state["n"]
                """);
        tapedeck.write(
                "shared.toml", tapedeck.read("shared.toml").replace("java = \"Pass.java\"", "python = \"count.py\""));
        GroupWorker worker = worker("first");
        JsonNode failure = worker.await(1).path("failure");
        assertEquals("refused", failure.path("kind").asText(), worker::said);
        assertTrue(failure.get("error").asText().contains("leave out group = …"), failure.toString());
    }
}
