package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams into pipes and out of them. */
@Timeout(300)
final class TapAndFluxTest {
    private static final String HEADED = """
            [2026-11-20T03:12:09.114 | orders | 7 | 3] {"total": 1.50}
            [2026-11-20T03:12:09.115000001 | orders | 9 | 3] not JSON
            [2026-11-20T03:12:09.116 | returns | 0 | 0] [1,2]
            [2026-11-20T03:12:09.117 | orders | 7 | 4]\s
            """;

    @TempDir
    private Path folder;

    private Shelled files;
    private InProcess tapedeck;

    @BeforeEach
    void start() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder);
    }

    @AfterEach
    void stop() {
        tapedeck.close();
    }

    private Process shell(String... words) throws IOException {
        return files.builder(words).start();
    }

    private static void assertEnds(int exit, Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it does not end");
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .replaceAll("(?m)^Picked up .*\\R", "");
        assertEquals("", errors);
        assertEquals(exit, process.exitValue());
    }

    @Test
    void contentsAreTappedAsTheyCame() throws IOException {
        String lines = "{\"total\": 1.50}\n\"a\\nb\"\n\u00fc, no JSON\n";
        files.write("in.ndjson", lines);
        Shelled.Result tapped = tapedeck.run("tap", "file://in.ndjson");
        assertEquals(0, tapped.exit(), tapped.toString());
        assertEquals(lines, tapped.out());
        assertEquals("", tapped.err());
        assertEquals(
                "{\"total\": 1.50}\n",
                tapedeck.run("tap", "file://in.ndjson", "-n", "1").out());
    }

    @Test
    void whatIsTappedAsJsonIsAnObjectALine() throws IOException {
        files.write("in.ndjson", "{\"total\":1}\n\"two\"\n");
        List<JsonNode> lines = tapedeck.run("tap", "file://in.ndjson", "--json").jsonLines();
        assertEquals(2, lines.size());
        assertEquals("in", lines.getFirst().get("stream").asText());
        assertEquals(1, lines.getFirst().get("value").get("total").asInt());
        assertEquals(2, lines.get(1).get("sequence").asLong());
        assertEquals("two", lines.get(1).get("value").asText());
    }

    @Test
    void headsKeepTimeStreamSequenceAndShardThroughAFile() throws IOException {
        files.write("lines", HEADED);
        Shelled.Result sent =
                tapedeck.run("flux", "file://a.tape", "--from", "lines", "--format", "seastreamer", "--json");
        assertEquals(0, sent.exit(), sent.toString());
        assertEquals(4, sent.json().get("messages").asLong());
        Shelled.Result tapped = tapedeck.run("tap", "file://a.tape", "--format", "seastreamer");
        assertEquals(HEADED, tapped.out(), tapped.toString());
        assertEquals(
                0,
                tapedeck.run("tap", "file://a.tape", "--format", "seastreamer", "--to", "again")
                        .exit());
        assertEquals(HEADED, files.read("again"));
        assertEquals(
                1,
                tapedeck.run("tap", "file://a.tape", "--to", "again").exit(),
                "what a file holds is not replaced unasked");
        assertEquals(HEADED, files.read("again"));
        Shelled.Result renamed = tapedeck.run(
                "flux", "file://b.tape", "--from", "lines", "--format", "seastreamer", "--option", "stream=all");
        assertEquals(0, renamed.exit(), renamed.toString());
        assertEquals(
                List.of("all/0@1", "all/0@2", "all/0@3", "all/0@4"),
                tapedeck.run("tap", "file://b.tape", "--json").jsonLines().stream()
                        .map(line -> line.get("stream").asText() + "/"
                                + line.get("shard").asLong() + "@"
                                + line.get("sequence").asLong())
                        .toList());
    }

    @Test
    void malformedLinesAreToldWithTheirNumbersAndPassedOver() throws IOException {
        files.write("lines", "[a|b] one\n[a|1] two\nthree\n[2026-13-01T00:00:00] four\n");
        Shelled.Result sent =
                tapedeck.run("flux", "file://out.txt", "--from", "lines", "--format", "seastreamer", "--json");
        assertEquals(3, sent.exit(), sent.toString());
        assertEquals(2, sent.json().get("passed_over").asLong());
        assertTrue(sent.err().contains("line 1: \"b\" has no place"), sent.err());
        assertTrue(sent.err().contains("line 4: \"2026-13-01T00:00:00\" has no place"), sent.err());
        assertEquals("two\nthree\n", files.read("out.txt"));
        files.write("many", "[ ] x\n".repeat(30));
        Shelled.Result many =
                tapedeck.run("flux", "file://many.txt", "--from", "many", "--format", "seastreamer", "--json");
        assertEquals(30, many.json().get("passed_over").asLong());
        assertEquals(21, many.err().lines().count(), many.err());
        assertTrue(many.err().contains("and 10 more were passed over"), many.err());
        files.write("json", "1\n{oops\n\"x\"\n");
        Shelled.Result json = tapedeck.run("flux", "file://out.ndjson", "--from", "json", "--format", "ndjson");
        assertEquals(3, json.exit(), json.toString());
        assertEquals("1\n\"x\"\n", files.read("out.ndjson"));
    }

    @Test
    void aContentOfTwoLinesIsNoLineButAsJson() throws IOException {
        files.write("in.ndjson", "\"a\\nb\"\n\"c\"\n");
        assertEquals(
                0,
                tapedeck.run("relay", "--input", "file://in.ndjson", "--output", "chronicle://queue")
                        .exit());
        Shelled.Result text = tapedeck.run("tap", "chronicle://queue");
        assertEquals(3, text.exit(), text.toString());
        assertEquals("c\n", text.out());
        assertTrue(text.err().contains("line break"), text.err());
        Shelled.Result json = tapedeck.run("tap", "chronicle://queue", "--format", "ndjson");
        assertEquals(0, json.exit(), json.toString());
        assertEquals("\"a\\nb\"\n\"c\"\n", json.out());
    }

    @Test
    void wrongWordsAreToldSo() throws IOException {
        files.write("in.ndjson", "1\n");
        assertEquals(
                2, tapedeck.run("tap", "file://in.ndjson", "--format", "xml").exit());
        assertEquals(
                2,
                tapedeck.run("tap", "file://in.ndjson", "--format", "ndjson", "--json")
                        .exit());
        assertEquals(
                2, tapedeck.run("tap", "file://in.ndjson", "--offset", "end").exit());
        Shelled.Result missing = tapedeck.run("flux", "file://out.txt", "--from", "nowhere");
        assertEquals(2, missing.exit());
        assertTrue(missing.err().contains("there is no "), missing.err());
    }

    @Test
    void aReaderThatHasEnoughEndsATapQuietly() throws Exception {
        files.write("in.txt", "x".repeat(99).concat("\n").repeat(50_000));
        Process tap = shell("tap", "file://in.txt");
        try (BufferedReader out = tap.inputReader()) {
            assertEquals("x".repeat(99), out.readLine());
        }
        assertEnds(0, tap);
    }

    @Test
    void aReaderThatGoesAwayEndsATapThatWaits() throws Exception {
        files.write("in.txt", "one\n");
        Process tap = shell("tap", "file://in.txt", "--follow");
        try (BufferedReader out = tap.inputReader()) {
            assertEquals("one", out.readLine());
        }
        assertEnds(0, tap);
    }

    @Test
    void aFluxThatIsStoppedHasDeliveredWhatItRead() throws Exception {
        Process flux = shell("flux", "file://out.txt", "--json");
        OutputStream input = flux.getOutputStream();
        input.write("one\ntwo\nhalf".getBytes(StandardCharsets.UTF_8));
        input.flush();
        while (!Files.exists(folder.resolve("out.txt"))
                || !files.read("out.txt").equals("one\ntwo\n")) {
            assertTrue(flux.isAlive());
            Thread.sleep(20);
        }
        flux.toHandle().destroy(); // SIGTERM
        assertEquals("{\"messages\":2,\"passed_over\":0}", flux.inputReader().readLine());
        assertEnds(0, flux);
        assertEquals("one\ntwo\n", files.read("out.txt"));
    }

    @Test
    void namedPipesLeadFromATapToAFlux() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        String lines =
                IntStream.range(0, 5_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        files.write("in.txt", lines);
        Process flux = shell("flux", "file://out.txt", "--from", pipe.toString(), "--json");
        Process tap = shell("tap", "file://in.txt", "--to", pipe.toString());
        assertEnds(0, tap);
        assertEquals("{\"messages\":5000,\"passed_over\":0}", flux.inputReader().readLine());
        assertEnds(0, flux);
        assertEquals(lines, files.read("out.txt"));
    }

    /** A recording has the malformed line as it came; the run does not end by it. */
    @Test
    void aPipelineTakesLinesWithHeads() throws Exception {
        files.write("p.toml", """
                [pipeline.p]
                from = { url = "stdio://", format = "seastreamer" }
                to = { url = "stdio://", format = "seastreamer", stream = "out" }
                """);
        Process run = shell("run", "p.toml");
        try (OutputStream input = run.getOutputStream()) {
            input.write("[2026-11-20T03:12:09.114 | orders | 7 | 3] a\n[a|b] malformed\n[orders|7|3] b\nc\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        List<String> lines = run.inputReader().lines().toList();
        assertTrue(run.waitFor(120, TimeUnit.SECONDS));
        String told = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.exitValue(), told);
        assertEquals("[2026-11-20T03:12:09.114 | out | 1 | 0] a", lines.getFirst());
        assertEquals(
                List.of("out | 1 | 0] a", "out | 2 | 0] b", "out | 3 | 0] c"),
                lines.stream().map(line -> line.substring(line.indexOf("out"))).toList());
        assertTrue(told.contains("#2 passed over (skip): line 2: \"b\" has no place"), told);
        Shelled.Result inputs =
                tapedeck.run("log", "cat", files.segments().getFirst().toString(), "--json");
        assertEquals(
                List.of("orders/3@7", "broadcast/0@0", "orders/3@8", "broadcast/0@1"),
                inputs.jsonLines().stream()
                        .map(line -> line.get("stream").asText() + "/"
                                + line.get("shard").asLong() + "@"
                                + line.get("sequence").asLong())
                        .toList());
        assertEquals(0, tapedeck.run("verify", "latest").exit());
    }
}
