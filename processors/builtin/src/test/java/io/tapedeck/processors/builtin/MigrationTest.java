package io.tapedeck.processors.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final int GRAPHS = 15;
    private static final int VERSIONS = 6;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSchemas() throws IOException {
        write("order@1.json", "{\"required\": [\"mail\"]}");
        write("order@2.json", "{\"required\": [\"email\"]}");
        write("order@3.json", "{\"required\": [\"email\", \"currency\"]}");
        write("order@1-2.json", "[{\"rename\": {\"mail\": \"email\"}}]");
        write("order@2-3.json", "[{\"set\": {\"currency\": \"'EUR'\"}}, {\"remove\": \"note\"}]");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String mistake(String kind, String definition) {
        return assertThrows(ProcessorException.class, () -> Steps.of(kind, definition, folder))
                .error();
    }

    @Test
    void aMessageGoesAlongTheMigrationsFromTheVersionThatItSays() throws Exception {
        try (Steps steps = Steps.of("migrate", "{\"schema\": \"order\", \"version\": \"input.value.v\"}", folder)) {
            assertEquals(
                    List.of("{\"v\":1,\"email\":\"a\",\"currency\":\"EUR\"}"),
                    steps.feed("{\"v\": 1, \"mail\": \"a\", \"note\": 1}"));
            assertEquals(
                    List.of("{\"v\":\"2\",\"mail\":\"a\",\"currency\":\"EUR\"}"),
                    steps.feed("{\"v\": \"2\", \"mail\": \"a\"}"));
            assertEquals(List.of("{\"v\":3,\"mail\":\"a\"}"), steps.feed("{\"v\": 3, \"mail\": \"a\"}"));
            assertEquals(
                    "no way leads from order@4 to order@3: there are the migrations 1-2, 2-3",
                    assertThrows(ProcessorException.class, () -> steps.feed("{\"v\": 4}"))
                            .error());
            assertEquals(
                    "the version of a message is a number such as 2, not two",
                    assertThrows(ProcessorException.class, () -> steps.feed("{\"v\": \"two\"}"))
                            .error());
            assertEquals(
                    "nothing says which version of order the message is: neither input.value.v nor \"from\"",
                    assertThrows(ProcessorException.class, () -> steps.feed("{\"w\": 1}"))
                            .error());
        }
    }

    @Test
    void aHeaderSaysTheVersionAndIsGivenTheNewOne() throws Exception {
        try (Steps steps = Steps.of("migrate", "{\"schema\": \"order@3\", \"from\": 1}", folder)) {
            Value order = Steps.json("{\"email\": \"a\"}");
            Output migrated = steps.feed(order, new Header("schema_version", Value.of("2")))
                    .getFirst();
            assertEquals(Steps.json("{\"email\": \"a\", \"currency\": \"EUR\"}"), migrated.value());
            assertEquals(List.of(new Header("schema_version", Value.of("3"))), migrated.headers());
            Output ofFirst = steps.feed(Steps.json("{\"mail\": \"a\"}"), new Header("other", Value.of(1)))
                    .getFirst();
            assertEquals(Steps.json("{\"email\": \"a\", \"currency\": \"EUR\"}"), ofFirst.value());
            assertEquals(List.of(new Header("other", Value.of(1))), ofFirst.headers());
        }
    }

    @Test
    void theCodeHasTheVersionsThatWereMeantAndTheirTexts() throws Exception {
        FolderReferences references = new FolderReferences(folder);
        BuiltinHostProvider provider = new BuiltinHostProvider();
        references.setSchema("order@1");
        ProcessorCode first = provider.define("a", "validate", Steps.json("{}"), references);
        ProcessorCode code = provider.define("b", "migrate", Value.of("order"), references);
        ProcessorCode last = provider.define("c", "validate", Steps.json("{}"), references);
        assertEquals("{\"schema\":\"order@1\"}", definition(first));
        assertEquals("{\"schema\":\"order@3\",\"from\":1}", definition(code));
        assertEquals("{\"schema\":\"order@3\"}", definition(last));
        for (String name :
                List.of("order@1.json", "order@2.json", "order@3.json", "order@1-2.json", "order@2-3.json")) {
            Files.delete(folder.resolve(name));
        }
        for (ProcessorCode each : List.of(first, code, last)) {
            provider.load(each).close();
        }
    }

    private static String definition(ProcessorCode code) {
        return new String(
                code.file("definition.json").orElseThrow().content().toByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingRuns() throws Exception {
        assertEquals(
                "there is no schema order@9 in the registry; it has order@1, order@2, order@3",
                mistake("validate", "\"order@9\""));
        assertEquals("there is no schema bill in the registry; it has order", mistake("validate", "\"bill\""));
        assertEquals(
                "no way leads from order@3 to order@1: there are the migrations 1-2, 2-3",
                mistake("migrate", "{\"schema\": \"order@1\", \"from\": 3}"));
        write("plain.json", "{}");
        assertEquals(
                "plain.json is a file; migrations lead to a schema of the registry, such as order@3",
                mistake("migrate", "\"plain.json\""));
        write("order@2-3.json", "[{\"sample\": 0.5}]");
        assertEquals(
                "order@2-3.json: a step of a migration is an object of one of map, mask, remove, rename, round, select, "
                        + "set, truncate",
                mistake("migrate", "\"order@3\""));
        write("order@2-3.json", "{\"set\": {\"a\": \"1\"}}");
        assertTrue(mistake("migrate", "\"order@3\"").startsWith("order@2-3.json: a migration is a list of steps"));
        write("order@2-3.json", "[{\"set\": {\"a\": \"1 +\"}}]");
        assertTrue(
                mistake("migrate", "\"order@3\"").startsWith("order@2-3.json: 1 +: "),
                mistake("migrate", "\"order@3\""));
        write("order@2.avsc", "\"string\"");
        assertEquals(
                "the registry has both order@2.json and order@2.avsc; a version has one of them",
                mistake("validate", "\"order@2\""));
    }

    @Test
    void anAvroSchemaValidatesTooAndNamesThePath() throws Exception {
        write("item@1.avsc", """
                {"type": "record", "name": "Item", "fields": [{"name": "n", "type": "int"},
                  {"name": "tags", "type": {"type": "array", "items": "string"}}]}
                """);
        try (Steps steps = Steps.of("validate", "\"item\"", folder)) {
            String right = "{\"n\":1,\"tags\":[\"a\"]}";
            assertEquals(List.of(right), steps.feed(right));
            assertEquals(
                    "tags[1]: an integer where a string belongs",
                    assertThrows(ProcessorException.class, () -> steps.feed("{\"n\": 1, \"tags\": [\"a\", 2]}"))
                            .error());
        }
    }

    /** Each migration writes down its target, and all ways are tried by hand. */
    @Test
    void theWayIsTheShortestAndOfThoseTheLowest() throws Exception {
        long seed = Long.getLong("seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        for (int graph = 0; graph < GRAPHS; graph++) {
            Path registry = Files.createDirectories(folder.resolve("graph" + graph));
            List<int[]> edges = new ArrayList<>();
            for (int from = 1; from <= VERSIONS; from++) {
                Files.writeString(registry.resolve("s@" + from + ".json"), "{}");
                for (int to = 1; to <= VERSIONS; to++) {
                    if (from != to && random.nextInt(4) == 0) {
                        edges.add(new int[] {from, to});
                        Files.writeString(
                                registry.resolve("s@" + from + "-" + to + ".json"),
                                "[{\"set\": {\"way\": \"input.value.way + '" + to + "'\"}}]");
                    }
                }
            }
            int target = 1 + random.nextInt(VERSIONS);
            try (Steps steps = Steps.of(
                    "migrate", "{\"schema\": \"s@" + target + "\", \"version\": \"input.value.v\"}", registry)) {
                for (int from = 1; from <= VERSIONS; from++) {
                    String message = "{\"v\": " + from + ", \"way\": \"\"}";
                    List<String> ways = new ArrayList<>();
                    walk(edges, from, target, "", ways);
                    ways.sort(java.util.Comparator.comparingInt(String::length).thenComparing(way -> way));
                    if (ways.isEmpty()) {
                        assertThrows(ProcessorException.class, () -> steps.feed(message), "seed " + seed);
                    } else {
                        assertEquals(
                                List.of("{\"v\":" + from + ",\"way\":\"" + ways.getFirst() + "\"}"),
                                steps.feed(message),
                                "seed " + seed);
                    }
                }
            }
        }
    }

    private static void walk(List<int[]> edges, int at, int target, String way, List<String> ways) {
        if (at == target) {
            ways.add(way);
            return;
        }
        for (int[] edge : edges) {
            if (edge[0] == at && way.length() < VERSIONS && way.indexOf('0' + edge[1]) < 0) {
                walk(edges, edge[1], target, way + edge[1], ways);
            }
        }
    }
}
