package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How each kind of failure is reported, and that nothing of the failed message remains. */
final class FailureKindsTest {
    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @BeforeEach
    void write() throws IOException {
        tapedeck = new Shelled(folder);
        tapedeck.write("in.ndjson", "1\n2\n3\n");
    }

    private JsonNode failure(String step) throws IOException, InterruptedException {
        tapedeck.write("pipeline.toml", """
                [pipeline.p]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                [[pipeline.p.step]]
                """ + step);
        Shelled.Result result = tapedeck.run("run", "pipeline.toml", "--json");
        assertEquals(1, result.exit(), result.toString());
        assertTrue(!result.err().contains("\tat "), result.err());
        return result.json().get("failure");
    }

    private static String java(String body) {
        return "public final class P implements io.tapedeck.runtime.Processor {\n"
                + "    public void process(io.tapedeck.log.Message message, io.tapedeck.runtime.ProcessorContext context)\n"
                + "            throws Exception {\n        " + body + "\n    }\n}\n";
    }

    @Test
    void aCallThatIsRefusedIsNamedWithItsLine() throws IOException, InterruptedException {
        tapedeck.write("P.java", java("java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"));"));
        JsonNode failure = failure("java = \"P.java\"");
        assertEquals("refused", failure.get("kind").asText());
        assertTrue(failure.get("error").asText().startsWith("java.nio.file"), failure.toString());
        assertTrue(failure.get("error").asText().contains("P.java:4"), failure.toString());
    }

    @Test
    void anEndlessLoopEndsWithTheTimeout() throws IOException, InterruptedException {
        tapedeck.write("P.java", java("while (message.sequence() == 2) { try { } catch (Throwable t) { } }"));
        JsonNode failure = failure("java = \"P.java\"\ntimeout = \"500ms\"");
        assertEquals("timeout", failure.get("kind").asText());
        assertEquals(2, failure.get("ordinal").asLong());
        assertEquals(0, tapedeck.run("verify", "latest").exit(), "what timed out is not tried again");
    }

    @Test
    void aCallThatCannotBeInterruptedEndsTheProcess() throws IOException, InterruptedException {
        tapedeck.write("p.py", "def process(message, context):\n    return sum(iter(int, 1))\n");
        tapedeck.write("pipeline.toml", """
                [pipeline.p]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                [[pipeline.p.step]]
                python = "p.py"
                timeout = "1s"
                """);
        Shelled.Result hung = tapedeck.run("run", "pipeline.toml");
        assertEquals(1, hung.exit(), hung.toString());
        assertTrue(hung.err().contains("cannot be interrupted"), hung.err());

        tapedeck.write("p.py", "def process(message, context):\n    return message.value\n");
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());
        assertEquals("1\n2\n3\n", tapedeck.read("out.ndjson"));
    }

    @Test
    void anOutputThatCannotBeEncodedFailsItsStepAndLeavesNothing() throws IOException, InterruptedException {
        tapedeck.write("p.py", """
                def process(message, context):
                    context.state["seen"] = message.value
                    yield message.value
                    if message.value == 2:
                        yield {"tags": {1, 2}}
                """);
        JsonNode failure = failure("python = \"p.py\"");
        assertEquals("sink", failure.get("kind").asText());
        assertEquals(2, failure.get("ordinal").asLong());
        assertEquals("1\n", tapedeck.read("out.ndjson"));
        JsonNode there =
                tapedeck.run("inspect", "latest", "--at", "#2", "--json").json();
        assertEquals(1, there.get("state").get("seen").asLong());
    }

    @Test
    void codeThatCannotBeLoadedFailsTheRunBeforeItsFirstInput() throws IOException, InterruptedException {
        tapedeck.write("p.py", "def transform(message, context):\n    return None\n");
        JsonNode failure = failure("python = \"p.py\"");
        assertEquals("error", failure.get("kind").asText());
        assertTrue(failure.get("error").asText().contains("it defines: transform"), failure.toString());
        tapedeck.write("p.py", "def process(message, context):\n    return message.value\n");
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());
        assertEquals("1\n2\n3\n", tapedeck.read("out.ndjson"));
    }

    @Test
    void aStateThatDoesNotFitTheHeapIsSaidInASentence() throws IOException, InterruptedException {
        String numbers = "1\n".repeat(100);
        tapedeck.write("in.ndjson", numbers);
        tapedeck.write("P.java", java("""
                for (int i = 0; i < 600; i++) {
                    context.state().put(
                            io.tapedeck.log.Value.of(message.sequence() * 1000 + i),
                            io.tapedeck.log.Value.of("x".repeat(999) + i));
                }"""));
        tapedeck.write("pipeline.toml", """
                [pipeline.p]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                [[pipeline.p.step]]
                java = "P.java"
                """);
        assertEquals(
                0, tapedeck.withFlags("-Xmx512m").run("run", "pipeline.toml").exit());
        tapedeck.write("in.ndjson", numbers + "1\n");
        Shelled.Result full = tapedeck.withFlags("-Xmx48m").run("run", "pipeline.toml", "--json");
        assertEquals(1, full.exit(), full.toString());
        assertTrue(full.err().contains("the memory is full (Java heap space)"), full.err());
        assertTrue(full.err().contains("TAPEDECK_JAVA_OPTS=-Xmx"), full.err());
        assertTrue(!full.err().contains("\tat "), full.err());
        assertTrue(full.json().get("error").asText().startsWith("the memory is full"), full.out());
        assertEquals(1, full.json().get("exit").asInt());

        Shelled.Result enough = tapedeck.withFlags("-Xmx512m").run("run", "pipeline.toml", "--json");
        assertEquals(101, enough.json().get("inputs").asLong(), enough.toString());
    }
}
