package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.after;
import static io.tapedeck.connectors.redis.Streams.finite;
import static io.tapedeck.connectors.redis.Streams.open;
import static io.tapedeck.connectors.redis.Streams.places;
import static io.tapedeck.connectors.redis.Streams.read;
import static io.tapedeck.connectors.redis.Streams.take;
import static io.tapedeck.connectors.redis.Streams.texts;
import static io.tapedeck.connectors.redis.Streams.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.redis.server.RedisServer;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RedisSourceTest {
    @TempDir
    private static Path folder;

    private static RedisServer server;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"), "--appendfsync", "no");
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyServer() {
        server.call("FLUSHALL");
    }

    private static void add(String key, String id, String msg) {
        server.call("XADD", key, id, "msg", msg);
    }

    private static void addAll(String key, int from, int to) {
        for (int i = from; i <= to; i++) {
            add(key, i + "-0", "m" + i);
        }
    }

    private static String refusal(String keys, Map<String, Object> options, Optional<Value> after) {
        return assertThrows(ConnectorException.class, () -> read(server.url(keys), options, after))
                .getMessage();
    }

    @Test
    void shouldGiveEntriesWithTheirIdsAsSequenceAndTime() throws Exception {
        add("orders", "1700000000000-3", "a");
        add("orders", "1700000000000-65535", "b");
        List<Polled.Input> inputs = read(server.url("orders"), finite(), Optional.empty());
        assertEquals(List.of("a", "b"), texts(inputs));
        EncodedMessage first = inputs.getFirst().message();
        assertEquals("orders", first.stream().name());
        assertEquals(0, first.shard());
        assertEquals((1700000000000L << 16) | 3, first.sequence());
        assertEquals(1700000000000L * 1_000_000, first.timeNanos());
    }

    @Test
    void shouldKeepTheOrderOfEachShardAndReadAllOfThem() throws Exception {
        for (int i = 1; i <= 5000; i++) {
            add("orders:" + i % 3, i + "-0", "m" + i);
        }
        List<Polled.Input> inputs = read(server.url("orders"), finite("shards", 3L, "count", 100L), Optional.empty());
        assertEquals(5000, inputs.size());
        for (int shard = 0; shard < 3; shard++) {
            int of = shard;
            List<Long> sequences = inputs.stream()
                    .map(Polled.Input::message)
                    .filter(message -> message.shard() == of)
                    .map(EncodedMessage::sequence)
                    .toList();
            assertEquals(sequences.stream().sorted().toList(), sequences);
            assertTrue(sequences.size() > 1600);
        }
    }

    @Test
    void shouldReadSeveralStreamsAndAKeyThatAUrlCannotHold() throws Exception {
        add("a", "1-0", "x");
        add("b", "2-0", "y");
        add("app:orders:7", "3-0", "z");
        List<Polled.Input> inputs = read(server.url("a,b"), finite("key", "app:orders:7"), Optional.empty());
        assertEquals(List.of("a/0@65536", "b/0@131072", "app-orders/7@196608"), places(inputs));
    }

    @Test
    void shouldGoOnBehindEachShardsLastEntry() throws Exception {
        for (int i = 1; i <= 30; i++) {
            add("orders:" + i % 3, i + "-0", "m" + i);
        }
        Map<String, Object> options = finite("shards", 3L);
        List<Polled.Input> all = read(server.url("orders"), options, Optional.empty());
        for (int cut = 1; cut <= all.size(); cut++) {
            List<Polled.Input> rest = read(server.url("orders"), options, after(all.subList(0, cut)));
            assertEquals(places(all.subList(cut, all.size())), places(rest));
        }
    }

    @Test
    void shouldEndAtWhatWasThereWhenItStarted() throws Exception {
        addAll("orders", 1, 40);
        try (Source source = open(server.url("orders"), finite("count", 7L))) {
            source.seek(Optional.empty());
            source.poll(Duration.ZERO);
            addAll("orders", 41, 60);
            assertEquals(39, Streams.rest(source).size());
        }
        server.call("XTRIM", "orders", "MAXLEN", "0");
        assertEquals(List.of(), read(server.url("orders"), finite(), Optional.empty()));
    }

    @Test
    void shouldFollowAStreamThatIsNotThereYet() throws Exception {
        try (Source source = open(server.url("orders"), Map.of("decode", "text"))) {
            source.seek(Optional.empty());
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            add("orders", "1-0", "a");
            assertEquals(List.of("a"), texts(take(source, 1)));
            Thread later = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                add("orders", "2-0", "b");
            });
            assertEquals(List.of("b"), texts(take(source, 1)));
            later.join();
        }
        assertEquals(
                "there is no stream nothing on redis at " + server.node() + "; follow = true waits for it",
                refusal("nothing", finite(), Optional.empty()));
    }

    @Test
    void shouldStartAtATimeAnIdOrTheEnd() throws Exception {
        add("orders", "1700000000000-0", "a");
        add("orders", "1700000000000-9", "b");
        add("orders", "1700000000001-0", "c");
        add("orders", "1700000000500-0", "d");
        String url = server.url("orders");
        assertEquals(
                List.of("c", "d"), texts(read(url, finite("start", "2023-11-14T22:13:20.001Z"), Optional.empty())));
        assertEquals(
                List.of("a", "b", "c", "d"),
                texts(read(url, finite("start", "2023-11-14T22:13:20Z"), Optional.empty())));
        assertEquals(
                List.of("c", "d"), texts(read(url, finite("start", "2023-11-14T22:13:20.0001Z"), Optional.empty())));
        assertEquals(List.of("b", "c", "d"), texts(read(url, finite("start", "1700000000000-1"), Optional.empty())));
        assertEquals(List.of("b", "c", "d"), texts(read(url, finite("start", "1700000000000-9"), Optional.empty())));
        assertEquals(List.of("c", "d"), texts(read(url, finite("start", "1700000000001"), Optional.empty())));
        assertEquals(List.of(), read(url, finite("start", "latest"), Optional.empty()));
        try (Source source = open(url, Map.of("start", "latest", "decode", "text"))) {
            source.seek(Optional.empty());
            add("orders", "1700000000501-0", "e");
            assertEquals(List.of("e"), texts(take(source, 1)));
        }
    }

    @Test
    void shouldBeginTheOtherShardsWhereTheRunBeganThemWhenItGoesOn() throws Exception {
        addAll("orders:0", 1, 5);
        addAll("orders:1", 1, 5);
        Map<String, Object> options = Map.of("start", "latest", "shards", 2L, "decode", "text");
        Optional<Value> position;
        try (Source source = open(server.url("orders"), options)) {
            source.seek(Optional.empty());
            add("orders:0", "6-0", "m6");
            position = after(take(source, 1));
        }
        add("orders:1", "7-0", "m7");
        try (Source source = open(server.url("orders"), options)) {
            source.seek(position);
            assertEquals(List.of("m7"), texts(take(source, 1)));
        }
    }

    @Test
    void shouldRefuseAPositionThatWasTrimmed() throws Exception {
        addAll("orders", 1, 20);
        List<Polled.Input> ten =
                read(server.url("orders"), finite(), Optional.empty()).subList(0, 10);
        server.call("XTRIM", "orders", "MINID", "15-0");
        assertEquals(
                "the stream orders on redis at " + server.node()
                        + " was trimmed: 4 entries behind 10-0, the last that was read, may be gone, and the first one"
                        + " there now is 15-0; --new starts over with what is there; a larger MAXLEN keeps more",
                refusal("orders", finite(), after(ten)));
        assertEquals(6, read(server.url("orders"), finite(), Optional.empty()).size());
        server.call("XTRIM", "orders", "MAXLEN", "0");
        assertTrue(refusal("orders", finite(), after(ten)).contains("10 entries behind 10-0"));
    }

    @Test
    void shouldGoOnWhereOnlyWhatWasReadIsGone() throws Exception {
        addAll("orders", 1, 20);
        List<Polled.Input> all = read(server.url("orders"), finite(), Optional.empty());
        server.call("XTRIM", "orders", "MINID", "11-0");
        assertEquals(
                10,
                read(server.url("orders"), finite(), after(all.subList(0, 10))).size());
        for (int i = 11; i <= 15; i++) {
            server.call("XDEL", "orders", i + "-0");
        }
        assertEquals(
                5,
                read(server.url("orders"), finite(), after(all.subList(0, 15))).size());
        server.call("XTRIM", "orders", "MAXLEN", "0");
        assertEquals(0, read(server.url("orders"), finite(), after(all)).size());
        addAll("orders", 21, 22);
        assertEquals(2, read(server.url("orders"), finite(), after(all)).size());
    }

    @Test
    void shouldNoticeThatAStreamIsTrimmedWhileItIsRead() throws Exception {
        addAll("orders", 1, 100);
        try (Source source = open(server.url("orders"), finite("count", 10L))) {
            source.seek(Optional.empty());
            assertEquals(10, take(source, 10).size());
            server.call("XTRIM", "orders", "MINID", "50-0");
            assertEquals(10, take(source, 10).size(), "the next page was asked for already");
            String message = assertThrows(ConnectorException.class, () -> take(source, 1))
                    .getMessage();
            assertTrue(message.contains("29 entries behind 20-0"), message);
        }
    }

    @Test
    void shouldNoticeThatAStreamBegunInTheMiddleIsTrimmed() throws Exception {
        addAll("orders", 1, 100);
        try (Source source = open(server.url("orders"), finite("count", 10L, "start", "51-0"))) {
            source.seek(Optional.empty());
            assertEquals(10, take(source, 10).size());
            server.call("XTRIM", "orders", "MINID", "80-0");
            assertEquals(10, take(source, 10).size(), "the next page was asked for already");
            String message = assertThrows(ConnectorException.class, () -> take(source, 1))
                    .getMessage();
            assertTrue(message.contains("entries behind 70-0"), message);
        }
    }

    @Test
    void shouldRefuseAStreamThatWasDeletedOrReplaced() throws Exception {
        addAll("orders", 1, 20);
        Optional<Value> after =
                after(read(server.url("orders"), finite(), Optional.empty()).subList(0, 10));
        server.call("DEL", "orders");
        assertTrue(refusal("orders", Map.of(), after).contains("was deleted"));
        addAll("orders", 1, 5);
        assertTrue(refusal("orders", finite(), after).contains("its last id is 5-0, before 10-0"));
        server.call("DEL", "orders");
        addAll("orders", 12, 15);
        assertTrue(refusal("orders", finite(), after).contains("was replaced: only 4 entries"));
    }

    @Test
    void shouldTellWhatIsWrongWithTheKey() {
        server.call("SET", "orders", "x");
        assertEquals(
                "cannot read the stream orders on redis at " + server.node()
                        + ": its key holds something that is no stream; name another key, or delete that one",
                refusal("orders", finite(), Optional.empty()));
    }

    @Test
    void shouldRefuseAnIdThatIsNoSequence() throws Exception {
        add("orders", "5-65535", "a");
        add("orders", "5-65536", "b");
        try (Source source = open(server.url("orders"), finite())) {
            source.seek(Optional.empty());
            assertEquals(List.of("a"), texts(take(source, 1)));
            String message = assertThrows(ConnectorException.class, () -> take(source, 1))
                    .getMessage();
            assertTrue(message.startsWith("the entry 5-65536 of the stream orders"), message);
        }
        server.call("DEL", "orders");
        add("orders", "1700000000000000000-0", "nanoseconds");
        assertTrue(refusal("orders", finite(), Optional.empty()).contains("9223372036854 at most"));
    }

    @Test
    void shouldKeepWhatCannotBeDecodedAsItCame() throws Exception {
        byte[] bad = {(byte) 0xFF, 0, 'a'};
        byte[][] words = {utf8("XADD"), utf8("orders"), utf8("1-0"), utf8("msg"), bad};
        server.call(words);
        Polled.Input text =
                read(server.url("orders"), finite(), Optional.empty()).getFirst();
        assertEquals(Bytes.wrap(bad), text.message().payload());
        assertThrows(EncodingException.class, () -> new PayloadDecoder().decode(text.message()));
        List<Polled.Input> bytes = read(server.url("orders"), finite("decode", "bytes"), Optional.empty());
        assertEquals(List.of(Value.of(Bytes.wrap(bad))), values(bytes));
        Polled.Input map = read(server.url("orders"), finite("fields", true), Optional.empty())
                .getFirst();
        String reason = assertThrows(EncodingException.class, () -> new PayloadDecoder().decode(map.message()))
                .getMessage();
        assertEquals("the entry 1-0 of orders, field \"msg\": not UTF-8: byte 0xFF at column 1", reason);
    }

    @Test
    void shouldTakeAFieldOrAllOfThem() throws Exception {
        server.call("XADD", "orders", "1-0", "a", "1", "body", "{\"x\":[2]}", "key", "k", "header.h", "v");
        List<Polled.Input> one =
                read(server.url("orders"), finite("field", "body", "decode", "json"), Optional.empty());
        assertEquals(List.of(Value.map("x", Value.list(Value.of(2)))), values(one));
        assertEquals(Value.of("k"), one.getFirst().message().key());
        assertEquals(
                List.of(new Header("h", Value.of("v"))),
                one.getFirst().message().headers());
        List<Value> all = values(read(server.url("orders"), finite("fields", true), Optional.empty()));
        assertEquals(Value.of("1"), all.getFirst().get("a"));
        assertEquals(Value.of("v"), all.getFirst().get("header.h"));
        Polled.Input none =
                read(server.url("orders"), finite(), Optional.empty()).getFirst();
        String reason = assertThrows(EncodingException.class, () -> new PayloadDecoder().decode(none.message()))
                .getMessage();
        assertEquals(
                "the entry 1-0 of orders has no field \"msg\" (field = names another, fields = true takes all)",
                reason);
    }

    @Test
    void shouldReadLargeAndSmallEntries() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            int size = i % 20 == 0 ? 1_000_000 : i;
            sizes.add(size);
            add("orders", i + "-0", "x".repeat(size));
        }
        List<Polled.Input> inputs = read(server.url("orders"), finite(), Optional.empty());
        assertEquals(
                sizes,
                inputs.stream().map(input -> input.message().payload().length()).toList());
    }

    @Test
    void shouldGoOnAfterTheServerWasKilled(@TempDir Path other) throws Exception {
        try (RedisServer killed = RedisServer.start(other.resolve("redis"));
                Source source = open(killed.url("orders"), Map.of("decode", "text"))) {
            killed.call("XADD", "orders", "1-0", "msg", "a");
            source.seek(Optional.empty());
            assertEquals(List.of("a"), texts(take(source, 1)));
            killed.kill();
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ZERO));
            killed.startAgain();
            killed.call("XADD", "orders", "2-0", "msg", "b");
            assertEquals(List.of("b"), texts(take(source, 1)));
        }
    }

    @Test
    void shouldGiveUpAServerThatStaysAway(@TempDir Path other) throws Exception {
        try (RedisServer killed = RedisServer.start(other.resolve("redis"));
                Source source = open(killed.url("orders"), Map.of("reconnect", Duration.ofMillis(200)))) {
            source.seek(Optional.empty());
            killed.kill();
            String message = assertThrows(ConnectorException.class, () -> take(source, 1))
                    .getMessage();
            assertTrue(message.startsWith("lost redis at " + killed.node()), message);
            try (Source again = open(killed.url("orders"), Map.of())) {
                message = assertThrows(ConnectorException.class, () -> again.seek(Optional.empty()))
                        .getMessage();
                assertEquals(
                        "cannot reach redis at " + killed.node() + ": Connection refused; is it running there?",
                        message);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
