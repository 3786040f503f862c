package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.finite;
import static io.tapedeck.connectors.redis.Streams.open;
import static io.tapedeck.connectors.redis.Streams.sink;
import static io.tapedeck.connectors.redis.Streams.take;
import static io.tapedeck.connectors.redis.Streams.texts;
import static io.tapedeck.connectors.redis.Streams.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.faults.FaultyProxy;
import io.tapedeck.connectors.redis.server.RedisServer;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are cut when the server has done what it was asked, and ones on which nothing comes any more. */
@Timeout(120)
class RedisFaultsTest {
    private static final int EFFECTS = 20_000;
    private static final String LOADING = "-LOADING Redis is loading the dataset in memory\r\n";

    @TempDir
    private Path folder;

    private RedisServer server;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"), "--appendfsync", "no");
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RedisFaultsTest: -Dseed=" + seed);
        proxy = new FaultyProxy(server.node(), new Random(seed));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            proxy.close();
            server.close();
        }
    }

    private String url(String keys) {
        return "redis://" + proxy.node() + "/" + keys;
    }

    private static List<String> numbers(int to) {
        return IntStream.rangeClosed(1, to).mapToObj(Integer::toString).toList();
    }

    private void writeAll(Sink sink) throws Exception {
        for (int i = 1; i <= EFFECTS; i++) {
            write(sink, i, 0, Value.of(i));
            if (i % (i < EFFECTS / 2 ? 100 : 1700) == 0) {
                if (i % 200 == 0) {
                    sink.flush();
                } else {
                    sink.push();
                }
            }
        }
        sink.flush();
    }

    @Test
    void shouldAddEachOutputOnceWhereAnswersAreLost() throws Exception {
        try (Sink sink = sink(url("out"), Map.of())) {
            proxy.cutOneIn(5);
            writeAll(sink);
            assertEquals(Optional.of(new EffectId(EFFECTS, 0)), sink.last());
        }
        assertTrue(proxy.cuts() > 10, proxy.cuts() + " cuts");
        assertEquals(numbers(EFFECTS), server.contents("out", "msg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "always"})
    void shouldAddEachOutputAtLeastOnceWhereAnswersAreLost(String appendfsync) throws Exception {
        server.call("CONFIG", "SET", "appendfsync", appendfsync);
        try (Sink sink = sink(url("out"), Map.of("guarantee", "at-least-once"))) {
            proxy.cutOneIn(5);
            writeAll(sink);
        }
        assertTrue(proxy.cuts() > 10, proxy.cuts() + " cuts");
        List<String> effects = server.contents("out", "effect");
        assertTrue(effects.size() > EFFECTS, "only " + effects.size());
        assertEquals(EFFECTS, effects.stream().distinct().count());
        assertEquals(
                numbers(EFFECTS),
                server.contents("out", "msg").stream().distinct().toList());
    }

    @Test
    void shouldReadEachEntryOnceWhereAnswersAreLost() throws Exception {
        server.addAll("in", numbers(EFFECTS));
        try (Source source = open(url("in"), finite("count", 100L))) {
            source.seek(Optional.empty());
            proxy.cutOneIn(5);
            assertEquals(numbers(EFFECTS), texts(Streams.rest(source)));
        }
        assertTrue(proxy.cuts() > 10, proxy.cuts() + " cuts");
    }

    @Test
    void shouldNotWaitForAnAnswerThatDoesNotCome() throws Exception {
        Map<String, Object> options = Map.of("decode", "text", "timeout", Duration.ofMillis(200));
        server.addAll("in", numbers(2));
        try (Source source = open(url("in"), options);
                Sink sink = sink(url("out"), Map.of("timeout", Duration.ofMillis(200)))) {
            source.seek(Optional.empty());
            assertEquals(2, take(source, 2).size());
            proxy.stall(true);
            long before = System.nanoTime();
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(50)));
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(50)));
            assertTrue(System.nanoTime() - before < 5_000_000_000L);
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(600);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                proxy.stall(false);
            });
            write(sink, 1, 0, Value.of(1));
            sink.flush();
            server.addAll("in", List.of("3"));
            assertEquals(List.of("3"), texts(take(source, 1)));
        }
        assertEquals(numbers(1), server.contents("out", "msg"));
    }

    @Test
    void shouldGoOnWhileWhatWasPushedIsNotAnswered() throws Exception {
        try (Sink sink = sink(url("out"), Map.of())) {
            proxy.stall(true);
            long before = System.nanoTime();
            for (int i = 1; i <= 1000; i++) {
                write(sink, i, 0, Value.of(i));
                if (i % 100 == 0) {
                    assertFalse(sink.push());
                }
            }
            assertTrue(System.nanoTime() - before < 1_000_000_000L);
            assertEquals(Optional.empty(), sink.last());
            proxy.stall(false);
            sink.flush();
            assertEquals(Optional.of(new EffectId(1000, 0)), sink.last());
        }
        assertEquals(numbers(1000), server.contents("out", "msg"));
    }

    @Test
    void shouldWaitForAServerThatIsLoadingItsData() throws Exception {
        server.addAll("in", numbers(3));
        proxy.answer(3, LOADING);
        try (Source source = open(url("in"), finite())) {
            source.seek(Optional.empty());
            assertEquals(numbers(3), texts(Streams.rest(source)));
        }
        proxy.answer(3, LOADING);
        try (Sink sink = sink(url("out"), Map.of())) {
            write(sink, 1, 0, Value.of(1));
        }
        assertEquals(numbers(1), server.contents("out", "msg"));
        proxy.answer(Integer.MAX_VALUE, LOADING);
        String message = assertThrows(
                        ConnectorException.class, () -> sink(url("out"), Map.of("reconnect", Duration.ofMillis(300))))
                .getMessage();
        assertTrue(message.startsWith("lost redis at " + proxy.node()) && message.contains("LOADING"), message);
    }
}
