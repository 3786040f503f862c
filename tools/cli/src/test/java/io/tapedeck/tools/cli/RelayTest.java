package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code relay} moves messages between streams of any kind; {@code clock} makes some. */
final class RelayTest {
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

    private Shelled.Result relay(String from, String to, String... more) throws IOException {
        String[] words = new String[5 + more.length];
        List.of("relay", "--input", from, "--output", to).toArray(words);
        System.arraycopy(more, 0, words, 5, more.length);
        return tapedeck.run(words);
    }

    @Test
    void movesAFileThroughAQueueIntoAFile() throws IOException {
        files.write("in.ndjson", "{\"n\":1}\n\"two\"\n[3]\n");
        Shelled.Result in = relay("file://in.ndjson", "chronicle://queue", "--json");
        assertEquals(0, in.exit(), in.toString());
        assertEquals(3, in.json().get("messages").asLong());
        assertEquals(0, relay("chronicle://queue", "file://out.ndjson").exit());
        assertEquals(files.read("in.ndjson"), files.read("out.ndjson"));
        assertEquals(1, relay("chronicle://queue", "file://out.ndjson").exit(), "it holds another's outputs");
        assertEquals(
                0,
                relay("chronicle://queue", "file://out.ndjson", "--overwrite", "-n", "2")
                        .exit());
        assertEquals("{\"n\":1}\n\"two\"\n", files.read("out.ndjson"));
    }

    @Test
    void tellsWhatItCannotReadAndGoesOn() throws IOException {
        files.write("in.ndjson", "1\n{oops\n3\n");
        Shelled.Result result = relay("file://in.ndjson", "file://out.ndjson", "--json");
        assertEquals(3, result.exit(), result.toString());
        assertEquals(1, result.json().get("passed_over").asLong());
        assertTrue(result.err().startsWith("passed over in/0@2: "), result.err());
        assertEquals("1\n3\n", files.read("out.ndjson"));
    }

    @Test
    void movesBytesThroughAServerAsTheyAre() throws IOException, InterruptedException {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        files.write("in.ndjson", "{\"n\":1.50}\nnull\n");
        try (RedisServer server = RedisServer.start(folder.resolve("redis"))) {
            String first = server.url("first");
            assertEquals(0, relay("file://in.ndjson", first).exit());
            server.addAll("first", List.of("not JSON"));
            Shelled.Result moved = relay(first, server.url("second"), "--no-follow", "--json");
            assertEquals(3, moved.json().get("messages").asLong(), moved.toString());
            assertEquals(server.contents("first", "msg"), server.contents("second", "msg"));
            Shelled.Result text =
                    relay(first, "file://out.txt", "--no-follow", "--input-option", "decode=text", "--offset", "start");
            assertEquals(0, text.exit(), text.toString());
            assertEquals("{\"n\":1.5}\nnull\nnot JSON\n", files.read("out.txt"));
        }
    }

    @Test
    void saysWhatIsWrongWithTheWordsItWasGiven() throws IOException {
        files.write("in.ndjson", "1\n");
        Shelled.Result scheme = relay("file://in.ndjson", "pigeon://roof");
        assertEquals(2, scheme.exit());
        assertTrue(
                scheme.err().contains("unknown kind of stream \"pigeon://\"; known: chronicle, file, "), scheme.err());
        Shelled.Result offset = relay("file://in.ndjson", "file://out.ndjson", "--offset", "end");
        assertEquals(2, offset.exit());
        assertTrue(offset.err().contains("is read from its start"), offset.err());
        Shelled.Result option = relay("file://in.ndjson", "file://out.ndjson", "--input-option", "colour=red");
        assertEquals(2, option.exit());
        assertTrue(option.err().contains("has no option \"colour\" here; it has follow, "), option.err());
        Shelled.Result missing = relay("file://missing.ndjson", "file://out.ndjson");
        assertEquals(2, missing.exit());
        assertTrue(missing.err().contains("missing.ndjson"), missing.err());
    }

    @Test
    void aNumberOfMessagesIsNoneBelowZeroAndThereIsOneBeginning() throws IOException {
        for (List<String> command : List.of(
                List.of("clock", "--stream", "file://clock.txt"),
                List.of("flux", "file://out.txt"),
                List.of("tap", "file://in.ndjson"),
                List.of("relay", "--input", "file://in.ndjson", "--output", "file://out.ndjson"),
                List.of("log", "cat", "in.tape"))) {
            Shelled.Result result = tapedeck.run(
                    Stream.concat(command.stream(), Stream.of("-n", "-1")).toArray(String[]::new));
            assertEquals(2, result.exit(), result.toString());
            assertTrue(result.err().contains("-n is a number of messages, not -1"), result.toString());
        }
        Shelled.Result twice =
                tapedeck.run("tap", "kafka://localhost:1/in", "--option", "start=latest", "--offset", "start");
        assertEquals(2, twice.exit(), twice.toString());
        assertTrue(twice.err().contains("--offset and --option start=… both say where to begin"), twice.toString());
    }

    @Test
    void aClockWritesTheTime() throws IOException {
        Shelled.Result result = tapedeck.run("clock", "--stream", "file://clock.txt", "--interval", "10ms", "-n", "3");
        assertEquals(0, result.exit(), result.toString());
        List<Instant> times =
                files.read("clock.txt").lines().map(Instant::parse).toList();
        assertEquals(3, times.size());
        assertEquals(times.stream().sorted().toList(), times);
        Shelled.Result counted =
                tapedeck.run("clock", "--stream", "file://more.txt", "--interval", "1ms", "-n", "2", "--json");
        assertEquals("{\"messages\":2,\"passed_over\":0}", counted.out().strip());
        assertEquals(
                2,
                tapedeck.run("clock", "--stream", "file://clock.txt", "--interval", "soon")
                        .exit());
    }
}
