package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.after;
import static io.tapedeck.connectors.redis.Streams.open;
import static io.tapedeck.connectors.redis.Streams.take;
import static io.tapedeck.connectors.redis.Streams.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a group's consumers notice of entries that are gone, with a server. */
@Timeout(120)
class GroupTrimmingTest {
    @TempDir
    private static Path folder;

    private static RedisServer server;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no redis-server");
        server = RedisServer.start(folder.resolve("redis"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void emptyServer() {
        server.call("FLUSHALL");
    }

    private static void addAll(int from, int to) {
        for (int i = from; i <= to; i++) {
            server.call("XADD", "s", i + "-0", "msg", "m" + i);
        }
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static Source source(List<Polled.Input> before, Object... more) throws ConnectorException {
        Map<String, Object> options =
                new HashMap<>(Map.of("decode", "text", "group", "g", "claim_after", Duration.ofMinutes(1)));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        Source source = open(server.url("s"), options);
        source.seek(before.isEmpty() ? Optional.empty() : after(before));
        return source;
    }

    private static void acknowledge(Source source, List<Polled.Input> inputs) throws ConnectorException {
        source.acknowledge(after(inputs).orElseThrow());
    }

    /** Takes so many entries, and stops. */
    private static List<Polled.Input> read(List<Polled.Input> before, int count) throws Exception {
        try (Source source = source(before)) {
            List<Polled.Input> inputs = take(source, count);
            acknowledge(source, inputs);
            return inputs;
        }
    }

    private static String refusal(Source source) {
        return String.valueOf(
                assertThrows(ConnectorException.class, () -> take(source, 1)).getMessage());
    }

    private static String trimmed(String what, String last) {
        return "the stream s on redis at " + server.node() + " was trimmed: " + what + " behind " + last
                + ", the last that the group \"g\" was given, may be gone, and ";
    }

    private static String goesOn(String last) {
        return "; XGROUP SETID s g " + last + " lets the group go on with what is there; a larger MAXLEN keeps more";
    }

    @Test
    void shouldNoticeWhatWasTrimmedWhileNobodyRead() throws Exception {
        addAll(1, 10);
        List<Polled.Input> ten = read(List.of(), 10);
        addAll(11, 20);
        server.call("XTRIM", "s", "MINID", "15-0");
        String refusal = trimmed("4 entries", "10-0") + "the first one there now is 15-0" + goesOn("10-0");
        for (List<Polled.Input> before : List.of(ten, List.<Polled.Input>of())) { // any worker, each time
            try (Source source = source(before)) {
                assertEquals(refusal, refusal(source));
            }
        }
        server.call("XTRIM", "s", "MAXLEN", "0");
        try (Source source = source(ten)) {
            assertEquals(trimmed("10 entries", "10-0") + "nothing is there now" + goesOn("10-0"), refusal(source));
        }
        addAll(21, 22);
        server.call("XGROUP", "SETID", "s", "g", "10-0");
        assertEquals(messages(21, 22), texts(read(ten, 2)));
    }

    @Test
    void shouldNoticeThatAStreamIsTrimmedWhileItIsRead() throws Exception {
        addAll(1, 100);
        try (Source source = source(List.of(), "count", 10L)) {
            acknowledge(source, take(source, 10));
            server.call("XTRIM", "s", "MINID", "50-0");
            assertEquals(
                    trimmed("39 entries", "10-0") + "the first one there now is 50-0" + goesOn("10-0"),
                    refusal(source));
        }
    }

    @Test
    void shouldNoticeWhatWasAddedAndTrimmedWhileItWaited() throws Exception {
        addAll(1, 2);
        try (Source source = source(List.of())) {
            acknowledge(source, take(source, 2));
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            addAll(3, 5);
            server.call("XTRIM", "s", "MAXLEN", "1");
            assertEquals(
                    trimmed("2 entries", "2-0") + "the first one there now is 5-0" + goesOn("2-0"), refusal(source));
        }
    }

    @Test
    void shouldNoticeWhatSeveralConsumersHadNotGot() throws Exception {
        addAll(1, 40);
        try (Source one = source(List.of(), "count", 10L);
                Source other = source(List.of(), "count", 10L)) {
            acknowledge(one, take(one, 10));
            acknowledge(other, take(other, 10));
            acknowledge(one, take(one, 10));
            server.call("XTRIM", "s", "MINID", "35-0");
            for (Source source : List.of(other, one)) {
                assertEquals(
                        trimmed("4 entries", "30-0") + "the first one there now is 35-0" + goesOn("30-0"),
                        refusal(source));
            }
        }
    }

    @Test
    void shouldNoticeThatAGroupBegunAtTheEndLostAll() throws Exception {
        addAll(1, 10);
        try (Source source = source(List.of(), "start", "latest")) {
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            addAll(11, 13);
            server.call("XTRIM", "s", "MAXLEN", "1");
            assertEquals(
                    trimmed("2 entries", "10-0") + "the first one there now is 13-0" + goesOn("10-0"), refusal(source));
        }
    }

    @Test
    void shouldGoOnWhereOnlyWhatWasReadIsGone() throws Exception {
        addAll(1, 20);
        try (Source source = source(List.of(), "count", 5L)) {
            List<Polled.Input> inputs = take(source, 10);
            acknowledge(source, inputs);
            server.call("XTRIM", "s", "MINID", "11-0");
            assertEquals(messages(11, 15), texts(take(source, 5)));
        }
        server.call("XTRIM", "s", "MINID", "16-0");
        try (Source source = source(List.of())) { // another worker: the server has counted
            List<Polled.Input> inputs = take(source, 5);
            assertEquals(messages(16, 20), texts(inputs));
            acknowledge(source, inputs);
            server.call("XTRIM", "s", "MAXLEN", "0");
            addAll(21, 22);
            assertEquals(messages(21, 22), texts(take(source, 2)));
        }
    }

    @Test
    void shouldBeginWithWhatIsThereWhereAGroupIsNew() throws Exception {
        addAll(1, 20);
        server.call("XTRIM", "s", "MINID", "15-0");
        try (Source source = source(List.of())) {
            acknowledge(source, take(source, 3));
            server.call("XTRIM", "s", "MINID", "18-0");
            assertEquals(messages(18, 20), texts(take(source, 3)));
        }
        try (Source source = source(List.of(), "group", "h", "start", "10-0")) {
            assertEquals(messages(18, 20), texts(take(source, 3)));
        }
    }

    @Test
    void shouldCountWhatWasDeletedUnreadAsLost() throws Exception {
        addAll(1, 20);
        try (Source source = source(List.of(), "count", 10L)) {
            acknowledge(source, take(source, 10));
            server.call("XDEL", "s", "12-0", "14-0");
            server.call("XTRIM", "s", "MINID", "11-0");
            assertEquals(
                    trimmed("2 entries", "10-0") + "the first one there now is 11-0" + goesOn("10-0"), refusal(source));
        }
    }

    @Test
    void shouldLeaveWhatWasTrimmedToAnotherWhoIsTold() throws Exception {
        addAll(1, 4);
        try (Source source = source(List.of())) {
            assertEquals(messages(1, 1), texts(take(source, 1)));
            server.call("XTRIM", "s", "MINID", "3-0");
        }
        try (Source heir = source(List.of(), "claim_after", Duration.ofMillis(300))) {
            List<Polled.Input> inputs = new ArrayList<>();
            while (inputs.size() < 4) { // the next lot comes when one is acknowledged
                inputs.addAll(take(heir, 1));
                acknowledge(heir, inputs);
                Thread.sleep(150); // it asks the server again for what it has got and not given
            }
            List<String> told = new ArrayList<>();
            for (Polled.Input input : inputs) {
                told.add(told(input));
            }
            told.sort(null);
            String gone = "-0 of s was deleted after a consumer of the group had got it and before it was processed";
            assertEquals(List.of("m3", "m4", "the entry 1" + gone, "the entry 2" + gone), told);
        }
    }

    @Test
    void shouldLeaveWhatWasTrimmedToAConsumerThatIsAtWork() throws Exception {
        addAll(1, 4);
        try (Source source = source(List.of());
                Source other = source(List.of(), "claim_after", Duration.ofSeconds(50))) {
            List<Polled.Input> inputs = new ArrayList<>(take(source, 1)); // and it has got all four
            server.call("XTRIM", "s", "MINID", "3-0");
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(6)) { // it looks for claims every five seconds
                assertEquals(Polled.Idle.INSTANCE, other.poll(Duration.ofMillis(50)));
            }
            assertEquals(4L, ((List<?>) server.call("XPENDING", "s", "g")).getFirst());
            inputs.addAll(take(source, 3));
            assertEquals(messages(1, 4), texts(inputs));
        }
    }

    private static String told(Polled.Input input) {
        try {
            return texts(List.of(input)).getFirst();
        } catch (EncodingException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void shouldTellThatTheGroupWasDeletedWhileItWaited() throws Exception {
        addAll(1, 1);
        try (Source source = source(List.of())) {
            acknowledge(source, take(source, 1));
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            server.call("DEL", "s");
            assertEquals(
                    "cannot read the stream s in the group \"g\" on redis at " + server.node()
                            + ": the group or the stream was deleted; run again makes the group anew",
                    refusal(source).replaceFirst(" \\(NOGROUP.*", ""));
        }
    }
}
