package io.tapedeck.connectors.mongodb;

import static io.tapedeck.connectors.mongodb.Streams.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.log.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MongoConnectorTest {
    private final MongoConnector connector = new MongoConnector();

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
    void shouldBeFound() {
        assertTrue(ServiceLoader.load(ConnectorProvider.class).stream()
                .anyMatch(provider -> provider.type() == MongoConnector.class));
    }

    @Test
    void shouldReadWhatAUrlNames() {
        assertEquals("the collection shop.a.b", namespace("mongodb://h/shop.a.b"));
        assertEquals("the collection shop.a.b", namespace("mongodb://h:1,i/shop/a.b"));
        assertEquals("the collection shop.a/b", namespace("mongodb://h/shop.a/b"));
        assertEquals("the database shop", namespace("mongodb://h/shop"));
        assertEquals("the deployment", namespace("mongodb://h/"));
        assertEquals(
                List.of("h:27017", "i:5"),
                new MongoOptions(endpoint("mongodb://h,i:5/shop", Map.of()))
                        .connection()
                        .nodes());
    }

    private static String namespace(String url) {
        return new MongoOptions(endpoint(url, Map.of())).namespace().toString();
    }

    @Test
    void shouldPointAtTheOptionThatIsWrong() {
        assertEquals(List.of(), sourceMistakes("mongodb://h/shop.x", Map.of("start", "2026-01-31T12:00:00Z")));
        assertEquals(List.of("url"), sourceMistakes("mongodb://h", Map.of()));
        assertEquals(List.of("url"), sourceMistakes("mongodb://u:secret@h/shop.x", Map.of()));
        assertEquals(List.of("url"), sourceMistakes("mongodb://h/shop.", Map.of()));
        assertEquals(List.of("url"), sourceMistakes("mongodb://h/.x", Map.of()));
        assertEquals(List.of("url"), sourceMistakes("mongodb://h/shop.a,shop.b", Map.of()));
        assertEquals(
                List.of("start", "on_lost", "full_document", "pipeline"),
                sourceMistakes(
                        "mongodb://h/shop.x",
                        Map.of("start", "now", "on_lost", "x", "full_document", "yes", "pipeline", "{}")));
        assertEquals(
                List.of("start"), sourceMistakes("mongodb://h/shop.x", Map.of("snapshot", true, "start", "latest")));
        assertEquals(List.of("snapshot"), sourceMistakes("mongodb://h/shop", Map.of("snapshot", true)));
        assertEquals(List.of("on_lost"), sourceMistakes("mongodb://h/", Map.of("on_lost", "snapshot")));
        assertEquals(
                List.of("timeout", "user"),
                sourceMistakes("mongodb://h/shop", Map.of("timeout", Duration.ofMillis(1), "user", "u")));
        assertEquals(List.of("url"), sinkMistakes("mongodb://h/shop", Map.of()));
        assertEquals(List.of("write", "id"), sinkMistakes("mongodb://h/shop.x", Map.of("write", "x", "id", "y")));
        assertEquals(List.of("id"), sinkMistakes("mongodb://h/shop.x", Map.of("write", "change", "id", "key")));
    }

    @Test
    void shouldPromiseWhatItKeeps() {
        assertEquals(
                "as long as the deployment keeps the changes until they are read",
                connector.sourceGuarantee(endpoint("mongodb://h/x", Map.of())).condition());
        assertEquals(
                "a transaction holds the outputs and how far they go; fenced per task; short of a power loss",
                connector
                        .sinkGuarantee(endpoint("mongodb://h/x.y", Map.of()), Durability.OS)
                        .condition());
    }

    @Test
    void shouldNotShowThePassword() {
        Map<String, Object> who = Map.of("user", "u", "password", "secret");
        MongoOptions options = new MongoOptions(endpoint("mongodb://h/x", who));
        assertEquals("h:27017", options.connection().toString());
        assertFalse(String.valueOf(options.connection().credentials()).contains("secret"));
        assertFalse(connector
                .checkSource(endpoint("mongodb://u:secret@h/x", Map.of()))
                .toString()
                .contains("secret"));
    }
}
