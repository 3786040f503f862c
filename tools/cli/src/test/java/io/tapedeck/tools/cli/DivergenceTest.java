package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a replay that differs, and of one that is begun on another environment. */
final class DivergenceTest {
    @TempDir
    private Path folder;

    private Shelled tapedeck;

    @BeforeEach
    void write() throws IOException {
        tapedeck = new Shelled(folder);
        tapedeck.write("in.ndjson", "1\n2\n3\n4\n5\n");
    }

    /** Records a run of code that puts an expression's value into the field {@code tag}. */
    private void record(String expression) throws IOException, InterruptedException {
        tapedeck.write("pipeline.toml", """
                [pipeline.tags]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                [[pipeline.tags.step]]
                java = "Tags.java"
                """);
        tapedeck.write("Tags.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Tags implements Processor {
                    private static long seen;

                    @Override
                    public void process(Message message, ProcessorContext context) {
                        long number = message.value().asLong();
                        context.state().put(Value.of("last"), message.value());
                        context.emit(Value.map("number", message.value(), "tag", EXPRESSION));
                    }
                }
                """.replace("EXPRESSION", expression));
        Shelled.Result run = tapedeck.run("run", "pipeline.toml");
        assertEquals(0, run.exit(), run.toString());
    }

    private Path log() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(".tapedeck/tags"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().resolve("log");
        }
    }

    /** Changes records of the run, as another machine would have written them. */
    private interface Change {
        LogRecord of(LogRecord record);
    }

    private void rewrite(Change change) throws IOException {
        Path log = log();
        Path before = log.resolveSibling("before");
        Files.move(log, before);
        try (LogReader reader = LogReader.open(before);
                LogWriter writer = LogWriter.create(log, LogUse.RUN, reader.logId(), LogSettings.of(Durability.OS))) {
            while (reader.next()) {
                switch (change.of(reader.record())) {
                    case LogRecord.MessageRecord message ->
                        writer.append(
                                message.ordinal(), message.feedTimeNanos(), message.message(), message.position());
                    case LogRecord.StepRecord step -> writer.append(step);
                    case LogRecord.RunRecord record -> writer.append(record);
                    default -> {}
                }
            }
        }
    }

    private static LogRecord changedOutput(LogRecord record, String recorded, String other) {
        if (!(record instanceof LogRecord.StepRecord step) || step.ordinal() != 3) {
            return record;
        }
        LogRecord.Call call = step.calls().getFirst();
        byte[] outputs = call.outputs().toByteArray();
        String text = new String(outputs, java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] changed = text.replace(recorded, other).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(text.equals(text.replace(recorded, other)), text);
        return new LogRecord.StepRecord(
                step.ordinal(),
                step.endNanos(),
                java.util.List.of(new LogRecord.Call(
                        call.step(),
                        call.outputCount(),
                        call.outputsDigest() + 1,
                        call.stateDigest(),
                        io.tapedeck.log.Bytes.wrap(changed))));
    }

    @ParameterizedTest
    @CsvSource({
        "Value.of(\"a@\" + \"1f2e3d4c\"), 1f2e3d4c, 5a6b7c8d, identity",
        "Value.of(\"at 2026-11-20 10:00\"), 2026, 2025, clock",
        "'Value.list(Value.of(\"x\"), Value.of(\"y\"))', x\u0007\u0001y, y\u0007\u0001x, another order",
        "Value.of(\"plain\"), plain, other, outside the keyed store",
    })
    void theReportShowsTheFieldsAndGuessesTheCause(String expression, String recorded, String other, String cause)
            throws IOException, InterruptedException {
        record(expression);
        rewrite(record -> changedOutput(record, recorded, other));
        Shelled.Result verified = tapedeck.run("verify", "latest");
        assertEquals(4, verified.exit(), verified.toString());
        assertTrue(verified.out().contains("differs at input #3 (in/0@3, fed "), verified.out());
        assertTrue(verified.out().contains("    .tag  "), verified.out());
        assertFalse(verified.out().contains(".number"), verified.out());
        assertTrue(verified.out().contains("the replay wrote last  2  →  3"), verified.out());
        assertTrue(
                verified.out().lines().anyMatch(line -> line.startsWith("  likely") && line.contains(cause)),
                () -> verified.out());
        assertTrue(verified.out().contains("environment same"), verified.out());

        JsonNode first = tapedeck.run("verify", "latest", "--json").json().get("first_divergence");
        assertEquals(3, first.get("ordinal").asLong());
        assertEquals(3, first.get("source_position").get("line").asLong());
        assertEquals(
                "{\"key\":\"last\",\"before\":2,\"after\":3}",
                first.get("state_writes").get(0).toString());
        assertTrue(first.get("cause").asText().contains(cause), first.toString());
    }

    @Test
    void theReportShowsAnOutputThatStandsWithoutItsValue() throws IOException, InterruptedException {
        record("Value.of(\"plain\")");
        rewrite(record -> record instanceof LogRecord.StepRecord step && step.ordinal() == 3 ? handedOn(step) : record);
        JsonNode first = tapedeck.run("verify", "latest", "--json").json().get("first_divergence");
        assertEquals("[3]", first.get("recorded").toString());
        assertEquals("[{\"number\":3,\"tag\":\"plain\"}]", first.get("replayed").toString());
    }

    private static LogRecord handedOn(LogRecord.StepRecord step) {
        LogRecord.Call call = step.calls().getFirst();
        io.tapedeck.log.Bytes output = io.tapedeck.log.ValueEncoder.encode(Value.list(Value.NULL, Value.list()));
        return new LogRecord.StepRecord(
                step.ordinal(),
                step.endNanos(),
                java.util.List.of(new LogRecord.Call(0, 1, call.outputsDigest() + 1, call.stateDigest(), output)));
    }

    @Test
    void anotherEnvironmentIsToldBeforeTheReplayAndCanBeForced() throws IOException, InterruptedException {
        record("Value.of(\"plain\")");
        rewrite(record -> recordedOn(record, "tapedeck", "0.0.9"));
        for (String[] command :
                new String[][] {{"verify", "latest"}, {"replay", "latest"}, {"inspect", "latest", "--at", "#2"}}) {
            Shelled.Result refused = tapedeck.run(command);
            assertEquals(1, refused.exit(), refused.toString());
            assertTrue(refused.err().contains("tapedeck: 0.0.9 → "), refused.err());
            assertTrue(refused.err().contains("--force"), refused.err());
            assertEquals("", refused.out());

            String[] forced = Stream.concat(Stream.of(command), Stream.of("--force", "--json"))
                    .toArray(String[]::new);
            Shelled.Result result = tapedeck.run(forced);
            assertEquals(0, result.exit(), result.toString());
            assertEquals(
                    "tapedeck", result.json().get("forced").get(0).get("name").asText());
        }
        assertTrue(tapedeck.run("verify", "latest", "--force").out().contains("forced, on another environment"));
    }

    @Test
    void aZoneThatThisJdkDoesNotKnowIsToldBeforeTheReplay() throws IOException, InterruptedException {
        record("Value.of(\"plain\")");
        rewrite(record -> recordedOn(record, "zone", "Mars/Base"));
        Shelled.Result refused = tapedeck.run("verify", "latest");
        assertEquals(1, refused.exit(), refused.toString());
        assertTrue(refused.err().contains("zone: Mars/Base → null"), refused.err());
        refused = tapedeck.run("verify", "latest", "--force");
        assertEquals(1, refused.exit(), refused.toString());
        assertTrue(refused.err().contains("the run has zone Mars/Base and locale root"), refused.err());
    }

    /** A run start that says something else of what must match. */
    private static LogRecord recordedOn(LogRecord record, String name, String value) {
        if (!(record instanceof LogRecord.RunRecord run) || run.kind() != LogRecord.RunRecord.Kind.RUN_START) {
            return record;
        }
        MapValue.Builder content = MapValue.builder();
        run.content().entries().forEach(content::put);
        MapValue.Builder fingerprint = MapValue.builder();
        run.content().get("fingerprint").asMap().entries().forEach(fingerprint::put);
        MapValue.Builder must = MapValue.builder();
        run.content().get("fingerprint").get("must_match").asMap().entries().forEach(must::put);
        must.put(name, Value.of(value));
        fingerprint.put("must_match", must.build());
        content.put("fingerprint", fingerprint.build());
        return new LogRecord.RunRecord(run.kind(), content.build());
    }
}
