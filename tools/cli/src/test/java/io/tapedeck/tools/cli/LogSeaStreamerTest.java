package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code log info}, {@code cat} and {@code seek} of SeaStreamer's files: the same as of a log of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogSeaStreamerTest {
    @TempDir
    private static Path folder;

    private InProcess tapedeck;

    @BeforeAll
    void start() throws IOException {
        tapedeck = new InProcess(folder);
        Path log = folder.resolve("both.tape");
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(1, 2), LogCommands.settings())) {
            for (int i = 1; i <= 120; i++) {
                boolean other = i % 3 == 0;
                long sequence = other ? i / 3 : i;
                LogCommands.append(
                        writer,
                        LogCommands.message(other ? "b" : "a", i % 2, sequence, i, Value.map("id", Value.of(i))));
            }
        }
        assertEquals(0, export(log, "both.ss").exit());
    }

    private Shelled.Result export(Path log, String target) throws IOException {
        return tapedeck.run("log", "export", log.toString(), path(target), "--interval", "1KiB");
    }

    @AfterAll
    void stop() {
        tapedeck.close();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private Shelled.Result run(String command, String file, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(List.of("log", command, path(file)));
        all.addAll(words);
        if (file.endsWith(".ss") && !command.equals("info")) {
            all.addAll(List.of("--decode", "json"));
        }
        return tapedeck.run(all.toArray(String[]::new));
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new HashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void catPrintsTheSameAsOfALogOfOurs() throws IOException {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("--json"),
                List.of("--format", "ndjson", "-n", "3"),
                List.of("--format", "csv"),
                List.of("--from", "#7", "--to", "#9"),
                List.of("--from", "#121"),
                List.of("--from", "a/1@50", "--json"),
                List.of("--to", "b/0@10"),
                List.of("--from", "2026-01-01T00:00:19.5Z", "--to", "2026-01-01T00:00:21.5Z"),
                List.of("--stream", "a"),
                List.of("--stream", "b/1", "--stream", "a/0", "-n", "5"),
                List.of("--follow", "--to", "#4"))) {
            Shelled.Result expected = run("cat", "both.tape", words);
            assertEquals(0, expected.exit(), expected.toString());
            assertEquals(expected, run("cat", "both.ss", words), words.toString());
        }
    }

    @Test
    void payloadsAreBytesUnlessSomebodySaysOtherwise() throws IOException {
        JsonNode first =
                tapedeck.run("log", "cat", path("both.ss"), "-n", "1", "--json").json();
        assertEquals("eyJpZCI6MX0=", first.get("bytes").asText());
        JsonNode sought =
                tapedeck.run("log", "seek", path("both.ss"), "#1", "--json").json();
        assertEquals("eyJpZCI6MX0=", sought.get("record").get("bytes").asText());
    }

    @Test
    void infoHasTheKeysOfALogOfOurs() throws IOException {
        JsonNode ours = run("info", "both.tape", List.of("--json")).json();
        JsonNode theirs = run("info", "both.ss", List.of("--json")).json();
        assertEquals(keys(ours), keys(theirs));
        assertEquals(keys(ours.get("packed")), keys(theirs.get("packed")));
        assertEquals(ours.get("streams"), theirs.get("streams"));
        for (String key : List.of("messages", "messages_lost", "durable_to", "missing", "segments", "sealed")) {
            assertEquals(ours.get(key), theirs.get(key), key);
        }
        assertTrue(theirs.get("id").isNull() && theirs.get("live").isNull(), theirs.toString());
        assertEquals(Files.size(folder.resolve("both.ss")), theirs.get("bytes").asLong());
        String table = run("info", "both.ss", List.of()).out();
        assertTrue(table.contains("SeaStreamer file \"both.ss\"") && table.contains("120 messages"), table);
        assertTrue(table.contains("every 1.0 KiB"), table);
    }

    @Test
    void seekFindsTheSameMessages() throws IOException {
        for (List<String> words : List.of(
                List.of("#1"),
                List.of("#77"),
                List.of("#77", "--backward"),
                List.of("#500", "--backward"),
                List.of("a/1@50"),
                List.of("a/1@50", "--backward"),
                List.of("b/0@1"),
                List.of("2026-01-01T00:00:20.5Z"),
                List.of("2026-01-01T00:00:20.5Z", "--backward"),
                List.of("2026-01-01T00:00:20Z", "--event-time", "--stream", "b/1"),
                List.of("2026-01-01T00:00:20Z", "--event-time", "--stream", "b/1", "--backward"),
                List.of("2026-01-01T00:00:20Z", "--event-time", "--stream", "b", "--backward"))) {
            List<String> asked = new ArrayList<>(words);
            asked.add("--json");
            Shelled.Result theirs = run("seek", "both.ss", asked);
            assertEquals(0, theirs.exit(), words + " " + theirs);
            JsonNode ours = run("seek", "both.tape", asked).json();
            assertEquals(ours.get("record"), theirs.json().get("record"), words.toString());
            assertEquals(keys(ours), keys(theirs.json()));
        }
        for (String position : List.of("#121", "c/0@1", "2027-01-01T00:00:00Z")) {
            assertEquals(1, run("seek", "both.ss", List.of(position)).exit(), position);
        }
        JsonNode near = run("seek", "both.ss", List.of("#2", "--json")).json();
        assertTrue(near.get("bytes_read").asLong() < 300, near.toString());
        JsonNode far = run("seek", "both.ss", List.of("#119", "--json")).json();
        assertTrue(far.get("beacons_read").asLong() >= 4, far.toString());
    }

    @Test
    void whatTheFormatCannotTellIsRefused() throws IOException {
        Shelled.Result durable = tapedeck.run("log", "cat", path("both.ss"), "--durable");
        assertEquals(2, durable.exit());
        assertTrue(durable.err().contains("does not say what of it is durable"), durable.err());
        for (List<String> words : List.of(List.of("cat"), List.of("seek", "#1"))) {
            List<String> all = new ArrayList<>(List.of("log", words.getFirst(), path("both.tape")));
            all.addAll(words.subList(1, words.size()));
            all.addAll(List.of("--decode", "text"));
            Shelled.Result ours = tapedeck.run(all.toArray(String[]::new));
            assertEquals(2, ours.exit());
            assertTrue(ours.err().contains("--decode is for SeaStreamer's files"), ours.err());
        }
    }

    @Test
    void damageIsPassedOverAndTold() throws IOException {
        Path damaged = Files.copy(folder.resolve("both.ss"), folder.resolve("damaged.ss"));
        LogCommands.damage(damaged, 160); // in the first message's payload
        Shelled.Result cat = run("cat", "damaged.ss", List.of("--json"));
        assertEquals(3, cat.exit());
        assertEquals(119, cat.jsonLines().size());
        assertTrue(cat.err().contains("at 128   checksum, "), cat.err());
        assertEquals(0, run("cat", "damaged.ss", List.of("--allow-loss")).exit());
        JsonNode info = run("info", "damaged.ss", List.of("--json")).json();
        assertEquals(1, info.get("damaged_places").asLong());
        Shelled.Result seek = run("seek", "damaged.ss", List.of("#1", "--json"));
        assertEquals(3, seek.exit());
        assertEquals(2, seek.json().get("record").get("value").get("id").asLong(), "the first that is intact");
        assertTrue(seek.err().contains("not counted in #N"), seek.err());
    }

    @Test
    void anUnfinishedEndLosesNothingAndIsSaid() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("both.ss"));
        Path cut = folder.resolve("cut.ss");
        Files.write(cut, java.util.Arrays.copyOf(bytes, 3000));
        Shelled.Result cat = run("cat", "cut.ss", List.of("--json"));
        assertEquals(0, cat.exit(), cat.err());
        assertTrue(cat.jsonLines().size() > 40, cat.out());
        JsonNode info = run("info", "cut.ss", List.of("--json")).json();
        assertEquals(1, info.get("damaged_places").asLong(), "as of a log of ours that nobody writes");
        assertEquals(0, info.get("messages_lost").asLong());
        assertEquals(false, info.get("sealed").asBoolean());
        assertTrue(run("info", "cut.ss", List.of()).out().contains("it ends within a message"));
    }

    @Test
    @Timeout(60)
    void aFollowerPrintsWhatIsWrittenUpToTheEndMark() throws Exception {
        Path growing = folder.resolve("growing.ss");
        StreamKey stream = new StreamKey("s");
        Process follower;
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(growing, "growing.ss", 1_700_000_000_000L, 1024)) {
            writer.append(stream, 0, 1, 1_700_000_000_000L, Bytes.utf8("x"));
            writer.flush();
            follower = new Shelled(folder)
                    .builder("log", "cat", growing.toString(), "--follow", "--json")
                    .start();
            BufferedReader out = follower.inputReader();
            for (int i = 1; i <= 100; i++) {
                String line = out.readLine();
                assertTrue(line != null && line.contains("\"sequence\":" + i + ","), i + ": " + line);
                if (i < 100) {
                    writer.append(stream, 0, i + 1, 1_700_000_000_000L, Bytes.utf8("x".repeat(i)));
                    writer.flush();
                }
            }
        }
        assertTrue(follower.waitFor(20, TimeUnit.SECONDS), "the mark ends it");
        assertEquals(0, follower.exitValue());
    }
}
