package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines whose steps are built in. */
class BuiltinStepsTest {
    private static final String SECRET = "4111-SECRET-1111";
    private static final String MAIL = "ada@secret.example";

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder, shelled, Map.of("USER_KEY_OF_TESTS", "a key that only tests know"));
        StringBuilder orders = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            String amount = i == 150 ? "\"many\"" : Integer.toString(i);
            orders.append("{\"id\":").append(i).append(",\"amount\":").append(amount);
            orders.append(",\"customer\":{\"card\":\"")
                    .append(SECRET)
                    .append("\",\"mail\":\"")
                    .append(MAIL);
            orders.append("\"},\"lines\":[{\"sku\":\"a\",\"n\":").append(i % 7).append("}]}\n");
        }
        shelled.write("orders.ndjson", orders.toString());
        shelled.write(
                "order.schema.json",
                "{\"type\":\"object\",\"properties\":{\"amount\":{\"type\":\"number\"},\"lines\":{\"type\":\"array\","
                        + "\"items\":{\"properties\":{\"n\":{\"minimum\":0}}}}}}");
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    private static void pipeline(String name, String rest) throws IOException {
        shelled.write(
                name + ".toml",
                "[pipeline." + name + "]\nfrom = \"file://orders.ndjson\"\nto = \"file://" + name + ".out.ndjson\"\n"
                        + rest.replace("NAME", name));
    }

    @Test
    void whatABatchHasGatheredIsHandedOnWhereTheSourceEnds() throws IOException {
        String step = """
                [[pipeline.NAME.step]]
                batch = { count = 150, latency = "300ms" }
                [[pipeline.NAME.step]]
                map = "size(input.value)"
                """;
        pipeline("drained", step);
        tapedeck.expect(ExitCode.DONE, "run", "drained.toml");
        assertEquals("150\n50\n", shelled.read("drained.out.ndjson"));
        tapedeck.expect(ExitCode.DONE, "verify", "latest");
        pipeline("kept", "drain = \"100ms\"\n" + step);
        tapedeck.expect(ExitCode.DONE, "run", "kept.toml");
        assertEquals("150\n", shelled.read("kept.out.ndjson"));
        tapedeck.expect(ExitCode.DONE, "verify", "latest");
    }

    @Test
    void theLimitsOfARunAreSeen() throws IOException {
        pipeline("limits", """
                [[pipeline.NAME.step]]
                rate_limit = "100000/s"
                [[pipeline.NAME.step]]
                dedupe = { by = "string(input.value.id)", most = 500 }
                """);
        JsonNode run =
                tapedeck.expect(ExitCode.DONE, "run", "limits.toml", "--json").json();
        assertEquals(
                "[{\"step\":\"rate_limit\",\"kind\":\"rate_limit\",\"definition\":"
                        + "{\"rate\":\"100000/s\",\"burst\":10000,\"over\":\"wait\"}},"
                        + "{\"step\":\"dedupe\",\"kind\":\"dedupe\",\"definition\":"
                        + "{\"by\":\"string(input.value.id)\",\"most\":500,\"window\":\"3600s\"}}]",
                run.get("built_in").toString());
        tapedeck.expect(ExitCode.DONE, "verify", "latest");
    }

    @Test
    void stepsInARowAreRecordedReplayedAndCompared() throws IOException {
        pipeline("row", """
                dead_letter = "file://row.dead.ndjson"
                on_error = "dead-letter"
                [[pipeline.NAME.step]]
                validate = "order.schema.json"
                [[pipeline.NAME.step]]
                filter = "input.value.amount > 100 && input.value.lines.all(line, line.n != 3)"
                [[pipeline.NAME.step]]
                sample = 0.5
                [[pipeline.NAME.step]]
                set = { "meta.place" = "input.stream + '/' + string(input.sequence)", double = "input.value.amount * 2" }
                [[pipeline.NAME.step]]
                encrypt = { fields = ["customer.card"], key = "USER_KEY_OF_TESTS" }
                [[pipeline.NAME.step]]
                select = ["id", "meta", "double", "customer.card"]
                """);
        JsonNode run =
                tapedeck.expect(ExitCode.DONE, "run", "row.toml", "--json").json();
        long outputs = run.get("outputs").asLong();
        assertEquals(200, run.get("inputs").asLong());
        assertTrue(outputs > 20 && outputs < 70, run.toString());
        List<String> lines = shelled.read("row.out.ndjson").lines().toList();
        assertEquals(outputs, lines.size());
        assertFalse(lines.toString().contains("SECRET"));
        assertTrue(
                lines.stream()
                        .allMatch(line -> line.matches("\\{\"id\":(\\d+),\"customer\":\\{\"card\":\"enc1:[^\"]+\"},"
                                + "\"meta\":\\{\"place\":\"orders/\\1\"},\"double\":\\d+}")),
                lines.getFirst());
        assertTrue(shelled.read("row.dead.ndjson").contains("/amount: string found, number expected"));

        JsonNode verified = tapedeck.expect(ExitCode.DONE, "verify", "latest", "--checkpoints", "--json")
                .json();
        assertEquals(outputs, verified.get("outputs").asLong());
        assertEquals(0, verified.get("diverged").asLong());
    }

    @Test
    void aBuiltInStepCanBeReplacedByCodeToSeeWhatThatWouldDo() throws IOException {
        pipeline("replaced", """
                [[pipeline.NAME.step]]
                filter = "type(input.value.amount) == int && input.value.amount <= 20"
                """);
        shelled.write("Even.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Even implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        if (message.value().get("id").asLong() <= 22) {
                            context.emit(message.value());
                        }
                    }
                }
                """);
        tapedeck.expect(ExitCode.DONE, "run", "replaced.toml");
        JsonNode diff = tapedeck.expect(
                        ExitCode.DIFFERS, "replay", "latest", "--with", "filter=Even.java", "--diff", "--json")
                .json();
        assertEquals(2, diff.get("added").asLong(), diff.toString());
        assertEquals(0, diff.get("removed").asLong() + diff.get("changed").asLong(), diff.toString());
    }

    @Test
    void whatIsRedactedAtTheIngressIsNeitherInTheLogNorInTheSink() throws IOException {
        pipeline("open", "");
        pipeline("redacted", """
                durability = "os"
                [[pipeline.NAME.redact]]
                mask = { fields = ["customer.card"], keep_last = 4 }
                [[pipeline.NAME.redact]]
                tokenize = { fields = ["customer.mail"], key = "USER_KEY_OF_TESTS" }
                [[pipeline.NAME.step]]
                filter = "input.value.customer.card.endsWith('1111')"
                """);
        tapedeck.expect(ExitCode.DONE, "run", "open.toml");
        tapedeck.expect(ExitCode.DONE, "run", "redacted.toml");
        assertTrue(holds("SECRET", "open"), "the search finds what is there");
        assertFalse(holds("SECRET", "redacted"));
        assertFalse(holds(MAIL, "redacted"));
        List<String> lines = shelled.read("redacted.out.ndjson").lines().toList();
        assertEquals(200, lines.size());
        assertTrue(
                lines.stream().allMatch(line -> line.contains("\"card\":\"************1111\",\"mail\":\"tok_")),
                lines.getFirst());
        tapedeck.expect(ExitCode.DONE, "verify", "latest");
    }

    @Test
    void whatCannotBeRedactedIsKeptNowhere() throws IOException {
        Files.writeString(folder.resolve("broken.ndjson"), "{\"card\":\"" + SECRET + "\"\n[\"" + SECRET + "\"]\n");
        shelled.write("broken.toml", """
                [pipeline.broken]
                from = "file://broken.ndjson"
                to = "file://broken.out.ndjson"
                dead_letter = "file://broken.dead.ndjson"
                on_error = "dead-letter"
                [[pipeline.broken.redact]]
                remove = ["card"]
                """);
        tapedeck.expect(ExitCode.DONE, "run", "broken.toml");
        assertFalse(holds("SECRET", "broken"));
        List<String> letters = shelled.read("broken.dead.ndjson").lines().toList();
        assertEquals(2, letters.size());
        assertTrue(letters.get(0).contains("it could not be decoded, so nothing of it is kept"), letters.get(0));
        assertTrue(letters.get(1).contains("the message is a list, so it has no fields"), letters.get(1));
    }

    /** Whether a text is in a pipeline's runs or in what it wrote. */
    private static boolean holds(String text, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> its = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/.tapedeck/" + name + "/")
                            || file.getFileName().toString().startsWith(name + ".")
                                    && !file.toString().endsWith(".toml")
                                    && !file.getFileName().toString().equals(name + ".ndjson"))
                    .toList();
            assertTrue(its.size() > 3, its.toString());
            for (Path file : its) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void aStreamIsDecodedAndEncodedAtItsEdges() throws Exception {
        shelled.write("edges.toml", """
                [pipeline.edges]
                from = { url = "stdio://", decode = { format = "csv", columns = ["id", "name"], separator = ";" } }
                to = "file://edges.out.ndjson"
                on_error = "skip"
                """);
        Shelled.Result run = shelled.runOn("1;\"Ada; Countess\"\n2;Bob\n3\n", "run", "edges.toml", "--json");
        assertEquals(ExitCode.DONE, run.exit(), run.toString());
        assertEquals(
                "{\"id\":\"1\",\"name\":\"Ada; Countess\"}\n{\"id\":\"2\",\"name\":\"Bob\"}\n",
                shelled.read("edges.out.ndjson"));
        String id = run.json().get("run").asText();
        List<JsonNode> passedOver =
                tapedeck.expect(ExitCode.DONE, "dlq", "ls", id, "--json").jsonLines();
        assertEquals("decode", passedOver.getFirst().get("step").asText());
        tapedeck.expect(ExitCode.DONE, "verify", id);
    }

    @Test
    void whoLooksAtAnInputSeesTheValuesAndNotTheBytesOfTheEdges() throws Exception {
        shelled.write("seen.toml", """
                [pipeline.seen]
                from = { url = "stdio://", decode = { format = "csv", columns = ["id", "name"] } }
                to = "chronicle://seen.out"
                [[pipeline.seen.step]]
                set = { id = "int(input.value.id)" }
                [[pipeline.seen.step]]
                encode = { format = "csv", columns = ["name", "id"] }
                """);
        Shelled.Result run = shelled.runOn("1,Ada\n2,Bob\nthree,Eve\n", "run", "seen.toml", "--json");
        assertEquals(ExitCode.FAILED, run.exit(), run.toString());
        String id = run.json().get("run").asText();
        JsonNode second = tapedeck.expect(ExitCode.DONE, "inspect", id, "--at", "#2", "--json")
                .json();
        assertEquals(
                "{\"id\":\"2\",\"name\":\"Bob\"}", second.at("/input/value").toString());
        assertEquals("[{\"id\":2,\"name\":\"Bob\"}]", second.get("outputs").toString());
        String failed =
                tapedeck.expect(ExitCode.DONE, "inspect", id, "--at", "#3").out();
        assertTrue(failed.contains("{\"id\":\"three\",\"name\":\"Eve\"}"), failed);
        JsonNode found = tapedeck.expect(
                        ExitCode.DONE, "bisect", id, "--scan", "--when", "input.value.name == 'Bob'", "--json")
                .json();
        assertEquals(2, found.at("/input/ordinal").asInt(), found.toString());
    }

    /** A registry of one schema, of id 42, which it gives only where {@code asked} does not stay as it is. */
    private static HttpServer registry(List<String> asked, String schema) throws IOException {
        HttpServer registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        String text = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        registry.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            boolean isSchema = exchange.getRequestURI().toString().equals("/schemas/ids/42");
            byte[] answer = (isSchema ? text : "{\"id\":42}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        return registry;
    }

    @Test
    void schemasOfARegistryAreAskedForOnceAndReplayedWithoutIt() throws Exception {
        String schema = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                + "{\"name\":\"amount\",\"type\":[\"long\",\"string\"]},{\"name\":\"note\",\"type\":\"string\","
                + "\"default\":\"none\"}]}";
        shelled.write("order.avsc", schema);
        List<String> asked = new ArrayList<>();
        HttpServer registry = registry(asked, schema);
        pipeline("registry", """
                [[pipeline.NAME.step]]
                select = ["id", "amount"]
                [[pipeline.NAME.step]]
                encode = { format = "avro", registry = "schemas", subject = "orders-value", schema = "order.avsc" }
                [[pipeline.NAME.step]]
                decode = { format = "avro", registry = "schemas" }
                [service.schemas]
                http = "http://127.0.0.1:PORT"
                """.replace(
                        "PORT", Integer.toString(registry.getAddress().getPort())));
        String id = tapedeck.expect(ExitCode.DONE, "run", "registry.toml", "--json")
                .json()
                .get("run")
                .asText();
        registry.stop(0);
        assertEquals(List.of("POST /subjects/orders-value/versions", "GET /schemas/ids/42"), asked);
        List<String> lines = shelled.read("registry.out.ndjson").lines().toList();
        assertEquals("{\"id\":1,\"amount\":1,\"note\":\"none\"}", lines.getFirst());
        assertEquals("{\"id\":150,\"amount\":\"many\",\"note\":\"none\"}", lines.get(149));
        tapedeck.expect(ExitCode.DONE, "verify", id, "--checkpoints");
    }

    @Test
    void allMistakesAreToldAtTheirPlaces() throws IOException {
        pipeline("wrong", """
                record = "ranges"
                [[pipeline.NAME.redact]]
                filter = "true"
                [[pipeline.NAME.redact]]
                hash = {}
                [[pipeline.NAME.step]]
                filter = "input.valu.amount > 1"
                [[pipeline.NAME.step]]
                id = "second"
                mask = { fields = ["a"], keep = 4 }
                [[pipeline.NAME.step]]
                filtr = "true"
                """);
        String told = tapedeck.expect(ExitCode.WRONG_USE, "check", "wrong.toml").err();
        for (String mistake : List.of(
                "wrong.toml:4:1  \"record\" cannot be \"ranges\" where inputs are redacted",
                "wrong.toml:6:1  unknown key \"filter\"; known here: encrypt, hash,",
                "wrong.toml:8:1  redact: \"fields\" is missing, such as fields = [\"customer.email\"]",
                "wrong.toml:10:1  step \"filter\": input.valu.amount > 1: undefined field 'valu'; input has value, key",
                "wrong.toml:13:1  step \"second\": unknown key \"keep\"; known here: as, fields, keep_first, keep_last",
                "wrong.toml:15:1  unknown key \"filtr\"; did you mean \"filter\"?")) {
            assertTrue(told.contains(mistake), told);
        }
    }
}
