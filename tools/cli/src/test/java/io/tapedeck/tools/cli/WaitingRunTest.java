package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code runs} tells of a run whose server is away. */
@Timeout(180)
final class WaitingRunTest {
    @TempDir
    private Path folder;

    private RedisServer server;
    private Shelled shell;
    private InProcess tapedeck;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"));
        server.call("XADD", "in", "1-0", "msg", "1");
        shell = new Shelled(folder);
        tapedeck = new InProcess(folder);
        shell.write("wait.toml", """
                [pipeline.wait]
                from = { url = "SERVER", reconnect = "100ms" }
                to = "file://out.ndjson"
                retry = "10m"
                """.replace("SERVER", server.url("in")));
        process = launch();
        await("the first input", run -> run.get("inputs").asLong() == 1);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
        tapedeck.close();
        server.close();
    }

    private Process launch() throws IOException {
        return shell.builder("run", "wait.toml")
                .redirectOutput(folder.resolve("printed.txt").toFile())
                .redirectError(folder.resolve("said.txt").toFile())
                .start();
    }

    /** What is listed of the run as soon as it is so. */
    private JsonNode await(String what, Predicate<JsonNode> condition) throws Exception {
        long deadlineNanos = System.nanoTime() + 60_000_000_000L;
        while (true) {
            List<JsonNode> runs = tapedeck.run("runs", "--json").jsonLines();
            if (runs.size() == 1 && condition.test(runs.getFirst())) {
                return runs.getFirst();
            }
            assertTrue(System.nanoTime() < deadlineNanos, () -> "waited for " + what + ": " + runs + "\n" + said());
            Thread.sleep(20);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isWaiting(JsonNode run) {
        return !run.get("waiting_since").isNull();
    }

    private static boolean isRunning(JsonNode run) {
        return run.get("state").asText().equals("running") && !isWaiting(run);
    }

    private List<String> listed() throws IOException {
        return tapedeck.run("runs").out().lines().toList();
    }

    @Test
    void aRunWaitsUntilItsServerIsBack() throws Exception {
        Instant before = Instant.now();
        server.kill();
        JsonNode run = await("the wait", WaitingRunTest::isWaiting);
        Instant since = Instant.parse(run.get("waiting_since").asText());
        assertFalse(since.plusMillis(1).isBefore(before), () -> since + " is before " + before);
        assertEquals("running", run.get("state").asText());
        String error = run.get("failure").get("error").asText();
        assertTrue(error.contains("redis at " + server.node()), error);
        List<String> lines = listed();
        assertTrue(lines.get(1).contains("  waiting "), lines::toString);
        assertTrue(lines.get(2).startsWith("          since 2"), lines::toString);
        assertTrue(lines.get(2).contains(", and tries again: "), lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines::toString);

        server.startAgain();
        run = await("the server", WaitingRunTest::isRunning);
        assertTrue(run.get("failure").isNull(), "nothing came since, and still it runs: " + run);
        assertEquals(2, listed().size());
        server.call("XADD", "in", "2-0", "msg", "2");
        await("the next input", each -> each.get("inputs").asLong() == 2 && isRunning(each));
        process.destroy();
        assertEquals(0, process.waitFor(), this::said);
        run = await("its end", each -> each.get("state").asText().equals("stopped"));
        assertFalse(isWaiting(run));
    }

    @Test
    void aRunThatIsKilledWhileItWaitsHasFailed() throws Exception {
        server.kill();
        await("the wait", WaitingRunTest::isWaiting);
        process.destroyForcibly().waitFor();
        JsonNode run = await("its end", each -> each.get("state").asText().equals("failed"));
        assertFalse(isWaiting(run));
        assertTrue(listed().get(1).contains("  failed "), () -> run.toString());
        assertEquals(2, listed().size());
    }

    @Test
    void aRunThatIsStartedWhileItsServerIsAwayWaitsToo() throws Exception {
        process.destroy();
        assertEquals(0, process.waitFor(), this::said);
        server.kill();
        process = launch();
        JsonNode run = await("the wait", WaitingRunTest::isWaiting);
        assertTrue(run.get("failure").isNull(), "the log knows of none: " + run);
        String lines = String.join(" ", listed().stream().map(String::strip).toList());
        assertTrue(lines.endsWith("tries again: a server is away, and was when the run was started"), lines);
    }
}
