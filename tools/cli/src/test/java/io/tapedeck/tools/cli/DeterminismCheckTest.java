package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --determinism} tells honest code from what a replay would not repeat, before it is needed. */
final class DeterminismCheckTest {
    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @BeforeEach
    void write() throws IOException {
        tapedeck = new Shelled(folder);
        tapedeck.write("in.ndjson", "1\n2\n3\n4\n5\n6\n");
        tapedeck.write("pipeline.toml", """
                [pipeline.counts]
                from = "file://in.ndjson"
                to = "file://out.ndjson"

                [[pipeline.counts.step]]
                java = "Counts.java"
                """);
    }

    private void writeProcessor(String members, String output) throws IOException {
        tapedeck.write("Counts.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;
                import java.util.List;

                public class Counts implements Processor {
                    %s

                    public void process(Message message, ProcessorContext context) {
                        Value before = context.state().get(Value.of("n"));
                        context.state().put(Value.of("n"), Value.of(before.isNull() ? 1 : before.asLong() + 1));
                        context.emit(new Output(%s, Value.NULL, List.of()));
                    }
                }
                """.formatted(members, output));
    }

    @Test
    void honestCodeIsIdenticalEverywhere() throws IOException, InterruptedException {
        writeProcessor("", "Value.of(context.random().nextLong() + context.now().toString())");
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml", "--determinism", "--sample", "4");
        assertEquals(0, checked.exit(), checked.toString());
        assertTrue(checked.out().contains("4 inputs of run"), checked.out());
        assertTrue(checked.out().contains("✓ in another process  identical: 4 calls, 4 outputs"), checked.out());
        assertTrue(checked.out().contains("✓ loaded anew each time  identical: 4 calls, 4 outputs"), checked.out());
        try (Stream<Path> runs = Files.list(folder.resolve(".tapedeck/counts"))) {
            assertEquals(2, runs.count(), "the run and its lock, and no other");
        }
    }

    @Test
    void whatIsKeptInAFieldIsFound() throws IOException, InterruptedException {
        writeProcessor("private long seen;", "Value.of(++seen)");
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());
        JsonNode found = check(4);
        assertTrue(found.get("process").isNull(), found.toString());
        assertEquals(2, found.get("restore").get("ordinal").asLong());
        assertEquals("[1]", found.get("restore").get("replayed").toString());
        Shelled.Result told = tapedeck.run("check", "pipeline.toml", "--determinism");
        assertEquals(4, told.exit());
        assertTrue(told.out().contains("keeps something outside its keyed state"), told.out());
    }

    @Test
    void whatDiffersBetweenProcessesIsFound() throws IOException, InterruptedException {
        String pipeline = tapedeck.read("pipeline.toml");
        tapedeck.write("pipeline.toml", pipeline.replace("java = \"Counts.java\"", "leaky = \"pid\""));
        assertEquals(0, tapedeck.run("run", "pipeline.toml").exit());
        JsonNode found = check(4);
        assertEquals(1, found.get("process").get("ordinal").asLong(), found.toString());
    }

    private JsonNode check(int exit) throws IOException, InterruptedException {
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml", "--determinism", "--json");
        assertEquals(exit, checked.exit(), checked.toString());
        JsonNode found = checked.json().get("determinism").get("counts");
        assertFalse(found.get("same").asBoolean());
        return found;
    }

    @Test
    void withoutARunNothingIsTried() throws IOException, InterruptedException {
        writeProcessor("", "Value.of(1)");
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml", "--determinism");
        assertEquals(0, checked.exit(), checked.toString());
        assertTrue(checked.out().contains("no run is recorded yet"), checked.out());
    }
}
