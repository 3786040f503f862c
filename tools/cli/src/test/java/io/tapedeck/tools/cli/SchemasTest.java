package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries of schemas, and the pipelines that refer to them. */
@Timeout(120)
class SchemasTest {
    private static final String AVRO = """
            {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "int"},
              {"name": "email", "type": "string"}, {"name": "currency", "type": "string"}]}
            """;

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder, shelled);
        shelled.write("first.json", "{\"required\": [\"id\", \"mail\"]}");
        shelled.write("second.json", "{\"required\": [\"id\", \"email\"]}");
        shelled.write("third.avsc", AVRO);
        shelled.write("to2.json", "[{\"rename\": {\"mail\": \"email\"}}]");
        shelled.write("to3.json", "[{\"set\": {\"currency\": \"'EUR'\"}}]");
        shelled.write("orders.ndjson", "{\"id\":1,\"mail\":\"a\"}\n{\"id\":2,\"mail\":\"b\"}\n");
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    private static void fill(String registry) throws IOException {
        for (String[] entry : new String[][] {
            {"order", "first.json"},
            {"order", "second.json"},
            {"order@3", "third.avsc"},
            {"order@1-2", "to2.json"},
            {"order@2-3", "to3.json"}
        }) {
            tapedeck.expect(ExitCode.DONE, "schemas", "add", registry, entry[0], entry[1]);
        }
    }

    private static String pipeline(String name, String registry) throws IOException {
        shelled.write(name + ".toml", """
                schemas = "%s"

                [pipeline.%s]
                from = { url = "file://orders.ndjson", schema = "order@1" }
                to = "file://%s.out.ndjson"
                [[pipeline.%s.step]]
                id = "before"
                validate = {}
                [[pipeline.%s.step]]
                migrate = "order"
                [[pipeline.%s.step]]
                id = "after"
                validate = {}
                [[pipeline.%s.step]]
                encode = "avro"
                [[pipeline.%s.step]]
                decode = "avro"
                """.formatted(registry, name, name, name, name, name, name, name));
        return name + ".toml";
    }

    private static void expectMigrated(String name) throws IOException {
        assertEquals("""
                {"id":1,"email":"a","currency":"EUR"}
                {"id":2,"email":"b","currency":"EUR"}
                """, shelled.read(name + ".out.ndjson"));
    }

    @Test
    void aFolderOfSchemasIsReadOnceAndTheLogHasWhatWasMeant() throws IOException {
        fill("registry");
        JsonNode run = tapedeck.expect(ExitCode.DONE, "run", pipeline("folder", "registry"), "--json")
                .json();
        expectMigrated("folder");
        String id = run.get("run").asText();
        try (Stream<Path> files = Files.list(folder.resolve("registry"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        tapedeck.expect(ExitCode.DONE, "verify", id);
        String gone =
                tapedeck.expect(ExitCode.WRONG_USE, "check", "folder.toml").err();
        assertTrue(gone.contains("there is no schema order@1 in the registry; it is empty"), gone);
    }

    @Test
    void aCollectionIsARegistryToo() throws Exception {
        assumeTrue(MongoServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no mongod");
        String id;
        try (MongoServer server = MongoServer.start(folder.resolve("mongod"))) {
            String registry = server.url("shop/schemas");
            fill(registry);
            assertEquals(
                    """
                    order@1    JSON Schema
                    order@2    JSON Schema
                    order@3    Avro
                    order@1-2  migration
                    order@2-3  migration
                    """,
                    tapedeck.expect(ExitCode.DONE, "schemas", "ls", registry).out());
            id = tapedeck.expect(ExitCode.DONE, "run", pipeline("collection", registry), "--json")
                    .json()
                    .get("run")
                    .asText();
            expectMigrated("collection");
        }
        tapedeck.expect(ExitCode.DONE, "verify", id);
    }

    @Test
    void whatIsAddedIsLookedAtAndReplacesNothing() throws IOException {
        fill("looked");
        assertEquals(
                AVRO,
                tapedeck.expect(ExitCode.DONE, "schemas", "show", "looked", "order")
                        .out());
        String ofThere = tapedeck.expect(ExitCode.FAILED, "schemas", "add", "looked", "order@2", "first.json")
                .err();
        assertTrue(ofThere.contains("there is order@2 already"), ofThere);
        shelled.write("bad.json", "{\"type\": 5}");
        String bad = tapedeck.expect(ExitCode.FAILED, "schemas", "add", "looked", "bad", "bad.json")
                .err();
        assertTrue(bad.contains("bad@1 is no JSON Schema"), bad);
        shelled.write("bad2.json", "[{\"filter\": \"true\"}]");
        String step = tapedeck.expect(ExitCode.FAILED, "schemas", "add", "looked", "order@3-1", "bad2.json")
                .err();
        assertTrue(step.contains("order@3-1.json: a step of a migration is an object of one of map"), step);
        String nameless = tapedeck.expect(ExitCode.WRONG_USE, "schemas", "add", "looked", "a b", "first.json")
                .err();
        assertTrue(nameless.contains("is like order, order@2 or order@1-2"), nameless);
        String missing = tapedeck.expect(ExitCode.FAILED, "schemas", "show", "looked", "bill")
                .err();
        assertTrue(missing.contains("there is no bill in"), missing);
        tapedeck.expect(ExitCode.WRONG_USE, "schemas", "rm", "looked", "order@2-3");
        JsonNode shown = tapedeck.expect(ExitCode.DONE, "schemas", "show", "looked", "order@1", "--json")
                .json();
        assertEquals("order@1", shown.get("name").asText());
        assertEquals(shelled.read("looked/order@1.json"), shown.get("text").asText());
        JsonNode removed = tapedeck.expect(ExitCode.DONE, "schemas", "rm", "looked", "order@2-3", "--yes", "--json")
                .json();
        assertEquals(
                "{\"name\":\"order@2-3\",\"schema\":\"order\",\"from\":2,\"to\":3,\"removed\":true}",
                removed.toString());
        JsonNode last = tapedeck.expect(ExitCode.DONE, "schemas", "ls", "looked", "--json")
                .jsonLines()
                .getLast();
        assertEquals("{\"name\":\"order@1-2\",\"schema\":\"order\",\"from\":1,\"to\":2}", last.toString());
        String way = tapedeck.expect(ExitCode.WRONG_USE, "check", pipeline("looked", "looked"))
                .err();
        assertTrue(way.contains("no way leads from order@1 to order@3: there are the migrations 1-2"), way);
        shelled.write("nofile.toml", """
                [pipeline.nofile]
                from = "file://orders.ndjson"
                to = { url = "redis://localhost/out", encode = { format = "avro", schema = "no.avsc" } }
                [[pipeline.nofile.step]]
                validate = "nope.json"
                [[pipeline.nofile.step]]
                migrate = "order@2"
                """);
        String files =
                tapedeck.expect(ExitCode.WRONG_USE, "check", "nofile.toml").err();
        assertTrue(files.contains("step \"validate\": there is no file " + folder.resolve("nope.json")), files);
        assertTrue(files.contains("there is no file " + folder.resolve("no.avsc")), files);
        assertTrue(files.contains("step \"migrate\": the file names no registry of schemas"), files);
        String none = tapedeck.expect(ExitCode.WRONG_USE, "check", pipeline("none", "nowhere"))
                .err();
        assertTrue(none.contains("there is no folder of schemas"), none);
    }
}
