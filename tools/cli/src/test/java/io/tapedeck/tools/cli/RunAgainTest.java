package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What running a pipeline again means. */
final class RunAgainTest {
    private static final String PIPELINE = """
            [pipeline.sums]
            from = "file://in.ndjson"
            to = "file://out.ndjson"
            [[pipeline.sums.step]]
            java = "Sums.java"
            """;

    private static final String CODE = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Sums implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long sum = context.state().has("sum") ? context.state().get("sum").asLong() : 0;
                    context.state().put("sum", Value.of(sum + message.value().asLong()));
                    if (message.value().asLong() == BAD) {
                        throw new IllegalStateException("a bad number");
                    }
                    context.emit(context.state().get("sum"));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @AfterEach
    void stop() {
        tapedeck.close();
    }

    @BeforeEach
    void write() throws IOException {
        tapedeck = Shelled.staying(folder);
        tapedeck.write("pipeline.toml", PIPELINE);
        tapedeck.write("in.ndjson", "1\n2\n3\n4\n5\n");
        code("-1");
    }

    private void code(String bad) throws IOException {
        tapedeck.write("Sums.java", CODE.replace("BAD", bad));
    }

    private JsonNode run(int exit, String... more) throws IOException, InterruptedException {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "run";
        arguments[1] = "pipeline.toml";
        arguments[2] = "--json";
        System.arraycopy(more, 0, arguments, 3, more.length);
        Shelled.Result result = tapedeck.run(arguments);
        assertEquals(exit, result.exit(), result.toString());
        return result.json();
    }

    @Test
    void afterCompletionItTakesWhatIsNew() throws IOException, InterruptedException {
        JsonNode first = run(0);
        assertEquals("completed", first.get("state").asText());
        assertEquals("1\n3\n6\n10\n15\n", tapedeck.read("out.ndjson"));
        var written = Files.getLastModifiedTime(tapedeck.path("out.ndjson"));

        JsonNode nothingNew = run(0);
        assertEquals(first.get("run"), nothingNew.get("run"));
        assertEquals(5, nothingNew.get("inputs").asLong());
        assertEquals(5, nothingNew.get("outputs").asLong());
        assertEquals(written, Files.getLastModifiedTime(tapedeck.path("out.ndjson")));

        Files.writeString(tapedeck.path("in.ndjson"), "6\n", StandardOpenOption.APPEND);
        JsonNode more = run(0);
        assertEquals(first.get("run"), more.get("run"));
        assertEquals(6, more.get("inputs").asLong());
        assertEquals("1\n3\n6\n10\n15\n21\n", tapedeck.read("out.ndjson"));
    }

    @Test
    void codeThatCouldNotBeLoadedAndWasTakenBackLeavesNothing() throws IOException, InterruptedException {
        run(0);
        String good = tapedeck.read("Sums.java");
        tapedeck.write("Sums.java", good.replace("context.emit", "System.exit(1); context.emit"));
        Files.writeString(tapedeck.path("in.ndjson"), "6\n", StandardOpenOption.APPEND);
        assertEquals("refused", run(1).get("failure").get("kind").asText());
        tapedeck.write("Sums.java", good);
        assertEquals(6, run(0).get("inputs").asLong());
        assertEquals("1\n3\n6\n10\n15\n21\n", tapedeck.read("out.ndjson"));
        Shelled.Result verified = tapedeck.run("verify", "latest", "--checkpoints");
        assertEquals(0, verified.exit(), verified.toString());
    }

    @Test
    void afterAFailureItTriesTheMessageAgainWithTodaysCode() throws IOException, InterruptedException {
        code("3");
        JsonNode failed = run(1);
        assertEquals("failed", failed.get("state").asText());
        assertEquals(3, failed.get("failure").get("ordinal").asLong());
        assertEquals("error", failed.get("failure").get("kind").asText());
        assertEquals("Sums", failed.get("failure").get("step").asText());
        assertEquals("in", failed.get("failure").get("stream").asText());
        assertEquals(3, failed.get("failure").get("sequence").asLong());
        assertEquals("1\n3\n", tapedeck.read("out.ndjson"));

        JsonNode again = run(1);
        assertEquals(failed.get("run"), again.get("run"));
        assertEquals(failed.get("failure"), again.get("failure"));
        assertEquals(failed.get("inputs"), again.get("inputs"));
        assertEquals("1\n3\n", tapedeck.read("out.ndjson"));

        code("-1");
        JsonNode mended = run(0);
        assertEquals(failed.get("run"), mended.get("run"));
        assertEquals(5, mended.get("inputs").asLong());
        assertEquals("1\n3\n6\n10\n15\n", tapedeck.read("out.ndjson"), "the failed call left nothing in the state");
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
        assertEquals(5, verified.json().get("steps").asLong());
    }

    @Test
    void aLineThatIsNoJsonCanBeMendedAtTheSource() throws IOException, InterruptedException {
        tapedeck.write("in.ndjson", "1\n2\noops\n4\n");
        JsonNode failed = run(1);
        assertEquals("input", failed.get("failure").get("kind").asText());
        assertEquals(3, failed.get("failure").get("ordinal").asLong());
        assertEquals("1\n3\n", tapedeck.read("out.ndjson"));

        tapedeck.write("in.ndjson", "1\n2\n3\n4\n");
        assertEquals("completed", run(0).get("state").asText());
        assertEquals("1\n3\n6\n10\n", tapedeck.read("out.ndjson"));
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }

