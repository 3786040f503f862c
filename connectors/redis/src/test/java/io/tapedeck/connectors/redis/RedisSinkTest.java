package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.LINEAGE;
import static io.tapedeck.connectors.redis.Streams.context;
import static io.tapedeck.connectors.redis.Streams.finite;
import static io.tapedeck.connectors.redis.Streams.read;
import static io.tapedeck.connectors.redis.Streams.sink;
import static io.tapedeck.connectors.redis.Streams.values;
import static io.tapedeck.connectors.redis.Streams.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.redis.server.RedisServer;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RedisSinkTest {
    private static final Map<String, Object> AT_LEAST_ONCE = Map.of("guarantee", "at-least-once");

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
        server.call("FUNCTION", "FLUSH");
        server.call("CONFIG", "SET", "maxmemory", "0");
        server.call("CONFIG", "SET", "appendfsync", "always");
    }

    /** The ways to write: by the function, in transactions where each write is forced, and one by one. */
    private enum Way {
        ONCE(Map.of(), "always"),
        FORCED(AT_LEAST_ONCE, "always"),
        ONE_BY_ONE(AT_LEAST_ONCE, "everysec");

        private final Map<String, Object> options;
        private final String appendfsync;

        Way(Map<String, Object> options, String appendfsync) {
            this.options = options;
            this.appendfsync = appendfsync;
        }

        private Map<String, Object> begin() {
            server.call("FLUSHALL");
            server.call("CONFIG", "SET", "appendfsync", appendfsync);
            return new HashMap<>(options);
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private static void writeNumbers(Sink sink, int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            write(sink, i, 0, Value.of(i));
        }
    }

    private static String refusal(Sink sink) {
        return assertThrows(ConnectorException.class, sink::flush).getMessage();
    }

    @Test
    void shouldAddOutputsAndRememberTheLast() throws Exception {
        String url = server.url("out");
        try (Sink sink = sink(url, Map.of())) {
            assertTrue(sink.remembers());
            assertEquals(Optional.empty(), sink.last());
            writeNumbers(sink, 1, 2000);
            write(sink, 2000, 1, Value.of("x"));
            sink.flush();
            assertEquals(Optional.of(new EffectId(2000, 1)), sink.last());
        }
        assertEquals(2001L, server.call("XLEN", "out"));
        assertEquals("\"x\"", server.contents("out", "msg").getLast());
        try (Sink sink = sink(url, Map.of())) {
            assertEquals(Optional.of(new EffectId(2000, 1)), sink.last());
        }
        try (Sink other = sink(url, Map.of(), context(new UUID(9, 9)))) {
            assertEquals(Optional.empty(), other.last());
        }
    }

    @Test
    void shouldAddTheSameEffectsOnlyOnce() throws Exception {
        for (int time = 0; time < 3; time++) {
            try (Sink sink = sink(server.url("out"), Map.of())) {
                writeNumbers(sink, 1, 1000 + 100 * time);
            }
        }
        assertEquals(numbers(1, 1200), server.contents("out", "msg"));
    }

    @Test
    void shouldTellTheOutputsOfAnInputApart() throws Exception {
        try (Sink sink = sink(server.url("out"), Map.of())) {
            write(sink, 1, 0, Value.of(1));
            write(sink, 1, 1, Value.of(2));
            sink.flush();
            write(sink, 1, 1, Value.of(2));
            write(sink, 1, 2, Value.of(3));
            write(sink, 2, 0, Value.of(4));
        }
        assertEquals(numbers(1, 4), server.contents("out", "msg"));
    }

    @Test
    void shouldRefuseAWriterThatWasReplaced() throws Exception {
        Sink stale = sink(server.url("out"), Map.of());
        writeNumbers(stale, 1, 10);
        stale.flush();
        try (Sink sink = sink(server.url("out"), Map.of())) {
            assertEquals(Optional.of(new EffectId(10, 0)), sink.last());
            writeNumbers(stale, 11, 20);
            assertEquals(
                    "the stream out on redis at " + server.node()
                            + " has another writer for the outputs of this run, opened later: another process that runs"
                            + " it, or another sink of the pipeline on the same stream; end one, and run again",
                    refusal(stale));
            writeNumbers(sink, 11, 15);
        }
        stale.close();
        assertEquals(numbers(1, 15), server.contents("out", "msg"));
    }

    @Test
    void shouldNoticeThatTheServerForgot() throws Exception {
        try (Sink sink = sink(server.url("out"), Map.of())) {
            writeNumbers(sink, 1, 10);
            sink.flush();
            server.call("FLUSHALL");
            writeNumbers(sink, 11, 12);
            String message = refusal(sink);
            assertTrue(message.contains("forgot what it had acknowledged"), message);
            assertTrue(message.contains("does not reach #10.0"), message);
        }
        assertEquals(0L, server.call("XLEN", "out"));
        // A server that was set back to a while ago.
        String progress = OnceSink.progressKey("out", context(LINEAGE));
        try (Sink sink = sink(server.url("out"), Map.of())) {
            writeNumbers(sink, 1, 10);
            sink.flush();
            server.call("HSET", progress, "ordinal", "5");
            writeNumbers(sink, 11, 12);
            assertTrue(refusal(sink).contains("forgot"));
        }
    }

    @Test
    void shouldWorkWhereFunctionsAreDenied() throws Exception {
        server.call("ACL", "SETUSER", "plain", "on", ">secret", "~*", "+@all", "-function", "-fcall", "-fcall_ro");
        Map<String, Object> options = Map.of("user", "plain", "password", "secret");
        for (int time = 0; time < 2; time++) {
            try (Sink sink = sink(server.url("out"), options)) {
                writeNumbers(sink, 1, 600 + time);
            }
        }
        assertEquals(numbers(1, 601), server.contents("out", "msg"));
        assertEquals(List.of(), server.call("FUNCTION", "LIST"));
    }

    @Test
    void shouldLoadItsFunctionsAgainWhereTheyWereFlushed() throws Exception {
        try (Sink sink = sink(server.url("out"), Map.of())) {
            writeNumbers(sink, 1, 10);
            sink.flush();
            server.call("FUNCTION", "FLUSH");
            writeNumbers(sink, 11, 2000); // several calls, and each is answered that there is no function
        }
        assertEquals(numbers(1, 2000), server.contents("out", "msg"));
    }

    @Test
    void shouldGoOnAfterAFailureInTheMiddleOfACall() throws Exception {
        // The highest id there can be but one: the second XADD of the first call fails, and what is sent with it is
        // refused.
        server.call("XADD", "out", "18446744073709551615-18446744073709551614", "msg", "0");
        Sink sink = sink(server.url("out"), Map.of());
        writeNumbers(sink, 1, 2000);
        String message = refusal(sink);
        assertTrue(message.contains("exhausted"), message);
        try (Sink again = sink(server.url("out"), Map.of())) {
            assertEquals(Optional.of(new EffectId(1, 0)), again.last());
        }
        assertEquals(List.of("0", "1"), server.contents("out", "msg"));
    }

    @Test
    void shouldWriteKeysAndHeadersThatTheSourceReads() throws Exception {
        Output output = new Output(
                Value.map("a", Value.of(1)),
                Value.of("k"),
                List.of(new Header("x", Value.of("1")), new Header("x", Value.of(Bytes.wrap(new byte[] {-1})))));
        try (Sink sink = sink(server.url("out"), Map.of("field", "body"))) {
            write(sink, 1, 0, output);
        }
        assertEquals(List.of("{\"a\":1}"), server.contents("out", "body"));
        assertEquals(List.of("k"), server.contents("out", "key"));
        List<Polled.Input> back = read(server.url("out"), finite("field", "body", "decode", "json"), Optional.empty());
        assertEquals(List.of(output.value()), values(back));
        assertEquals(output.key(), back.getFirst().message().key());
        assertEquals(output.headers(), back.getFirst().message().headers());
    }

    @Test
    void shouldWriteTextAndBytes() throws Exception {
        try (Sink sink = sink(server.url("text"), Map.of("encode", "text"))) {
            write(sink, 1, 0, Value.of("é"));
            write(sink, 2, 0, Value.list(Value.of(1)));
            write(sink, 3, 0, Value.of(7));
        }
        assertEquals(List.of("é", "[1]", "7"), server.contents("text", "msg"));
        byte[] content = {0, -1, 10};
        try (Sink sink = sink(server.url("bytes"), Map.of("encode", "bytes"))) {
            write(sink, 1, 0, Value.of(Bytes.wrap(content)));
            EncodingException e =
                    assertThrows(EncodingException.class, () -> sink.encode(Output.of(Value.list(Value.of(1)))));
            assertTrue(e.getMessage().contains("takes bytes or a string"), e.getMessage());
            assertThrows(
                    EncodingException.class,
                    () -> sink.encode(new Output(Value.of("a"), Value.of("\uD800"), List.of())));
        }
        assertEquals(
                List.of(Value.of(Bytes.wrap(content))),
                values(read(server.url("bytes"), finite("decode", "bytes"), Optional.empty())));
    }

    @Test
    void shouldWriteLargeOutputs() throws Exception {
        try (Sink sink = sink(server.url("out"), Map.of("encode", "text"))) {
            for (int i = 1; i <= 12; i++) {
                write(sink, i, 0, Value.of("x".repeat(i % 4 == 0 ? 6_000_000 : 1_500_000)));
            }
        }
        assertEquals(
                IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> i % 4 == 0 ? 6_000_000 : 1_500_000)
                        .toList(),
                server.contents("out", "msg").stream().map(String::length).toList());
    }

    @Test
    void shouldTrimAndNotMakeAStreamWhereItIsToldSo() throws Exception {
        for (Way way : Way.values()) {
            Map<String, Object> options = way.begin();
            options.put("maxlen", 100L);
            try (Sink sink = sink(server.url("out"), options)) {
                writeNumbers(sink, 1, 2000);
            }
            long length = (Long) server.call("XLEN", "out");
            assertTrue(length >= 100 && length < 400, "length " + length);
            assertEquals("2000", server.contents("out", "msg").getLast());
            server.call("DEL", "out");
            options.put("mkstream", false);
            String message = assertThrows(ConnectorException.class, () -> {
                        try (Sink sink = sink(server.url("out"), options)) {
                            writeNumbers(sink, 1, 1);
                        }
                    })
                    .getMessage();
            assertEquals("there is no stream out on redis at " + server.node() + "; mkstream = true makes it", message);
            assertEquals(0L, server.call("EXISTS", "out"));
        }
    }

    @Test
    void shouldSayWhatToDoWhereTheServerRefuses() throws Exception {
        String place = "cannot write to the stream out on redis at " + server.node() + ": ";
        for (Way way : Way.values()) {
            Map<String, Object> options = way.begin();
            server.call("SET", "out", "x");
            assertEquals(
                    place + "its key holds something that is no stream; name another key, or delete that one",
                    assertThrows(ConnectorException.class, () -> sink(server.url("out"), options))
                            .getMessage());
            server.call("DEL", "out");
            Sink sink = sink(server.url("out"), options);
            writeNumbers(sink, 1, 1);
            server.call("CONFIG", "SET", "maxmemory", "1");
            String full = refusal(sink);
            assertEquals(
                    place + "the server's memory is full (maxmemory); trim the stream with maxlen = …, or give the"
                            + " server more",
                    full);
            server.call("CONFIG", "SET", "maxmemory", "0");
            server.call("ACL", "SETUSER", "reader", "on", ">secret", "~*", "+@read", "+@connection", "+eval");
            Map<String, Object> reader = new HashMap<>(options);
            reader.put("user", "reader");
            reader.put("password", "secret");
            String denied = assertThrows(ConnectorException.class, () -> {
                        try (Sink other = sink(server.url("out"), reader)) {
                            writeNumbers(other, 1, 1);
                        }
                    })
                    .getMessage();
            assertTrue(denied.startsWith(place + "the user may not do that; let it with ACL SETUSER ("), denied);
            reader.put("password", "wrong-secret");
            String unknown = assertThrows(ConnectorException.class, () -> sink(server.url("out"), reader))
                    .getMessage();
            assertEquals(place + "the server does not know this user with this password", unknown);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONCE")
    void shouldWriteAtLeastOnceWithTheEffectsId(Way way) throws Exception {
        Map<String, Object> options = way.begin();
        server.call("CONFIG", "RESETSTAT");
        for (int time = 0; time < 2; time++) {
            try (Sink sink = sink(server.url("out"), options)) {
                assertFalse(sink.remembers());
                assertEquals(Optional.empty(), sink.last());
                writeNumbers(sink, 1, 700);
            }
        }
        assertEquals(1400L, server.call("XLEN", "out"));
        List<String> effects = server.contents("out", "effect");
        assertEquals(LINEAGE + "/0/1.0", effects.getFirst());
        assertEquals(700, effects.stream().distinct().count());
        boolean isTransactional = text(server.call("INFO", "commandstats")).contains("cmdstat_multi:");
        assertEquals(way == Way.FORCED, isTransactional);
    }

    private static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellOfWhatWasPushedWhenMoreIs(Way way) throws Exception {
        Sink sink = sink(server.url("out"), way.begin());
        writeNumbers(sink, 1, 700);
        sink.push();
        sink.flush();
        assertEquals(numbers(1, 700), server.contents("out", "msg"));
        server.call("SET", "out", "x");
        writeNumbers(sink, 701, 800);
        sink.push();
        writeNumbers(sink, 801, 900);
        String message = refusal(sink);
        assertTrue(message.contains("its key holds something that is no stream"), message);
        server.call("DEL", "out");
        sink.close();
        assertEquals(0L, server.call("EXISTS", "out"), "a sink that failed gets nothing more");
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheServerIsKilledAtRandomMoments(@TempDir Path other) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RedisSinkTest: -Dseed=" + seed);
        Random random = new Random(seed);
        try (RedisServer killed = RedisServer.start(other.resolve("redis"))) {
            Thread killer = Thread.ofVirtual().unstarted(() -> {
                try {
                    for (int kill = 0; kill < 8; kill++) {
                        Thread.sleep(20 + random.nextInt(200));
                        killed.kill();
                        killed.startAgain();
                    }
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            int ordinal = 0;
            try (Sink sink = sink(killed.url("out"), Map.of())) {
                killer.start();
                while (killer.isAlive()) {
                    int batch = 1 + random.nextInt(900);
                    writeNumbers(sink, ordinal + 1, ordinal + batch);
                    ordinal += batch;
                    sink.flush();
                    assertEquals(Optional.of(new EffectId(ordinal, 0)), sink.last());
                }
            }
            killer.join();
            assertTrue(ordinal > 1000, "wrote " + ordinal);
            assertEquals(numbers(1, ordinal), killed.contents("out", "msg"));
        }
    }

    @Test
    void shouldGiveUpAServerThatStaysAwayAndGoOnLater(@TempDir Path other) throws Exception {
        try (RedisServer killed = RedisServer.start(other.resolve("redis"))) {
            Map<String, Object> options = Map.of("reconnect", Duration.ofMillis(200));
            try (Sink sink = sink(killed.url("out"), options)) {
                writeNumbers(sink, 1, 10);
                sink.flush();
                killed.kill();
                writeNumbers(sink, 11, 20);
                String message = refusal(sink);
                assertTrue(message.startsWith("lost redis at " + killed.node()), message);
            }
            killed.startAgain();
            try (Sink sink = sink(killed.url("out"), options)) {
                assertEquals(Optional.of(new EffectId(10, 0)), sink.last());
                writeNumbers(sink, 11, 20);
            }
            assertEquals(numbers(1, 20), killed.contents("out", "msg"));
            String log = Files.readString(other.resolve("redis/server.log"));
            assertTrue(log.contains("Ready to accept connections"), log);
        }
    }
}
