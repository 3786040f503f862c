package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code streams}, {@code tap}, {@code flux} and {@code relay} on a server; redis-cli writes to it and reads from it too. */
final class RedisToolsTest {
    @TempDir
    private Path folder;

    private RedisServer server;
    private InProcess tapedeck;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"));
        tapedeck = new InProcess(folder);
    }

    @AfterEach
    void stop() {
        tapedeck.close();
        server.close();
    }

    private Shelled.Result run(String... words) throws IOException {
        return tapedeck.run(words);
    }

    private Shelled.Result done(String... words) throws IOException {
        Shelled.Result result = run(words);
        assertEquals(0, result.exit(), Arrays.toString(words) + " " + result);
        return result;
    }

    private List<String> listed() throws IOException {
        return done("streams", "ls", server.url(""), "--json").jsonLines().stream()
                .map(line ->
                        line.get("stream").asText() + " " + line.get("shards").asInt() + " "
                                + line.get("messages").asLong())
                .toList();
    }

    private OtherClient redisCli() {
        String[] node = server.node().split(":");
        return OtherClient.find("redis-cli", "-h", node[0], "-p", node[1]);
    }

    @Test
    void streamsAreMadeDescribedAndRemoved() throws IOException {
        server.call("SET", "text", "no stream");
        server.call("HSET", "tapedeck:{orders}:x:0", "ordinal", "1");
        assertEquals(List.of(), listed());
        done("streams", "create", server.url("orders"), "--shards", "2");
        done("streams", "create", server.url("alone"));
        assertEquals(List.of("alone 1 0", "orders 2 0"), listed());
        assertEquals(1, run("streams", "create", server.url("orders")).exit(), "it is there already");
        assertEquals(1, run("streams", "create", server.url("text")).exit(), "the key holds something else");

        server.call("XADD", "orders:1", "1700000000000-1", "msg", "1");
        server.call("XADD", "orders:1", "1700000000001-0", "msg", "2");
        server.call("XGROUP", "CREATE", "orders:1", "readers", "1700000000000-1");
        JsonNode described =
                done("streams", "describe", server.url("orders"), "--json").json();
        JsonNode shard = described.get("shards").get(1);
        assertEquals(2, shard.get("messages").asLong());
        assertEquals(1700000000000L << 16 | 1, shard.get("first").asLong());
        assertEquals("1700000000000-1", shard.get("first_id").asText());
        assertEquals("2023-11-14T22:13:20.001Z", shard.get("last_time").asText());
        assertTrue(described.get("shards").get(0).get("first").isNull());
        assertEquals("readers", described.get("groups").get(0).get("group").asText());
        assertEquals(1, described.get("groups").get(0).get("lag").asLong(), described.toString());

        assertEquals(2, run("streams", "rm", server.url("orders")).exit());
        Shelled.Result text = run("streams", "rm", server.url("text"), "--yes");
        assertEquals(1, text.exit());
        assertTrue(text.err().contains("holds a string"), text.err());
        assertEquals(1, run("streams", "rm", server.url("alone,text"), "--yes").exit());
        done("streams", "rm", server.url("orders"), "--yes");
        assertEquals(List.of("alone 1 0"), listed(), "what is no stream leaves all that were named alone");
        assertEquals(1L, server.call("EXISTS", "text"));
        assertEquals(1, run("streams", "rm", server.url("orders"), "--yes").exit());
    }

    @Test
    void aDescriptionFitsATerminal() throws IOException {
        String name = "orders-" + "x".repeat(120);
        String group = "readers-of-" + "y".repeat(110);
        server.call("XADD", name, "1700000000000-1", "msg", "1");
        server.call("XADD", name, "1700000000001-18446744073709551615", "msg", "2");
        server.call("XGROUP", "CREATE", name, group, "1700000000000-1");
        List<String> lines =
                done("streams", "describe", server.url(name)).out().lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines::toString);
        assertEquals(
                List.of(
                        name.substring(0, 100),
                        name.substring(100),
                        "  1 shard · 2 messages",
                        "  shard  messages  first                                      last",
                        "      0         2  1700000000000-1  2023-11-14T22:13:20.000Z  1700000000001-18446744073709551615"),
                lines.subList(0, 5));
        String text = String.join("", lines).replace(" ", "");
        assertTrue(text.contains("group" + group + ":0consumers,0pending,1behind"), text);
        assertTrue(text.contains("addedto" + name + "=2"), text);
    }

    @Test
    void timesStandBelowPlacesThatTakeMuchRoom() throws IOException {
        server.call("XADD", "orders", "1700000000000-1", "msg", "1");
        server.call("XADD", "orders", "1700000000001-0", "msg", "2");
        assertEquals(
                List.of(
                        "orders  1 shard · 2 messages",
                        "  shard  messages  first                     last",
                        "      0         2  1700000000000-1           1700000000001-0",
                        "                   2023-11-14T22:13:20.000Z  2023-11-14T22:13:20.001Z",
                        "  added to orders = 2"),
                done("streams", "describe", server.url("orders")).out().lines().toList());
    }

    @Test
    void keysThatAUrlCannotHoldAreOptions() throws IOException {
        String system = server.url("");
        done("streams", "create", system, "--option", "key=app:orders");
        server.call("XADD", "app:orders:7", "*", "msg", "1");
        assertEquals(List.of("app:orders 2 1"), listed());
        done("streams", "rm", system, "--option", "key=app:orders:7", "--yes");
        assertEquals(List.of("app:orders 1 0"), listed());
    }

    @Test
    void redisCliAndTapedeckReadEachOther() throws Exception {
        OtherClient redisCli = redisCli();
        redisCli.run("", "XADD", "first", "1700000000000-0", "msg", "{\"n\": 1.50}", "key", "k1", "header.trace", "7f");
        redisCli.run("", "XADD", "first", "1700000000001-5", "msg", "tw\u00f6");
        List<JsonNode> tapped = done("tap", server.url("first"), "--no-follow", "--json", "--option", "decode=text")
                .jsonLines();
        assertEquals("k1", tapped.getFirst().get("key").asText());
        assertEquals("7f", tapped.getFirst().get("headers").get("trace").asText());
        assertEquals("tw\u00f6", tapped.get(1).get("value").asText());
        String headed = "[2023-11-14T22:13:20.000 | first | " + (1700000000000L << 16) + " | 0] {\"n\": 1.50}\n"
                + "[2023-11-14T22:13:20.001 | first | " + (1700000000001L << 16 | 5) + " | 0] tw\u00f6\n";
        assertEquals(
                headed,
                done("tap", server.url("first"), "--no-follow", "--format", "seastreamer")
                        .out());

        done("relay", "--input", server.url("first"), "--output", server.url("second"), "--no-follow");
        List<String> second =
                redisCli.run("", "XRANGE", "second", "-", "+").lines().toList();
        assertEquals(List.of("msg", "{\"n\": 1.50}", "key", "k1", "header.trace", "7f"), second.subList(1, 7));

        Path lines = new Shelled(folder).write("heads", headed);
        done("flux", server.url("third"), "--from", lines.toString(), "--format", "seastreamer");
        assertEquals(
                List.of("msg", "tw\u00f6"),
                redisCli.run("", "XREVRANGE", "third", "+", "-", "COUNT", "1")
                        .lines()
                        .toList()
                        .subList(1, 3));
        assertEquals(server.contents("first", "msg"), server.contents("third", "msg"));
    }
}
