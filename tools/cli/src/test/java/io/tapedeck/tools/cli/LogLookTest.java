package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code log info}, {@code cat}, {@code seek} and {@code verify}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogLookTest {
    private static final Set<String> MESSAGE_KEYS =
            Set.of("stream", "shard", "sequence", "time", "key", "headers", "value");

    @TempDir
    private static Path folder;

    private InProcess tapedeck;

    @BeforeAll
    void start() throws IOException {
        tapedeck = new InProcess(folder);
        LogCommands.orders(folder.resolve("orders.tape"), 200);
        LogCommands.mixed(folder.resolve("mixed.tape"));
    }

    @AfterAll
    void stop() {
        tapedeck.close();
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new java.util.HashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private List<Long> sequences(String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(0, result.exit(), result.toString());
        return result.jsonLines().stream()
                .map(line -> line.get("sequence").asLong())
                .toList();
    }

    @Test
    void catPrintsTheContractsKeysAndNoOthers() throws IOException {
        List<JsonNode> lines =
                tapedeck.run("log", "cat", path("mixed.tape"), "--json").jsonLines();
        assertEquals(8, lines.size());
        assertEquals(MESSAGE_KEYS, keys(lines.getFirst()));
        assertEquals("AP8K", lines.get(5).get("bytes").asText());
        assertFalse(lines.get(5).has("value"));
        assertEquals("2026-01-01T00:00:06.123456789Z", lines.get(5).get("time").asText());
        assertEquals("h", lines.get(5).get("headers").get(0).get(0).asText(), "a list of pairs: the name stands twice");
        assertEquals("x", lines.get(6).get("headers").get("h").asText());
        assertEquals("NaN", lines.get(1).get("value").get("nan").asText());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void catGoesFromOnePositionToAnother() throws IOException {
        String log = path("orders.tape");
        assertEquals(List.of(7L, 8L, 9L), sequences("log", "cat", log, "--json", "--from", "#7", "--to", "#9"));
        assertEquals(List.of(50L, 51L), sequences("log", "cat", log, "--json", "--from", "orders/0@50", "-n", "2"));
        assertEquals(
                List.of(20L, 21L),
                sequences(
                        "log",
                        "cat",
                        log,
                        "--json",
                        "--from",
                        "2026-01-01T00:00:19.5Z",
                        "--to",
                        "2026-01-01T00:00:21.5Z"));
        assertEquals(List.of(), sequences("log", "cat", log, "--json", "--from", "#201"));
    }

    @Test
    void catPrintsTheStreamsThatAreWanted() throws IOException {
        String log = path("mixed.tape");
        assertEquals(List.of(5L, 1L, 9L, 10L), sequences("log", "cat", log, "--json", "--stream", "a"));
        assertEquals(List.of(1L, 1L), sequences("log", "cat", log, "--json", "--stream", "a/1", "--stream", "B"));
        assertEquals(2, tapedeck.run("log", "cat", log, "--stream", "a/b").exit());
    }

    @Test
    void catWritesCsvThatIsQuoted() throws IOException {
        String csv = tapedeck.run("log", "cat", path("orders.tape"), "--format", "csv", "-n", "2")
                .out();
        assertEquals("id,text\n1,\"a,b\"\n2,\"a,b\"\n", csv);
        String messages = tapedeck.run("log", "cat", path("mixed.tape"), "--format", "csv", "-n", "1")
                .out();
        assertEquals(
                "stream,shard,sequence,time,key,headers,value\n"
                        + "a,0,5,2026-01-01T00:00:01.000Z,,,\"[1,1.0,null,true]\"\n",
                messages);
    }

    @Test
    void catPassesOverDamageAndSaysSo() throws IOException {
        Path damaged = LogCommands.orders(folder.resolve("damaged.tape"), 200);
        LogCommands.damage(damaged, 3000);
        Shelled.Result result = tapedeck.run("log", "cat", damaged.toString(), "--json");
        assertEquals(3, result.exit());
        int printed = result.jsonLines().size();
        assertTrue(printed > 190 && printed < 200, "printed " + printed);
        assertTrue(result.err().contains("lost: orders/0@"), result.err());
        assertEquals(
                0,
                tapedeck.run("log", "cat", damaged.toString(), "--allow-loss").exit());

        Shelled.Result behind = tapedeck.run("log", "cat", damaged.toString(), "--from", "#150", "--json");
        assertEquals(0, behind.exit(), "what is damaged before the position is not read: " + behind.err());
        assertEquals(51, behind.jsonLines().size());
    }

    @Test
    void catTellsAMissingSegment() throws IOException {
        Path log = folder.resolve("holed");
        segmented(log, 400);
        List<Path> segments = segments(log);
        Files.delete(segments.get(1));
        Shelled.Result result = tapedeck.run("log", "cat", log.toString(), "--json");
        assertEquals(3, result.exit(), result.err());
        assertTrue(result.err().contains("messages lost"), result.err());
        List<Long> found = result.jsonLines().stream()
                .map(line -> line.get("sequence").asLong())
                .toList();
        assertEquals(found.stream().distinct().toList(), found, "no message twice");
        assertEquals(400, found.getLast());
    }

    static void segmented(Path log, int count) throws IOException {
        try (LogWriter writer = LogWriter.create(
                log, LogUse.STREAMS, new UUID(7, 8), LogCommands.settings().withSegmentBytes(6000))) {
            for (int i = 1; i <= count; i++) {
                LogCommands.append(writer, LogCommands.message("orders", 0, i, i, Value.of("x".repeat(20))));
            }
        }
    }

    static List<Path> segments(Path log) throws IOException {
        try (var files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".tape"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void infoCountsGapsAndSumsUpManyStreams() throws IOException {
        Path log = folder.resolve("many.tape");
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(9, 9), LogCommands.settings())) {
            for (int i = 1; i <= 3000; i++) {
                LogCommands.append(writer, LogCommands.message("s" + i % 1000, 0, i, i, Value.of(i)));
            }
            LogCommands.append(writer, LogCommands.message("s1", 0, 3010, 3010, Value.of(1)));
        }
        JsonNode info = tapedeck.run("log", "info", log.toString(), "--json").json();
        assertEquals(1000, info.get("streams").size());
        JsonNode first = info.get("streams").get(0);
        assertEquals("s1", first.get("stream").asText());
        assertEquals(3, first.get("gap_count").asLong());
        assertEquals(999 + 999 + 1008, first.get("missing").asLong());
        assertEquals(2, first.get("gaps").get(0).get("first").asLong());
        assertEquals(1000, first.get("gaps").get(0).get("last").asLong());
        assertEquals(1.0, info.get("packed").get("ratio").asDouble());

        String table =
                tapedeck.run("log", "info", log.toString(), "--streams", "2").out();
        assertEquals(5, table.lines().count(), table);
        assertTrue(table.contains("and 998 more with 2,994 messages"), table);
        assertTrue(table.contains("missing 3,006: @2…1000, 1002…2000, 2002…3009"), table);
    }

    @Test
    void seekFindsForwardsAndBackwards() throws IOException {
        String log = path("orders.tape");
        assertEquals(50, sought(log, "#50").get("record").get("sequence").asLong());
        assertEquals(Set.of("record", "segment", "offset", "bytes_read", "beacons_read"), keys(sought(log, "#50")));
        assertEquals(21, sequence(sought(log, "2026-01-01T00:00:20.5Z")));
        assertEquals(20, sequence(sought(log, "2026-01-01T00:00:20.5Z", "--backward")));
        assertEquals(20, sequence(sought(log, "2026-01-01T00:00:20Z", "--backward")));
        assertEquals(200, sequence(sought(log, "#5000", "--backward")));
        assertEquals(33, sequence(sought(log, "orders/0@33", "--backward")));
        assertEquals(1, tapedeck.run("log", "seek", log, "#201").exit());
        Shelled.Result before = tapedeck.run("log", "seek", log, "2020-01-01T00:00:00Z", "--backward", "--json");
        assertEquals(1, before.exit());
        assertTrue(before.json().get("error").asText().contains("or before it"), before.out());
        assertEquals(2, tapedeck.run("log", "seek", log, "#5", "--event-time").exit());
        assertEquals(
                2, tapedeck.run("log", "seek", log, "#5", "--stream", "orders").exit());
    }

    private JsonNode sought(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("log", "seek", "--json"));
        all.addAll(List.of(words));
        Shelled.Result result = tapedeck.run(all.toArray(String[]::new));
        assertEquals(0, result.exit(), result.toString());
        return result.json();
    }

    private static long sequence(JsonNode found) {
        return found.get("record").get("sequence").asLong();
    }

    @Test
    void seekFindsTheSameAsAScanInShardsWithHoles() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new java.util.SplittableRandom(seed);
        Path log = folder.resolve("random.tape");
        List<long[]> written = new ArrayList<>();
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(4, seed), LogCommands.settings())) {
            long[] sequences = {0, 0, 0};
            for (int i = 1; i <= 2000; i++) {
                int shard = random.nextInt(100) == 0 ? 2 : random.nextInt(2);
                sequences[shard] += 1 + random.nextInt(4);
                written.add(new long[] {shard, sequences[shard], i});
                LogCommands.append(writer, LogCommands.message("s", shard, sequences[shard], i, Value.of(i)));
            }
        }
        for (int i = 0; i < 40; i++) {
            int shard = random.nextInt(3);
            long wanted = random.nextLong(2500);
            long expected = written.stream()
                    .filter(message -> message[0] == shard && message[1] <= wanted)
                    .mapToLong(message -> message[1])
                    .max()
                    .orElse(-1);
            assertFound(expected, log, "s/" + shard + "@" + wanted, "--backward");
            long second = random.nextLong(2100);
            long last = written.stream()
                    .filter(message -> message[0] == shard && message[2] <= second)
                    .mapToLong(message -> message[1])
                    .max()
                    .orElse(-1);
            String time = java.time.Instant.ofEpochSecond(LogCommands.START_NANOS / LogCommands.SECOND + second)
                    .toString();
            assertFound(last, log, time, "--event-time", "--backward", "--stream", "s/" + shard);
            long next = written.stream()
                    .filter(message -> message[0] == shard && message[2] >= second)
                    .mapToLong(message -> message[1])
                    .min()
                    .orElse(-1);
            assertFound(next, log, time, "--event-time", "--stream", "s/" + shard);
        }
    }

    private void assertFound(long expected, Path log, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("log", "seek", "--json", log.toString()));
        all.addAll(List.of(words));
        Shelled.Result result = tapedeck.run(all.toArray(String[]::new));
        assertEquals(expected < 0 ? 1 : 0, result.exit(), all + " " + result);
        if (expected >= 0) {
            assertEquals(expected, sequence(result.json()), all.toString());
        }
    }

    @Test
    void verifySaysHowToRepair() throws IOException {
        Path damaged = LogCommands.orders(folder.resolve("broken.tape"), 100);
        LogCommands.damage(damaged, 2000);
        Shelled.Result result = tapedeck.run("log", "verify", damaged.toString());
        assertEquals(3, result.exit());
        assertTrue(
                result.out()
                        .contains("repair:  ./tapedeck log repair " + damaged + " --out "
                                + folder.resolve("broken.repaired.tape")),
                result.out());
        JsonNode json =
                tapedeck.run("log", "verify", damaged.toString(), "--json").json();
        assertTrue(keys(json).containsAll(Set.of("records", "beacons", "durable_to", "damage")));
        assertTrue(keys(json.get("damage").get(0)).containsAll(Set.of("offset", "length", "kind", "lost")));
    }

    @Test
    void whatIsNoLogIsSaidInASentence() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("foreign.tape"), "this is text, and longer than a header".repeat(20));
        for (String command : List.of("info", "cat", "verify")) {
            assertProblem("there is no ", 1, "log", command, path("missing.tape"));
            assertProblem("holds no segment of a log", 1, "log", command, path("empty"));
        }
        // A header whose checksum is wrong is damage, whatever else it may be.
        assertProblem(
                "foreign.tape is damaged at offset 0 (header), or is no log", 3, "log", "info", path("foreign.tape"));
        assertProblem("is not a position", 2, "log", "cat", path("orders.tape"), "--from", "yesterday");
    }

    private void assertProblem(String sentence, int exit, String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result.toString());
        assertTrue(result.err().contains(sentence), result.err());
        assertEquals("", result.out());
    }

    @Test
    void everyCommandShowsAnExample() throws IOException {
        for (String command :
                List.of("info", "cat", "seek", "verify", "repair", "merge", "split", "export", "import", "compact")) {
            Shelled.Result help = tapedeck.run("log", command, "--help");
            assertEquals(0, help.exit());
            assertTrue(help.out().contains("Example: ./tapedeck log " + command), help.out());
            assertTrue(help.out().contains("--stack-trace"), "options of all commands are there: " + help.out());
        }
        assertTrue(tapedeck.run("log", "--help").out().contains("compact"));
        assertTrue(tapedeck.run("--help").out().contains("inspect"));
        assertEquals(2, tapedeck.run("log", "ca", "x").exit());
    }
}
