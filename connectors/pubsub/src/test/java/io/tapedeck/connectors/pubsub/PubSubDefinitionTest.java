package io.tapedeck.connectors.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Definitions, with no server. */
class PubSubDefinitionTest {
    private static final String URL = "pubsub://my-project/orders";
    private final PubSubConnector connector = new PubSubConnector();

    private static Endpoint endpoint(String url, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse(url), Path.of("/pipelines"), options);
    }

    private void assertMistake(String option, String message, String url, Map<String, Object> options) {
        assertEquals(List.of(new Mistake(option, message)), connector.checkSource(endpoint(url, options)));
    }

    @Test
    void aUrlNamesAProjectAndATopic() {
        assertEquals(List.of(), connector.checkSource(endpoint(URL, Map.of())));
        assertEquals(List.of(), connector.checkSink(endpoint("pubsub://example.com:shop/a~b+c%d", Map.of())));
        for (String url : List.of("pubsub://orders", "pubsub:///orders", "pubsub://p/a,b", "pubsub://p/a/b")) {
            assertMistake(
                    "url",
                    "\"" + url + "\" names no topic of a project; it would be like pubsub://my-project/orders",
                    url,
                    Map.of());
        }
        assertMistake(
                "url",
                "\"google\" is not a topic's name: 3 to 255 letters, digits or . _ ~ + % -, with a letter first, and not "
                        + "\"goog\"; a URL would be like pubsub://my-project/orders",
                "pubsub://p/google",
                Map.of());
    }

    @Test
    void mistakesSayWhatWouldBeRight() {
        assertMistake(
                "decode", "\"decode\" is \"json\", \"text\" or \"bytes\", not \"xml\"", URL, Map.of("decode", "xml"));
        assertMistake("ack", "\"ack\" is \"log\" or \"sink\", not \"now\"", URL, Map.of("ack", "now"));
        assertMistake(
                "seek",
                "\"seek\" is a time like 2026-01-31T12:00:00Z, or \"snapshot:NAME\", not \"latest\"",
                URL,
                Map.of("seek", "latest"));
        assertMistake("outstanding", "\"outstanding\" is 1 to 100000, not 0", URL, Map.of("outstanding", 0L));
        assertMistake(
                "ack_deadline", "\"ack_deadline\" is 10s to 10m", URL, Map.of("ack_deadline", Duration.ofSeconds(1)));
        assertMistake("emulator", "\"emulator\" is host:port, not \"localhost\"", URL, Map.of("emulator", "localhost"));
        assertMistake(
                "credentials",
                "with \"emulator\" there is no \"credentials\"",
                URL,
                Map.of("emulator", "localhost:8085", "credentials", "account.json"));
    }

    @Test
    void theSubscriptionHasTheTopicsNameUnlessItIsNamed() {
        assertEquals(
                "tapedeck-orders",
                new PubSubOptions(endpoint(URL, Map.of())).source().subscription());
        assertEquals(
                "mine",
                new PubSubOptions(endpoint(URL, Map.of("subscription", "mine")))
                        .source()
                        .subscription());
    }

    @Test
    void credentialsAreInTheFolderOfThePipeline() {
        Access access = new PubSubOptions(endpoint(URL, Map.of("credentials", "account.json"))).access();
        assertEquals(Path.of("/pipelines/account.json"), access.credentials().orElseThrow());
        assertEquals("pubsub.googleapis.com:443", access.server());
    }

    @Test
    void guaranteesAreAtLeastOnce() {
        Guarantee source = connector.sourceGuarantee(endpoint(URL, Map.of("ack", "sink")));
        assertEquals(Guarantee.Level.AT_LEAST_ONCE, source.level());
        assertEquals(
                Guarantee.Level.AT_LEAST_ONCE_WITH_ID,
                connector
                        .sinkGuarantee(endpoint(URL, Map.of()), Durability.FSYNC)
                        .level());
    }
}
