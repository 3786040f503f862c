package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of files of which the log keeps digests and no payloads ({@code record = "ranges"}). */
final class RangesTest {
    private static final int LINES = 300;
    private static final int BAD = 200;

    /** Counts words in its state, and puts out few. */
    private static final String CODE = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Count implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long n = message.value().get("n").asLong();
                    if (n == BAD) {
                        throw new IllegalStateException("a bad number");
                    }
                    long sum = context.state().has("sum") ? context.state().get("sum").asLong() : 0;
                    context.state().put("sum", Value.of(sum + n));
                    if (n % 10 == 0) {
                        PAUSE
                        context.emit(context.state().get("sum"));
                    }
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder, shelled);
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    @BeforeEach
    void write() throws IOException {
        shelled.clear();
        shelled.write("in.ndjson", lines(LINES));
        pipeline("in.ndjson");
        code(-1, "");
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append("{\"n\":")
                    .append(i)
                    .append(",\"text\":\"")
                    .append("payload ".repeat(400))
                    .append("\"}\n");
        }
        return lines.toString();
    }

    private void pipeline(String file) throws IOException {
        shelled.write("pipeline.toml", """
                [pipeline.counts]
                from = "file://FILE"
                to = "file://out.ndjson"
                record = "ranges"
                checkpoint = "100ms"
                [[pipeline.counts.step]]
                java = "Count.java"
                """.replace("FILE", file));
    }

    private void code(long bad, String pause) throws IOException {
        shelled.write("Count.java", CODE.replace("BAD", bad + "L").replace("PAUSE", pause));
    }

    private JsonNode run(int exit) throws IOException {
        return tapedeck.expect(exit, "run", "pipeline.toml", "--json").json();
    }

    /** A command ends with exit 1 and a sentence that has these words, and no divergence is spoken of. */
    private void assertRefused(List<String> words, String... command) throws IOException {
        Shelled.Result result = tapedeck.run(command);
        assertEquals(1, result.exit(), result.toString());
        assertEquals("", result.out());
        for (String word : words) {
            assertTrue(result.err().contains(word), result.err() + "\nlacks: " + word);
        }
        assertFalse(result.err().contains("differs"), result.err());
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        for (Path segment : shelled.segments()) {
            bytes += Files.size(segment);
        }
        return bytes;
    }

    @Test
    void theLogIsSmallAndTheRunIsVerifiedInspectedAndReplayedFromTheFile() throws IOException {
        assertEquals(LINES, run(0).get("inputs").asInt());
        assertEquals(LINES / 10, shelled.read("out.ndjson").lines().count());
        assertTrue(logBytes() < Files.size(shelled.path("in.ndjson")) / 4, logBytes() + " bytes");
        for (Path segment : shelled.segments()) {
            assertFalse(Files.readString(segment, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("payload pay"));
        }

        JsonNode verified = tapedeck.expect(0, "verify", "latest", "--json").json();
        assertEquals(LINES, verified.get("steps").asInt());
        assertFalse(verified.get("diverged").asBoolean());
        JsonNode inspected = tapedeck.expect(0, "inspect", "latest", "--at", "in/0@250", "--json")
                .json();
        assertEquals(250, inspected.get("input").get("value").get("n").asInt());
        assertEquals(250 * 251 / 2, inspected.get("state").get("sum").asInt());
        assertEquals(
                0,
                tapedeck.expect(0, "replay", "latest", "--diff", "--json")
                        .json()
                        .get("changed")
                        .asInt());
        JsonNode again = tapedeck.expect(0, "check", "pipeline.toml", "--determinism", "--sample", "5", "--json")
                .json();
        assertTrue(again.get("determinism").get("counts").get("same").asBoolean(), again.toString());
    }

    @Test
    void logCommandsTellOfWhatIsWithheldAndNeedNoSource() throws IOException {
        run(0);
        Files.delete(shelled.path("in.ndjson"));
        String log = shelled.segments().getFirst().getParent().toString();
        tapedeck.expect(0, "log", "verify", log);
        assertTrue(tapedeck.expect(0, "log", "info", log).out().contains("300 messages withheld"));
        assertEquals(
                LINES,
                tapedeck.expect(0, "log", "info", log, "--json")
                        .json()
                        .get("messages_withheld")
                        .asInt());
        JsonNode first = tapedeck.expect(0, "log", "cat", log, "--json", "-n", "1")
                .jsonLines()
                .getFirst();
        assertFalse(first.has("value") || first.has("bytes"), first.toString());
        assertEquals(64, first.get("withheld").get("sha256").asText().length());
        assertTrue(first.get("withheld").get("length").asInt() > 3_000);
        assertTrue(tapedeck.expect(0, "log", "cat", log, "-n", "1").out().contains(" bytes withheld, SHA-256 "));
        assertTrue(tapedeck.expect(0, "log", "seek", log, "#7").out().contains(" bytes withheld, SHA-256 "));
        Shelled.Result rows = tapedeck.expect(0, "log", "cat", log, "--format", "csv", "-n", "2");
        assertTrue(rows.err().contains("not printed: 2 payloads that the log withholds"), rows.err());

        Shelled.Result text = tapedeck.run("log", "export", log, "all.txt");
        assertEquals(3, text.exit(), text.toString());
        assertTrue(text.err().contains("its payload is not in the log, but at its source"), text.err());
        tapedeck.expect(0, "log", "export", log, "all.ndjson");
        tapedeck.expect(0, "log", "import", "all.ndjson", "all.tape");
        assertEquals(
                tapedeck.expect(0, "log", "cat", log, "--json").out(),
                tapedeck.expect(0, "log", "cat", "all.tape", "--json").out());
    }

    @Test
    void aFailedInputIsTriedAgainFromTheFile() throws IOException {
        code(BAD, "");
        assertEquals(BAD, run(1).get("failure").get("sequence").asInt());
        assertEquals(BAD, run(1).get("failure").get("sequence").asInt());
        assertTrue(tapedeck.expect(0, "verify", "latest").out().contains("it fails at #200 as recorded"));
        Shelled.Result look = tapedeck.expect(0, "inspect", "latest", "--at", "#200", "--json");
        assertEquals(BAD, look.json().get("input").get("value").get("n").asInt());

        // A copy of the code that is mended gets the message too.
        code(-1, "");
        JsonNode tried = tapedeck.expect(0, "replay", "latest", "--with", "Count=Count.java", "--json")
                .json();
        assertEquals(BAD, tried.get("inputs").asInt());
        assertEquals(LINES, run(0).get("inputs").asInt());
        tapedeck.expect(0, "verify", "latest");
        assertEquals(
                String.valueOf(LINES * (LINES + 1) / 2),
                shelled.read("out.ndjson").lines().toList().getLast());
    }

    @Test
    void aShrunkRunHasItsInputsWhole() throws IOException {
        code(BAD, "");
        run(1);
        JsonNode shrunk = tapedeck.expect(0, "shrink", "latest", "--json").json();
        assertEquals(1, shrunk.get("inputs").asInt(), shrunk.toString());
        Files.delete(shelled.path("in.ndjson"));
        tapedeck.expect(0, "verify", "latest");
    }

    @Test
    void aRunThatIsKilledGoesOn() throws IOException, InterruptedException {
        code(-1, "context.sleep(java.time.Duration.ofMillis(20));");
        for (int kill = 1; kill <= 2; kill++) {
            long target = kill * 15_000L;
            Process process = shelled.start("run", "pipeline.toml");
            while (process.isAlive() && (!Files.exists(folder.resolve(".tapedeck")) || logBytes() < target)) {
                Thread.sleep(5);
            }
            process.destroyForcibly();
            assertEquals(137, process.waitFor(), "it was killed before its end");
            if (kill == 2) {
                deleteCache();
            }
        }
        assertEquals(LINES, run(0).get("inputs").asInt());
        List<String> sums = new ArrayList<>();
        for (int i = 10; i <= LINES; i += 10) {
            sums.add(String.valueOf(i * (i + 1) / 2));
        }
        assertEquals(sums, shelled.read("out.ndjson").lines().toList());
        tapedeck.expect(0, "verify", "latest", "--checkpoints");
    }

    private void deleteCache() throws IOException {
        try (var files = Files.walk(folder.resolve(".tapedeck"))) {
            for (Path file : files.filter(path -> path.getParent().endsWith("checkpoint"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatTheFileNoLongerHasIsRefusedByName() throws IOException {
        code(BAD, "");
        String id = run(1).get("run").asText();
        String original = shelled.read("in.ndjson");
        List<String> named = List.of(
                "in/0@42, input #42 of run " + id,
                "cannot be read again from file://in.ndjson: ",
                "(record = \"ranges\")",
                "--source FILE");

        // Another message, as long as the one that was read.
        shelled.write("in.ndjson", original.replace("{\"n\":42,", "{\"n\":43,"));
        List<String> changed = with(named, "another message is there now");
        assertRefused(changed, "verify", "latest");
        assertRefused(changed, "replay", "latest", "--diff");
        assertRefused(changed, "inspect", "latest", "--at", "#42");

        shelled.write("in.ndjson", lines(41));
        assertRefused(with(named, "in.ndjson ends before it"), "verify", "latest");
        Files.delete(shelled.path("in.ndjson"));
        assertRefused(List.of("in/0@1, input #1 of run " + id, "there is no file "), "verify", "latest");

        // A copy elsewhere will do.
        shelled.write("elsewhere/copy/in.ndjson", original);
        Files.copy(shelled.path("pipeline.toml"), shelled.path("elsewhere/copy/pipeline.toml"));
        Files.copy(shelled.path("Count.java"), shelled.path("elsewhere/copy/Count.java"));
        tapedeck.expect(0, "verify", "latest", "--source", "elsewhere/copy/pipeline.toml");
        tapedeck.expect(0, "inspect", "latest", "--at", "#42", "--source", "elsewhere/copy/pipeline.toml");
        tapedeck.expect(0, "replay", "latest", "--diff", "--source", "elsewhere/copy/pipeline.toml");
    }

    private static List<String> with(List<String> words, String more) {
        List<String> all = new ArrayList<>(words);
        all.add(more);
        return all;
    }

    @Test
    void aResumeIsRefusedWhereTheFailedInputIsAnotherNow() throws IOException {
        code(BAD, "");
        run(1);
        code(-1, "");
        String original = shelled.read("in.ndjson");
        shelled.write("in.ndjson", original.replace("{\"n\":200,", "{\"n\":201,"));
        assertRefused(List.of("in/0@200, input #200 of run ", "another message is there now"), "run", "pipeline.toml");
        shelled.write("in.ndjson", original);
        assertEquals(LINES, run(0).get("inputs").asInt());
        tapedeck.expect(0, "verify", "latest");
    }

    @Test
    void aLineThatCouldNotBeReadIsTakenAsItWasMended() throws IOException {
        String original = shelled.read("in.ndjson");
        shelled.write("in.ndjson", original.replace("{\"n\":200,", "{\"n\"200,"));
        assertEquals("input", run(1).get("failure").get("kind").asText());
        assertEquals(BAD, run(1).get("failure").get("sequence").asInt());
        tapedeck.expect(0, "verify", "latest");
        shelled.write("in.ndjson", original);
        assertEquals(LINES, run(0).get("inputs").asInt());
        assertEquals(
                LINES,
                tapedeck.expect(0, "verify", "latest", "--json")
                        .json()
                        .get("steps")
                        .asInt());
    }

    @Test
    void checkSaysThatTheSourceIsNeededAndRefusesWhatIsReadOnce() throws IOException {
        String check = tapedeck.expect(0, "check", "pipeline.toml").out();
        assertTrue(
                check.contains(
                        "record  ranges  (no payloads, a digest each: resume, replay, verify and inspect need the "
                                + "source, as it was)"),
                check);
        assertEquals(
                "ranges",
                tapedeck.expect(0, "check", "pipeline.toml", "--json")
                        .json()
                        .get("pipelines")
                        .get(0)
                        .get("record")
                        .asText());
        for (String source : List.of("stdio://", "redis://localhost/in", "chronicle://queue")) {
            Files.createDirectories(folder.resolve("queue"));
            shelled.write(
                    "once.toml", "[pipeline.p]\nfrom = \"" + source + "\"\nto = \"stdio://\"\nrecord = \"ranges\"\n");
            Shelled.Result refused = tapedeck.run("check", "once.toml");
            assertEquals(2, refused.exit(), refused.toString());
            assertTrue(
                    refused.err()
                            .contains("once.toml:4:1  \"record\" can be \"ranges\" only where messages can be read "
                                    + "again later, from files and Kafka; "),
                    refused.err());
        }
        shelled.write("word.toml", "[pipeline.p]\nfrom = \"file://in.ndjson\"\nto = \"stdio://\"\nrecord = \"some\"\n");
        assertTrue(tapedeck.run("check", "word.toml")
                .err()
                .contains("\"record\" is \"full\" or \"ranges\", not \"some\""));
    }

    @Test
    void whatIsRecordedIsTheRunsForItsWholeLife() throws IOException {
        String id = run(0).get("run").asText();
        shelled.write("pipeline.toml", shelled.read("pipeline.toml").replace("\"ranges\"", "\"full\""));
        assertRefused(
                List.of("run " + id + " has record = \"ranges\", the pipeline file now says \"full\"; --new"),
                "run",
                "pipeline.toml");
        assertEquals(
                0, tapedeck.run("run", "pipeline.toml", "--new", "--overwrite").exit());
        Shelled.Result needless = tapedeck.run("verify", "latest", "--source", "pipeline.toml");
        assertEquals(2, needless.exit(), needless.toString());
        assertTrue(needless.err().contains("has its payloads in the log"), needless.err());
    }
}
