package io.tapedeck.connectors.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
    private static final String V1 = """
            {"type": "record", "name": "Q", "fields": [{"name": "id", "type": "int"}]}""";
    private static final String V2 = """
            {"type": "record", "name": "Q", "fields": [{"name": "id", "type": "long"}]}""";
    private static final String SUBJECT = "quakes/é +value";

    private RegistryServer server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        registry = client(server.address());
    }

    private static SchemaRegistry client(URI address) {
        return new SchemaRegistry(address, Map.of("Authorization", RegistryServer.TOKEN), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void shouldRegisterAndFindSchemas() throws Exception {
        int first = registry.register(SUBJECT, V1);
        int second = registry.register(SUBJECT, V2);
        assertEquals(first, registry.register(SUBJECT, V1));
        assertEquals(V1, registry.schema(first));
        assertEquals(V2, registry.schema(second));
        assertEquals(new SchemaRegistry.Registered(SUBJECT, 2, second, V2), registry.latest(SUBJECT));
    }

    @Test
    void shouldServeACodecThroughWhatIsWrittenDown() throws Exception {
        int id = registry.register(SUBJECT, V1);
        Map<Integer, String> recorded = new HashMap<>();
        recorded.put(id, registry.schema(id));
        server.close();
        SchemaSource source = asked -> Optional.ofNullable(recorded.get(asked))
                .orElseThrow(() -> new EncodingException("the schema " + asked + " was not recorded"));
        AvroRegistryCodec codec = new AvroRegistryCodec(source, OptionalInt.of(id), Optional.of(V2));
        Bytes bytes = codec.encode(Value.map("id", Value.of(5)));
        assertEquals(Value.map("id", Value.of(5)), codec.decode(bytes));
    }

    @Test
    void shouldSayWhatTheRegistrySays() {
        assertRefused("refuses /schemas/ids/9: Schema 9 not found (40403)", () -> registry.schema(9));
        assertRefused(
                "refuses /subjects/none/versions/latest: Subject 'none' not found. (40401)",
                () -> registry.latest("none"));
        assertRefused("refuses /subjects/s/versions: Invalid schema (42201)", () -> registry.register("s", "{"));
    }

    @Test
    void shouldSayThatItIsNotLetIn() {
        try (SchemaRegistry stranger = new SchemaRegistry(server.address(), Map.of(), Duration.ofSeconds(10))) {
            assertRefused("Unauthorized (401)", () -> stranger.schema(1));
        }
    }

    @Test
    void shouldRefuseWhatItCannotRead() {
        server.answerWith(
                "/schemas/ids/1", new RegistryServer.Canned(200, "{\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"}"));
        server.answerWith(
                "/schemas/ids/2",
                new RegistryServer.Canned(200, "{\"schema\":\"x\",\"references\":[{\"name\":\"o\"}]}"));
        server.answerWith("/schemas/ids/3", new RegistryServer.Canned(200, "<html>"));
        server.answerWith("/schemas/ids/4", new RegistryServer.Canned(200, "[]"));
        server.answerWith("/schemas/ids/5", new RegistryServer.Canned(200, "{}"));
        server.answerWith("/subjects/s/versions/latest", new RegistryServer.Canned(200, "{\"id\":1e99}"));
        assertRefused("the schema is not Avro but PROTOBUF", () -> registry.schema(1));
        assertRefused("the schema refers to those of other subjects", () -> registry.schema(2));
        assertRefused("is no schema registry: not JSON", () -> registry.schema(3));
        assertRefused("is no schema registry: a list where a map belongs", () -> registry.schema(4));
        assertRefused("is no schema registry: its answer has no schema", () -> registry.schema(5));
        assertRefused("is no schema registry: its answer has no version", () -> registry.latest("s"));
    }

    @Test
    void shouldTellAServerThatIsAwayFromOneThatRefuses() {
        URI address = server.address();
        server.close();
        try (SchemaRegistry lost = client(address)) {
            assertThrows(UnreachableException.class, () -> lost.schema(1));
        }
    }

    @Test
    void shouldTellWhatMayPassFromWhatWillNot() {
        server.answerWith("/schemas/ids/1", new RegistryServer.Canned(503, "<html>busy</html>"));
        server.answerWith("/schemas/ids/2", new RegistryServer.Canned(403, "<html>no</html>"));
        UnreachableException busy = assertThrows(UnreachableException.class, () -> registry.schema(1));
        assertTrue(String.valueOf(busy.getMessage()).endsWith("refuses /schemas/ids/1: it answers 503"));
        assertEquals(
                ConnectorException.class,
                assertThrows(ConnectorException.class, () -> registry.schema(2)).getClass());
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
        String sentence = assertThrows(ConnectorException.class, call).getMessage();
        assertTrue(sentence.contains(part), sentence);
    }
}