    @Test
    void badMessagesCanBePassedOver() throws IOException, InterruptedException {
        tapedeck.write("in.ndjson", "1\noops\n3\n4\n");
        code("3");
        tapedeck.write(
                "pipeline.toml",
                PIPELINE.replace(
                        "to = \"file://out.ndjson\"",
                        "to = \"file://out.ndjson\"\non_error = \"dead-letter\"\ndead_letter = \"file://dead.ndjson\""));
        assertEquals("completed", run(0).get("state").asText());
        assertEquals("1\n5\n", tapedeck.read("out.ndjson"));
        assertEquals(2, tapedeck.read("dead.ndjson").lines().count());
        assertTrue(tapedeck.read("dead.ndjson").contains("a bad number"));
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }

    @Test
    void aNewRunDoesNotTouchAnotherRunsOutputs() throws IOException, InterruptedException {
        JsonNode first = run(0);
        String outputs = tapedeck.read("out.ndjson");
        Shelled.Result refused = tapedeck.run("run", "pipeline.toml", "--new", "--json");
        assertEquals(1, refused.exit(), refused.toString());
        assertTrue(refused.err().contains("--overwrite"), refused.err());
        assertEquals(outputs, tapedeck.read("out.ndjson"));
        assertEquals(
                first.get("run"),
                tapedeck.run("verify", "latest", "--json").json().get("run"),
                "a refused run is no run");

        JsonNode second = run(0, "--new", "--overwrite");
        assertTrue(!second.get("run").equals(first.get("run")));
        assertEquals(outputs, tapedeck.read("out.ndjson"));
        assertEquals(2, tapedeck.run("runs", "--json").jsonLines().size());
    }

    @Test
    void aSinkThatLostItsOutputsGetsThemAgain() throws IOException, InterruptedException {
        run(0);
        Files.delete(tapedeck.path("out.ndjson"));
        run(0);
        assertEquals("1\n3\n6\n10\n15\n", tapedeck.read("out.ndjson"));
    }

    @Test
    void aStopIsCleanAndTheRunGoesOn() throws Exception {
        tapedeck.write(
                "pipeline.toml",
                PIPELINE.replace(
                        "from = \"file://in.ndjson\"", "from = { url = \"file://in.ndjson\", follow = true }"));
        Process process = tapedeck.start("run", "pipeline.toml");
        awaitLines(5);
        Shelled.Result second = tapedeck.run("run", "pipeline.toml");
        assertEquals(1, second.exit(), "one run of a pipeline at a time: " + second);
        assertTrue(second.err().contains("running already"), second.err());

        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "SIGTERM ends a run");
        assertEquals(0, process.exitValue());
        assertEquals(
                "stopped", tapedeck.run("runs", "--json").json().get("state").asText());

        tapedeck.write("pipeline.toml", PIPELINE);
        Files.writeString(tapedeck.path("in.ndjson"), "6\n", StandardOpenOption.APPEND);
        assertEquals(6, run(0).get("inputs").asLong());
        assertEquals("1\n3\n6\n10\n15\n21\n", tapedeck.read("out.ndjson"));
    }

    @Test
    void aSecondSignalEndsAtOnceWhatWaitsForAServer() throws Exception {
        tapedeck.write("away.toml", """
                [pipeline.away]
                from = "kafka://127.0.0.1:1/nothing"
                to = "file://out.ndjson"
                """);
        Path said = folder.resolve("said.txt");
        Process process = tapedeck.builder("run", "away.toml")
                .redirectError(said.toFile())
                .start();
        await("the run", () -> Files.exists(folder.resolve(".tapedeck/away/run.lock")));
        process.destroy();
        await("the hint", () -> Files.readString(said).contains("Ctrl-C again ends at once"));
        process.destroy();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "the second signal ends the process");
        assertEquals(1, process.exitValue());
        assertTrue(Files.readString(said).contains("ended at once"), Files.readString(said));
    }

    @Test
    void howToGoOnNamesThePipelineWhereTheFileHasSeveral() throws IOException, InterruptedException {
        code("3");
        tapedeck.write(
                "two.toml", PIPELINE + PIPELINE.replace("sums", "others").replace("out.ndjson", "others.ndjson"));
        Shelled.Result failed = tapedeck.run("run", "two.toml", "--pipeline", "others");
        assertEquals(1, failed.exit(), failed.toString());
        assertTrue(failed.out().contains("go on       ./tapedeck run two.toml --pipeline others "), failed.out());
    }

    private static void await(String what, Waiting.Condition condition) throws Exception {
        Waiting.until(what, Duration.ofSeconds(30), condition, () -> "not within 30 s");
    }

    private void awaitLines(int lines) throws Exception {
        await(
                lines + " outputs",
                () -> Files.exists(tapedeck.path("out.ndjson"))
                        && tapedeck.read("out.ndjson").lines().count() >= lines);
    }
}
