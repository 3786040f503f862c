package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodesUrlTest {
    private static NodesUrl parse(String url) {
        return NodesUrl.parse(StreamUrl.parse(url), 9092);
    }

    private static String refusal(String url) {
        return assertThrows(IllegalArgumentException.class, () -> parse(url)).getMessage();
    }

    @Test
    void shouldReadNodesAndKeysInTheirOrder() {
        assertEquals(
                new NodesUrl(List.of("sea-ql.org:1234"), List.of("stream")), parse("proto://sea-ql.org:1234/stream"));
        assertEquals(new NodesUrl(List.of("sea-ql.org:1234"), List.of("a", "b")), parse("proto://sea-ql.org:1234/a,b"));
        assertEquals(
                new NodesUrl(List.of("node-b:1234", "node-a:1234"), List.of("b", "a")),
                parse("kafka://node-b:1234,node-a:1234/b,a"));
        assertEquals(
                new NodesUrl(List.of("10.0.0.1:9092"), List.of("A.b_c-9")), parse("kafka://10.0.0.1:9092/A.b_c-9"));
    }

    @Test
    void shouldGiveANodeTheDefaultPort() {
        assertEquals(
                List.of("localhost:9092", "other:1"),
                parse("kafka://localhost,other:1/a").nodes());
        assertEquals(
                List.of("[::1]:9092", "[fe80::1]:1"),
                parse("kafka://[::1],[fe80::1]:1/a").nodes());
    }

    @Test
    void shouldHaveNoKeysBehindATrailingSlash() {
        assertEquals(new NodesUrl(List.of("sea-ql.org:1234"), List.of()), parse("proto://sea-ql.org:1234/"));
    }

    @Test
    void shouldPassOverEmptyEntries() {
        assertEquals(new NodesUrl(List.of("n:1", "m:2"), List.of("a", "b")), parse("kafka://n:1,,m:2,/,a,,b,"));
    }

    @Test
    void shouldSayWhatIsWrong() {
        String form = "; it would be like kafka://localhost:9092/orders";
        assertEquals("\"kafka://n:1\" has no \"/\" behind its servers" + form, refusal("kafka://n:1"));
        assertEquals("\"kafka:///a\" names no server" + form, refusal("kafka:///a"));
        assertEquals("\"kafka://,/a\" names no server" + form, refusal("kafka://,/a"));
        assertEquals("\"kafka://n:x/a\" has \"n:x\" for a server" + form, refusal("kafka://n:x/a"));
        assertEquals("\"kafka://n /a\" has \"n \" for a server" + form, refusal("kafka://n /a"));
        assertEquals("\"kafka://n/a/b\" has \"n/a\" for a server" + form, refusal("kafka://n/a/b"));
        assertEquals("\"kafka://n:0/a\" has the port 0" + form, refusal("kafka://n:0/a"));
        assertEquals("\"kafka://n:65536/a\" has the port 65536" + form, refusal("kafka://n:65536/a"));
        assertEquals("\"kafka://n/a,b,a\" names \"a\" twice", refusal("kafka://n/a,b,a"));
    }

    @Test
    void shouldHoldKeysToTheirGrammar() {
        assertEquals(
                List.of("k".repeat(249)), parse("kafka://n/" + "k".repeat(249)).keys());
        String grammar = " is not a stream's name: 1 to 249 letters, digits, dots, underscores or hyphens";
        assertEquals("\"" + "k".repeat(250) + "\"" + grammar, refusal("kafka://n/" + "k".repeat(250)));
        assertEquals("\"stream?\"" + grammar, refusal("proto://sea-ql.org:1234/stream?"));
        assertEquals("\"a b\"" + grammar, refusal("kafka://n/a b"));
        assertEquals(
                "\"SEA_STREAMER_WILDCARD\" is a name that SeaStreamer keeps for itself",
                refusal("kafka://n/SEA_STREAMER_WILDCARD"));
    }

    @Test
    void shouldRefuseAUserAndNotShowThePassword() {
        String refusal = refusal("kafka://me:secret@n/a");
        assertEquals(
                "a kafka:// URL holds no user and no password, for it is recorded; give them as options of the table",
                refusal);
        assertFalse(refusal("kafka://me:sec/ret@n").contains("secret"));
    }
}
