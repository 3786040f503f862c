package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code streams} where there is no server: stream files and queues. */
final class StreamsTest {
    private static final String LINES = """
            [2026-11-20T03:12:09 | b | 7 | 3] x
            [2026-11-20T03:12:10 | a | 5] y
            [2026-11-20T03:12:11 | b | 9 | 3] z
            """;

    @TempDir
    private Path folder;

    private Shelled files;
    private InProcess tapedeck;

    @BeforeEach
    void start() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder);
        files.write("lines", LINES);
        assertExit(0, "flux", "file://in.tape", "--from", "lines", "--format", "seastreamer");
    }

    @AfterEach
    void stop() {
        tapedeck.close();
    }

    private void assertExit(int exit, String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result.toString());
    }

    private List<String> listed(String url) throws IOException {
        return tapedeck.run("streams", "ls", url, "--json").jsonLines().stream()
                .map(line ->
                        line.get("stream").asText() + " " + line.get("messages").asLong())
                .toList();
    }

    private JsonNode shard(String... words) throws IOException {
        return tapedeck.run(words).json().get("shards").get(0);
    }

    @Test
    void theStreamsOfAFileAreListed() throws IOException {
        assertEquals(List.of("a 1", "b 2"), listed("file://in.tape"));
        JsonNode shard = shard("streams", "describe", "file://in.tape", "--option", "key=b", "--json");
        assertEquals(3, shard.get("shard").asLong());
        assertEquals(7, shard.get("first").asLong());
        assertEquals("2026-11-20T03:12:09.000Z", shard.get("first_time").asText());
        assertEquals(9, shard.get("last").asLong());
        assertEquals(
                List.of(
                        "b  1 shard · 2 messages",
                        "  shard  messages  first                            last",
                        "      3         2  7      2026-11-20T03:12:09.000Z  9     2026-11-20T03:12:11.000Z"),
                tapedeck.run("streams", "describe", "file://in.tape", "--option", "key=b")
                        .out()
                        .lines()
                        .limit(3)
                        .toList());
        assertExit(1, "streams", "describe", "file://in.tape", "--option", "key=c");
        assertExit(1, "streams", "rm", "file://in.tape", "--option", "key=b", "--yes");
        assertEquals(List.of("a 1", "b 2"), listed("file://in.tape"));
        assertExit(2, "streams", "ls", "file://lines");
    }

    @Test
    void queuesAreListedAndRemovedWithNothingElse() throws IOException {
        assertExit(0, "relay", "--input", "file://in.tape", "--output", "chronicle://queues/one");
        assertExit(0, "relay", "--input", "file://in.tape", "--output", "chronicle://queues/two");
        files.write("queues/two/mine.txt", "kept");
        files.write("queues/none/mine.txt", "kept");
        assertEquals(List.of("one 3", "two 3"), listed("chronicle://queues"));
        JsonNode shard = shard("streams", "describe", "chronicle://queues/one", "--json");
        assertEquals(2, shard.get("last").asLong() - shard.get("first").asLong());
        assertEquals("2026-11-20T03:12:09.000Z", shard.get("first_time").asText());
        assertEquals("2026-11-20T03:12:11.000Z", shard.get("last_time").asText());
        assertExit(1, "streams", "create", "chronicle://queues/three");
        assertExit(2, "streams", "rm", "chronicle://queues/none", "--yes");
        assertExit(2, "streams", "rm", "chronicle://queues/one");
        assertEquals(List.of("one 3", "two 3"), listed("chronicle://queues"));
        assertExit(0, "streams", "rm", "chronicle://queues/one", "--yes");
        assertExit(0, "streams", "rm", "chronicle://queues/two", "--yes");
        assertEquals(List.of(), listed("chronicle://queues"));
        assertFalse(Files.exists(folder.resolve("queues/one")));
        assertTrue(Files.exists(folder.resolve("queues/two/mine.txt")));
    }
}
