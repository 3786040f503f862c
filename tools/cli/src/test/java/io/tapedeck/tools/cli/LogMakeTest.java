package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.LogMessages;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code log repair}, {@code merge}, {@code split} and {@code compact}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogMakeTest {
    @TempDir
    private static Path folder;

    private InProcess tapedeck;

    @BeforeAll
    void start() throws IOException {
        tapedeck = new InProcess(folder);
    }

    @AfterAll
    void stop() {
        tapedeck.close();
    }

    @AfterEach
    void nothingHalfIsLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith(".pending") || name.endsWith(".lock"))
                            .filter(name -> Files.notExists(folder.resolve(name.replace(".lock", ""))))
                            .toList());
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    static List<MessageRecord> messages(Path log) throws IOException {
        List<MessageRecord> found = new ArrayList<>();
        try (LogMessages messages = LogMessages.open(log, LogProgress.NONE)) {
            while (messages.next()) {
                found.add(messages.message());
            }
        }
        return found;
    }

    private JsonNode run(int exit, String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result.toString());
        return result.json();
    }

    @Test
    void repairSavesTheRestAndLeavesTheSource() throws IOException {
        Path log = LogCommands.orders(folder.resolve("r.tape"), 200);
        LogCommands.damage(log, 5000);
        byte[] before = Files.readAllBytes(log);
        JsonNode report = run(3, "log", "repair", log.toString(), "--json");
        assertArrayEquals(before, Files.readAllBytes(log));
        assertEquals(path("r.repaired.tape"), report.get("target").asText());
        long lost = report.get("messages_lost").asLong();
        assertTrue(lost > 0 && lost < 20, report.toString());
        assertEquals(200, report.get("messages").asLong() + lost);
        assertTrue(!report.get("damage").get(0).get("lost").isEmpty(), report.toString());
        assertEquals(
                200 - lost,
                run(0, "log", "verify", path("r.repaired.tape"), "--json")
                        .get("messages")
                        .asLong());
        assertEquals(1, tapedeck.run("log", "repair", log.toString()).exit(), "the target is there");
        run(0, "log", "repair", log.toString(), "--out", path("allowed.tape"), "--allow-loss", "--json");
        assertEquals(
                2,
                tapedeck.run("log", "repair", log.toString(), "--out", log.toString())
                        .exit());
    }

    @Test
    void repairOfWhatLostNothingExitsWithZero() throws IOException {
        Path log = folder.resolve("unfinished.tape");
        LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(1, 1), LogCommands.settings());
        for (int i = 1; i <= 50; i++) {
            LogCommands.append(writer, LogCommands.message("orders", 0, i, i, Value.of(i)));
        }
        writer.sync();
        writer.abandon();
        assertEquals(3, tapedeck.run("log", "verify", log.toString()).exit(), "nobody finished it");
        JsonNode report = run(0, "log", "repair", log.toString(), "--out", path("finished.tape"), "--json");
        assertEquals(50, report.get("messages").asLong());
        assertTrue(report.get("complete").asBoolean());
    }

    @Test
    void aRepairThatSavesNothingLeavesNothing() throws IOException {
        Path log = LogCommands.orders(folder.resolve("gone.tape"), 1);
        LogCommands.damage(log, 10);
        for (long at = 256; at < Files.size(log); at += 20) {
            LogCommands.damage(log, at);
        }
        Shelled.Result result = tapedeck.run("log", "repair", log.toString(), "--out", path("saved.tape"));
        assertTrue(result.exit() == 1 || result.exit() == 3, result.toString());
        assertFalse(Files.exists(folder.resolve("saved.tape")));
    }

    @Test
    void aRepairedSegmentDoesNotBecomePartOfItsLog() throws IOException {
        Path log = folder.resolve("parts-of-a-log");
        LogLookTest.segmented(log, 300);
        Path first = LogLookTest.segments(log).getFirst();
        JsonNode report = run(0, "log", "repair", first.toString(), "--json");
        assertEquals(
                path("parts-of-a-log.000000.repaired.tape"),
                report.get("target").asText());
        run(0, "log", "verify", log.toString(), "--json");
    }

    @Test
    void mergeOrdersByFeedTimeAndThenByArgument() throws IOException {
        Path first = folder.resolve("first.tape");
        Path second = folder.resolve("second.tape");
        try (LogWriter a = LogWriter.createFile(first, LogUse.STREAMS, new UUID(1, 1), LogCommands.settings());
                LogWriter b = LogWriter.createFile(second, LogUse.STREAMS, new UUID(1, 2), LogCommands.settings())) {
            for (int i = 1; i <= 30; i++) {
                LogCommands.append(i % 3 == 0 ? b : a, LogCommands.message("s", i % 3, i, i, Value.of(i)));
            }
            LogCommands.append(a, LogCommands.message("tie", 0, 1, 40, Value.of("a")));
            LogCommands.append(b, LogCommands.message("tie", 1, 1, 40, Value.of("b")));
        }
        run(0, "log", "merge", second.toString(), first.toString(), "--out", path("merged.tape"), "--json");
        List<MessageRecord> merged = messages(folder.resolve("merged.tape"));
        assertEquals(32, merged.size());
        for (int i = 1; i <= 30; i++) {
            assertEquals(i, merged.get(i - 1).message().sequence());
            assertEquals(i, merged.get(i - 1).ordinal());
            assertEquals(
                    LogCommands.START_NANOS + i * LogCommands.SECOND,
                    merged.get(i - 1).feedTimeNanos());
        }
        assertEquals(1, merged.get(30).message().shard(), "of equal times the first argument's");
        run(0, "log", "verify", path("merged.tape"), "--json");
    }

    @Test
    void mergeRefusesSequencesThatCollide() throws IOException {
        Path first = LogCommands.orders(folder.resolve("x.tape"), 20);
        Path second = LogCommands.orders(folder.resolve("y.tape"), 25);
        JsonNode refused =
                run(3, "log", "merge", first.toString(), second.toString(), "--out", path("xy.tape"), "--json");
        assertTrue(
                refused.get("error").asText().contains("y.tape: message orders/0@1 comes after orders/0@1"),
                refused.toString());
        assertFalse(Files.exists(folder.resolve("xy.tape")));
        JsonNode allowed = run(
                0,
                "log",
                "merge",
                first.toString(),
                second.toString(),
                "--out",
                path("xy.tape"),
                "--allow-loss",
                "--json");
        assertEquals(25, allowed.get("messages").asLong());
        assertEquals(20, allowed.get("dropped").asLong());
    }

    @Test
    void mergeTakesOfARunsLogWhatWasFedAtLast() throws IOException {
        Path log = folder.resolve("run");
        try (LogWriter writer = LogWriter.create(log, LogUse.RUN, new UUID(1, 3), LogCommands.settings())) {
            var start =
                    new LogRecord.RunRecord(LogRecord.RunRecord.Kind.RUN_START, Value.map("pipeline", Value.of("p")));
            writer.append(start);
            LogCommands.append(writer, LogCommands.message("s", 0, 1, 1, Value.of("bad")));
            var mended = LogCommands.message("s", 0, 1, 2, Value.of("good"));
            writer.append(1, mended.timeNanos(), mended, Value.NULL);
            LogCommands.append(writer, LogCommands.message("s", 0, 2, 3, Value.of("last")));
        }
        run(0, "log", "merge", log.toString(), "--out", path("inputs.tape"), "--json");
        List<MessageRecord> inputs = messages(folder.resolve("inputs.tape"));
        assertEquals(2, inputs.size());
        assertEquals(
                LogCommands.message("s", 0, 1, 2, Value.of("good")),
                inputs.getFirst().message());
    }

    @Test
    void splitGivesEveryMessageToOneFile() throws IOException {
        Path log = LogCommands.mixed(folder.resolve("mixed.tape"));
        JsonNode streams =
                run(0, "log", "split", log.toString(), "--out", path("by-stream"), "--by", "stream", "--json");
        assertEquals(3, streams.get("files").size());
        assertEquals(4, messages(folder.resolve("by-stream/a.tape")).size());
        assertEquals(1, messages(folder.resolve("by-stream/B.tape")).size());
        assertTrue(
                Files.exists(folder.resolve("by-stream/%62.tape")) || Files.exists(folder.resolve("by-stream/b.tape")));
        JsonNode shards = run(0, "log", "split", log.toString(), "--out", path("by-shard"), "--by", "shard", "--json");
        assertEquals(4, shards.get("files").size());
        assertTrue(Files.exists(folder.resolve("by-shard/a@1.tape")));
        for (JsonNode file : shards.get("files")) {
            run(0, "log", "verify", file.get("file").asText(), "--json");
        }
        assertEquals(
                2,
                tapedeck.run("log", "split", log.toString(), "--out", path("q"), "--by", "week")
                        .exit());
        Shelled.Result full = tapedeck.run("log", "split", log.toString(), "--out", path("by-shard"), "--by", "shard");
        assertEquals(1, full.exit());
        assertTrue(full.err().contains("is not empty"), full.err());
    }

    @Test
    void splitByCountSizeAndDay() throws IOException {
        Path log = LogCommands.orders(folder.resolve("long.tape"), 300);
        run(0, "log", "split", log.toString(), "--out", path("counted"), "--by", "count=120", "--json");
        assertEquals(60, messages(folder.resolve("counted/part-000003.tape")).size());
        JsonNode sized = run(0, "log", "split", log.toString(), "--out", path("sized"), "--by", "size=8KiB", "--json");
        long sum = 0;
        for (JsonNode file : sized.get("files")) {
            sum += file.get("messages").asLong();
            assertTrue(Files.size(Path.of(file.get("file").asText())) < 10_000);
        }
        assertEquals(300, sum);
        assertTrue(sized.get("files").size() > 3);
        Path days = folder.resolve("days.tape");
        try (LogWriter writer = LogWriter.createFile(days, LogUse.STREAMS, new UUID(1, 4), LogCommands.settings())) {
            for (int i = 0; i < 5; i++) {
                LogCommands.append(writer, LogCommands.message("s", 0, i, i * 43_200L, Value.of(i)));
            }
        }
        Files.createDirectory(folder.resolve("by-day"));
        run(0, "log", "split", days.toString(), "--out", path("by-day"), "--by", "day", "--json");
        assertEquals(2, messages(folder.resolve("by-day/2026-01-02.tape")).size());
        assertEquals(1, messages(folder.resolve("by-day/2026-01-03.tape")).size());
    }

    @Test
    void splitIntoMoreFilesThanCanBeOpen() throws IOException {
        Path log = folder.resolve("wide.tape");
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(1, 5), LogCommands.settings())) {
            for (int i = 0; i < 600; i++) {
                LogCommands.append(writer, LogCommands.message("s" + i % 300, 0, i, i, Value.of(i)));
            }
        }
        JsonNode split = run(0, "log", "split", log.toString(), "--out", path("wide"), "--by", "stream", "--json");
        assertEquals(300, split.get("files").size());
        assertEquals(600, split.get("messages").asLong());
        List<MessageRecord> one = messages(folder.resolve("wide/s299.tape"));
        assertEquals(
                List.of(299L, 599L),
                one.stream().map(record -> record.message().sequence()).toList());
    }

    @Test
    void compactPacksUnpacksAndDrops() throws IOException {
        Path log = folder.resolve("packed");
        LogLookTest.segmented(log, 400);
        List<MessageRecord> before = messages(log);
        JsonNode packed = run(0, "log", "compact", log.toString(), "--level", "5", "--json");
        assertTrue(packed.get("packed").asLong() > 3, packed.toString());
        assertTrue(
                packed.get("bytes_after").asLong() < packed.get("bytes_before").asLong(), packed.toString());
        assertEquals(before, messages(log));
        assertEquals(
                packed.get("packed").asLong(),
                run(0, "log", "info", log.toString(), "--json")
                        .get("packed")
                        .get("segments")
                        .asLong());
        run(0, "log", "compact", log.toString(), "--unpack", "--json");
        assertEquals(before, messages(log));
        JsonNode dropped = run(0, "log", "compact", log.toString(), "--keep-bytes", "10KB", "--json");
        assertTrue(!dropped.get("dropped").isEmpty());
        List<MessageRecord> kept = messages(log);
        assertEquals(before.subList(before.size() - kept.size(), before.size()), kept);
        run(0, "log", "verify", log.toString(), "--json");
        assertEquals(
                2,
                tapedeck.run("log", "compact", log.toString(), "--level", "99").exit());
        assertEquals(
                2,
                tapedeck.run("log", "compact", log.toString(), "--keep-age", "soon")
                        .exit());
    }

    @Test
    void compactDropsNothingOfARun() throws IOException {
        Path log = folder.resolve("running");
        try (LogWriter writer = LogWriter.create(log, LogUse.RUN, new UUID(1, 6), LogCommands.settings())) {
            LogCommands.append(writer, LogCommands.message("s", 0, 1, 1, Value.of(1)));
        }
        JsonNode refused = run(1, "log", "compact", log.toString(), "--keep-age", "1d", "--json");
        assertTrue(refused.get("error").asText().contains("snapshot"), refused.toString());
        assertEquals(
                2,
                tapedeck.run(
                                "log",
                                "compact",
                                LogLookTest.segments(log).getFirst().toString(),
                                "--keep-age",
                                "1d")
                        .exit());
    }
}
