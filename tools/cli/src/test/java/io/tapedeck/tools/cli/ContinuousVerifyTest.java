package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --continuous} beside a run that goes on: it verifies what is recorded meanwhile, and ends with the run. */
final class ContinuousVerifyTest {
    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @BeforeEach
    void write() throws IOException {
        tapedeck = new Shelled(folder);
        append(0, 100);
    }

    private void write(String output) throws IOException {
        tapedeck.write("pipeline.toml", """
                [pipeline.sums]
                from = { url = "file://in.ndjson", follow = true }
                to = "file://out.ndjson"

                [[pipeline.sums.step]]
                java = "Sums.java"
                """);
        tapedeck.write("Sums.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;
                import java.util.List;

                public class Sums implements Processor {
                    public void process(Message message, ProcessorContext context) {
                        context.emit(new Output(%s, Value.NULL, List.of()));
                    }
                }
                """.formatted(output));
    }

    private void append(int from, int to) throws IOException {
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(from, to).mapToObj(Integer::toString).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void awaitOutputs(int count) throws IOException, InterruptedException {
        Path out = folder.resolve("out.ndjson");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.exists(out) || Files.readAllLines(out).size() < count) {
            assertTrue(System.nanoTime() < end, "no " + count + " outputs after a minute");
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsRecordedMeanwhileIsVerifiedUntilTheRunEnds() throws IOException, InterruptedException {
        write("message.value()");
        Process run = tapedeck.start("run", "pipeline.toml");
        try {
            awaitOutputs(100);
            Path out = folder.resolve("verified.json");
            Process verify = tapedeck.builder("verify", "latest", "--continuous", "--json")
                    .redirectOutput(out.toFile())
                    .start();
            append(100, 300);
            awaitOutputs(300);
            assertFalse(verify.waitFor(2, TimeUnit.SECONDS), "it ended before the run did");
            append(300, 350);
            awaitOutputs(350);
            run.destroy();
            assertTrue(run.waitFor(1, TimeUnit.MINUTES));
            assertTrue(verify.waitFor(1, TimeUnit.MINUTES), "it goes on though the run has ended");
            assertEquals(0, verify.exitValue());
            JsonNode found = new ObjectMapper().readTree(out.toFile());
            assertEquals(350, found.get("steps").asLong(), found.toString());
            assertTrue(found.get("lag_seconds_max").isNumber());
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void aDifferenceEndsItAtOnce() throws IOException, InterruptedException {
        tapedeck.write("pipeline.toml", """
                [pipeline.sums]
                from = { url = "file://in.ndjson", follow = true }
                to = "file://out.ndjson"

                [[pipeline.sums.step]]
                leaky = "pid"
                """);
        Process run = tapedeck.start("run", "pipeline.toml");
        try {
            awaitOutputs(100);
            Shelled.Result verified = tapedeck.run("verify", "latest", "--continuous", "--json");
            assertEquals(4, verified.exit(), verified.toString());
            assertEquals(
                    1, verified.json().get("first_divergence").get("ordinal").asLong());
            assertTrue(run.isAlive(), "the run itself is left alone");
        } finally {
            run.destroyForcibly();
        }
    }
}
