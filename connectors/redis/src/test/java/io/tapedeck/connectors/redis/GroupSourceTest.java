package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.after;
import static io.tapedeck.connectors.redis.Streams.open;
import static io.tapedeck.connectors.redis.Streams.places;
import static io.tapedeck.connectors.redis.Streams.take;
import static io.tapedeck.connectors.redis.Streams.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.redis.server.RedisServer;
import io.tapedeck.log.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Consumers of a group, with a server. A source that is not closed is as one that was killed. */
@Timeout(120)
class GroupSourceTest {
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

    private static void addAll(String key, int from, int to) {
        for (int i = from; i <= to; i++) {
            server.call("XADD", key, i + "-0", "msg", "m" + i);
        }
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static Map<String, Object> member(Object... more) {
        Map<String, Object> options =
                new HashMap<>(Map.of("decode", "text", "group", "g", "claim_after", Duration.ofMinutes(1)));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    /** One that claims what was pending for a moment. */
    private static Map<String, Object> claiming(Object... more) {
        Map<String, Object> options = member("claim_after", Duration.ofMillis(300));
        options.putAll(member(more));
        options.put("claim_after", Duration.ofMillis(300));
        return options;
    }

    private static Source source(Map<String, Object> options, List<Polled.Input> before) throws ConnectorException {
        Source source = open(server.url("s"), options);
        source.seek(before.isEmpty() ? Optional.empty() : after(before));
        return source;
    }

    private static void acknowledge(Source source, List<Polled.Input> inputs) throws ConnectorException {
        source.acknowledge(after(inputs).orElseThrow());
    }

    private static long pending() {
        return (Long) ((List<?>) server.call("XPENDING", "s", "g")).getFirst();
    }

    private static List<String> consumers() {
        List<String> names = new ArrayList<>();
        for (Object consumer : (List<?>) server.call("XINFO", "CONSUMERS", "s", "g")) {
            names.add(new String((byte[]) ((List<?>) consumer).get(1), StandardCharsets.UTF_8));
        }
        return names;
    }

    @Test
    void shouldShareEntriesAndLeaveTheRestToTheOthersAtOnce() throws Exception {
        addAll("s", 1, 10);
        try (Source first = source(member("consumer", "one"), List.of())) {
            List<Polled.Input> inputs = take(first, 4);
            assertEquals(messages(1, 4), texts(inputs));
            assertEquals(List.of("s/0@65536", "s/0@131072"), places(inputs.subList(0, 2)));
            acknowledge(first, inputs.subList(0, 3));
            assertEquals(7, pending());
        }
        assertEquals(List.of("one"), consumers(), "it left entries behind");
        try (Source second = source(claiming("claim_after", Duration.ofHours(1)), List.of())) {
            List<Polled.Input> inputs = take(second, 7);
            assertEquals(messages(4, 10), texts(inputs));
            assertEquals("s/1000000@262144", places(inputs).getFirst());
            acknowledge(second, inputs);
            assertEquals(0, pending());
        }
        assertEquals(List.of("one"), consumers());
    }

    @Test
    void shouldBeginAGroupWhereItIsTold() throws Exception {
        addAll("s", 1, 3);
        try (Source source = source(member("start", "latest"), List.of())) {
            addAll("s", 4, 4);
            assertEquals(messages(4, 4), texts(take(source, 1)));
        }
        addAll("s", 5, 5);
        try (Source source = source(claiming("start", "earliest"), List.of())) {
            assertEquals(
                    messages(4, 5), texts(take(source, 2)).stream().sorted().toList(), "it is there already");
        }
        try (Source source = source(member("group", "other", "start", "2"), List.of())) {
            assertEquals(messages(2, 5), texts(take(source, 4)));
        }
        server.call("DEL", "s");
        try (Source source = source(member(), List.of())) {
            addAll("s", 1, 1);
            assertEquals(messages(1, 1), texts(take(source, 1)), "it made the stream");
        }
    }

    @Test
    void shouldClaimWhatADeadConsumerHas() throws Exception {
        addAll("s", 1, 200);
        Source dead = source(member(), List.of());
        List<Polled.Input> taken = take(dead, 30);
        acknowledge(dead, taken.subList(0, 5));
        try (Source heir = source(claiming(), List.of())) {
            List<Polled.Input> inputs = new ArrayList<>();
            while (inputs.size() < 195) {
                inputs.addAll(take(heir, 1));
                acknowledge(heir, inputs);
            }
            assertEquals(
                    messages(6, 200).stream().sorted().toList(),
                    texts(inputs).stream().sorted().toList());
            assertAscending(inputs);
            assertEquals(0, pending());
        }
    }

    private static void assertAscending(List<Polled.Input> inputs) {
        Map<String, Long> lasts = new HashMap<>();
        for (Polled.Input input : inputs) {
            String shard = input.message().stream() + "/" + input.message().shard();
            Long before = lasts.put(shard, input.message().sequence());
            assertTrue(
                    before == null || before < input.message().sequence(),
                    () -> places(inputs).toString());
        }
    }

    @Test
    void shouldGiveOlderClaimsAnotherShard() throws Exception {
        addAll("s", 1, 6);
        source(member(), List.of()).close(); // makes the group
        server.call("XREADGROUP", "GROUP", "g", "a", "COUNT", "3", "STREAMS", "s", ">");
        server.call("XREADGROUP", "GROUP", "g", "b", "COUNT", "3", "STREAMS", "s", ">");
        String hour = Long.toString(Duration.ofHours(1).toMillis());
        server.call("XCLAIM", "s", "g", "b", "0", "4", "5", "6", "IDLE", hour, "JUSTID");
        try (Source heir = source(member("claim_after", Duration.ofMinutes(1)), List.of())) {
            List<Polled.Input> inputs = new ArrayList<>(take(heir, 3));
            acknowledge(heir, inputs);
            server.call("XCLAIM", "s", "g", "a", "0", "1", "2", "3", "IDLE", hour, "JUSTID");
            inputs.addAll(take(heir, 3));
            assertEquals(List.of("m4", "m5", "m6", "m1", "m2", "m3"), texts(inputs));
            assertEquals(
                    List.of(1_000_000L, 1_000_000L, 1_000_000L, 2_000_000L, 2_000_000L, 2_000_000L),
                    inputs.stream().map(input -> input.message().shard()).toList());
        }
    }

    @Test
    void shouldGoOnWithItsOwnAndNotGiveAgainWhatIsRecorded() throws Exception {
        addAll("s", 1, 10);
        Source killed = source(member(), List.of());
        List<Polled.Input> recorded = take(killed, 6);
        acknowledge(killed, recorded.subList(0, 2));
        try (Source source = source(member(), recorded)) {
            acknowledge(source, recorded.subList(0, 4)); // what the run finds delivered when it goes on
            List<Polled.Input> rest = take(source, 4);
            assertEquals(messages(7, 10), texts(rest));
            assertEquals(6, pending());
            acknowledge(source, List.of(recorded.getLast(), rest.getLast()));
            assertEquals(0, pending());
        }
        assertEquals(List.of(), consumers());
    }

    @Test
    void shouldGoOnWithWhatItClaimed() throws Exception {
        addAll("s", 1, 10);
        take(source(member(), List.of()), 1);
        Source killed = source(claiming(), List.of());
        List<Polled.Input> recorded = take(killed, 4);
        assertEquals(messages(1, 4), texts(recorded));
        acknowledge(killed, recorded.subList(0, 1));
        try (Source source = source(member(), recorded)) {
            List<Polled.Input> rest = take(source, 6);
            assertEquals(messages(5, 10), texts(rest));
            List<Polled.Input> all = new ArrayList<>(recorded);
            all.addAll(rest);
            assertAscending(all);
            acknowledge(source, all);
            assertEquals(0, pending());
        }
    }

    @Test
    void shouldNotGiveWhatAnotherClaimedMeanwhile() throws Exception {
        addAll("s", 1, 10);
        try (Source slow = source(claiming(), List.of());
                Source other = source(claiming(), List.of())) {
            List<Polled.Input> first = take(slow, 2);
            List<Polled.Input> claimed = take(other, 10); // the two as well: they were not acknowledged
            assertEquals(messages(1, 10), texts(claimed));
            acknowledge(other, claimed);
            acknowledge(slow, first);
            addAll("s", 11, 11);
            assertEquals(messages(11, 11), texts(take(slow, 1)));
        }
    }

    @Test
    void shouldTellOfEntriesThatWereDeleted() throws Exception {
        addAll("s", 1, 4);
        Source killed = source(member(), List.of());
        List<Polled.Input> recorded = take(killed, 1);
        server.call("XDEL", "s", "2-0", "4-0");
        List<Polled.Input> rest = take(source(member(), recorded), 3);
        assertEquals(messages(3, 3), texts(rest.subList(1, 2)));
        String reason = assertThrows(EncodingException.class, () -> texts(rest.subList(0, 1)))
                .getMessage();
        assertEquals(
                "the entry 2-0 of s was deleted after a consumer of the group had got it and before it was processed",
                reason);
        try (Source heir = source(claiming(), List.of())) {
            List<Polled.Input> all = take(heir, 4);
            assertEquals(List.of("m1", "m3"), texts(List.of(all.get(0), all.get(2))));
            assertThrows(EncodingException.class, () -> texts(all.subList(1, 2)));
            assertThrows(EncodingException.class, () -> texts(all.subList(3, 4)));
            acknowledge(heir, all);
            assertEquals(0, pending());
        }
    }

    @Test
    void shouldGoOnWhenTheServerComesBack() throws Exception {
        addAll("s", 1, 10);
        try (Source source = source(member(), List.of())) {
            List<Polled.Input> inputs = new ArrayList<>(take(source, 3));
            server.kill();
            acknowledge(source, inputs);
            server.startAgain();
            inputs.addAll(take(source, 7));
            assertEquals(messages(1, 10), texts(inputs));
            acknowledge(source, inputs);
            assertEquals(0, pending());
        }
    }

    @Test
    void shouldRefuseWhatItsPositionsDoNotTell() throws Exception {
        addAll("s", 1, 3);
        List<Polled.Input> shared;
        try (Source source = source(member(), List.of())) {
            shared = take(source, 2);
            acknowledge(source, shared);
        }
        server.call("XGROUP", "SETID", "s", "g", "0");
        try (Source source = source(member(), shared)) {
            String sentence = String.valueOf(assertThrows(ConnectorException.class, () -> take(source, 2))
                    .getMessage());
            assertTrue(sentence.contains("was set back: it gave 1-0 again"), sentence);
        }
        assertEquals(
                "the run reads in the group \"g\", the pipeline file now says none; --new starts a new run",
                refusal(Map.of("decode", "text"), shared));
        List<Polled.Input> whole;
        try (Source source = source(Map.of("decode", "text"), List.of())) {
            whole = take(source, 1);
        }
        assertEquals(
                "the run reads without a group, the pipeline file now says group = \"g\"; --new starts a new run",
                refusal(member(), whole));
    }

    private static String refusal(Map<String, Object> options, List<Polled.Input> before) {
        return String.valueOf(assertThrows(ConnectorException.class, () -> source(options, before))
                .getMessage());
    }

    @Test
    void shouldKeepTheConsumersName() throws Exception {
        addAll("s", 1, 2);
        Source killed = source(member(), List.of());
        List<Polled.Input> recorded = take(killed, 1);
        Value names = recorded.getFirst().position().get("shards").asMap().get(Value.of(0));
        assertEquals("g", names.get(0).asString());
        try (Source source = source(member(), recorded)) {
            take(source, 1);
            String name = names.get(1).asString();
            assertEquals(List.of(name, name + ":claimed"), consumers());
        }
    }
}
