package io.tapedeck.connectors.redis;

import static io.tapedeck.connectors.redis.Streams.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.log.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConnectorTest {
    private final RedisConnector connector = new RedisConnector();

    private List<String> sourceMistakes(String url, Map<String, Object> options) {
        return connector.checkSource(endpoint(url, options)).stream()
                .map(Mistake::option)
                .toList();
    }

    private List<String> sinkMistakes(String url, Map<String, Object> options) {
        return connector.checkSink(endpoint(url, options)).stream()
                .map(Mistake::option)
                .toList();
    }

    @Test
    void shouldBeFoundForBothSchemes() {
        List<String> schemes = StreamSupport.stream(
                        ServiceLoader.load(ConnectorProvider.class).spliterator(), false)
                .map(ConnectorProvider::scheme)
                .toList();
        assertEquals(List.of("redis", "rediss"), schemes);
    }

    @Test
    void shouldPointAtTheOptionThatIsWrong() {
        assertEquals(List.of(), sourceMistakes("redis://a,b:7000/x,y", Map.of("shards", 3L, "start", "5-1")));
        assertEquals(List.of("url"), sourceMistakes("redis://localhost/", Map.of()));
        assertEquals(List.of(), sourceMistakes("redis://localhost/", Map.of("key", "a:b:c")));
        assertEquals(List.of("url"), sourceMistakes("redis://u:p@localhost/x", Map.of()));
        assertEquals(List.of("url"), sourceMistakes("redis://localhost/x", Map.of("key", "x:0")));
        assertEquals(
                List.of("shards", "count", "start", "decode"),
                sourceMistakes(
                        "redis://localhost/x", Map.of("shards", 0L, "count", 0L, "start", "now", "decode", "avro")));
        assertEquals(
                List.of(),
                sourceMistakes(
                        "redis://localhost/x",
                        Map.of("group", "g", "consumer", "c", "ack", "sink", "claim_after", Duration.ofSeconds(5))));
        assertEquals(
                List.of("consumer", "claim_after", "ack"),
                sourceMistakes(
                        "redis://localhost/x",
                        Map.of("consumer", "c", "claim_after", Duration.ofSeconds(5), "ack", "sink")));
        assertEquals(
                List.of("group", "claim_after", "ack", "follow"),
                sourceMistakes(
                        "redis://localhost/x",
                        Map.of("group", "", "claim_after", Duration.ZERO, "ack", "log", "follow", false)));
        assertEquals(List.of("url"), sourceMistakes("redis://localhost/", Map.of("group", "g", "key", "x:1000000")));
        assertEquals(List.of("field"), sourceMistakes("redis://localhost/x", Map.of("fields", true, "field", "a")));
        assertEquals(
                List.of("db", "timeout", "user"),
                sourceMistakes("redis://localhost/x", Map.of("db", -1L, "timeout", Duration.ZERO, "user", "u")));
        assertEquals(List.of("url"), sinkMistakes("redis://localhost/x,y", Map.of()));
        assertEquals(
                List.of("maxlen", "encode", "field", "guarantee"),
                sinkMistakes(
                        "redis://localhost/x",
                        Map.of("maxlen", 0L, "encode", "x", "field", "header.a", "guarantee", "twice")));
    }

    @Test
    void shouldPromiseWhatItKeeps() {
        assertEquals(
                "once",
                connector
                        .sourceGuarantee(endpoint("redis://h/x", Map.of()))
                        .level()
                        .words());
        String once = connector
                .sinkGuarantee(endpoint("redis://h/x", Map.of()), Durability.FSYNC)
                .toString();
        assertTrue(
                once.contains("ONCE")
                        && once.contains(
                                "short of a server that forgets acknowledged writes, or repeats what a kill cut short"),
                once);
        assertEquals(
                "at least once, with id",
                connector
                        .sinkGuarantee(endpoint("redis://h/x", Map.of("guarantee", "at-least-once")), Durability.FSYNC)
                        .level()
                        .words());
    }

    @Test
    void shouldNotShowThePassword() {
        RedisOptions options =
                new RedisOptions(endpoint("redis://h/x", Map.of("user", "u", "password", "secret")), false);
        assertEquals("h:6379", options.connection().toString());
        assertFalse(connector
                .checkSink(endpoint("redis://h/x,y", Map.of("user", "u", "password", "secret")))
                .toString()
                .contains("secret"));
        assertFalse(connector
                .checkSink(endpoint("redis://u:secret@h/x", Map.of()))
                .toString()
                .contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "0-1", "1-0", "1700000000000-65535", "9223372036854-65535"})
    void shouldPackAnIdIntoASequence(String text) {
        EntryId id = EntryId.parse(text).orElseThrow();
        assertTrue(id.fits());
        assertEquals(id.ms() * 65536 + id.seq(), id.sequence());
        assertTrue(id.sequence() >= 0 && id.timeNanos() >= 0);
    }

    @Test
    void shouldRefuseIdsThatNoSequenceHolds() {
        assertFalse(EntryId.parse("9223372036855-0").orElseThrow().fits());
        assertFalse(EntryId.parse("1-65536").orElseThrow().fits());
        assertFalse(EntryId.parse("18446744073709551615-0").orElseThrow().fits());
        assertEquals(Optional.empty(), EntryId.parse("18446744073709551616-0"));
        assertEquals(Optional.empty(), EntryId.parse("1-"));
        assertEquals(Optional.empty(), EntryId.parse("-1-1"));
    }

    @Test
    void shouldOrderIdsAsRedisDoes() {
        List<String> ascending =
                List.of("0-0", "0-1", "1-0", "1-18446744073709551615", "2-0", "18446744073709551615-1");
        for (int i = 1; i < ascending.size(); i++) {
            assertTrue(EntryId.parse(ascending.get(i - 1))
                            .orElseThrow()
                            .compareTo(EntryId.parse(ascending.get(i)).orElseThrow())
                    < 0);
        }
        assertEquals(
                "999-18446744073709551615",
                EntryId.before(Instant.ofEpochMilli(1000)).toString());
        assertEquals("0-0", EntryId.before(Instant.EPOCH).toString());
    }

    @Test
    void shouldFindTheShardInAKey() {
        assertEquals("orders/3", place("orders:3"));
        assertEquals("orders/0", place("orders"));
        assertEquals("app-orders/0", place("app:orders"));
        assertEquals("a-1/2", place("a:1:2"));
    }

    private static String place(String key) {
        ShardKey shard = ShardKey.of(key);
        return shard.stream() + "/" + shard.shard();
    }
}
