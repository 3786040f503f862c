package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in one file, on another machine: it gives what the run gave, and no more than was to be given away. */
final class PackTest {
    private static final int INPUTS = 60;

    private static final String LOCK_JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Lock implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    String part = message.value().get("part").asString();
                    KeyValueStore state = context.state();
                    state.put("seen", Value.of(state.has("seen") ? state.get("seen").asLong() + 1 : 1));
                    context.emit(Value.map("number", message.value().get("number"), "drawn", Value.of(Math.random())));
                    if (!part.equals("none")) {
                        state.put(part, message.value().get("number"));
                    }
                    if (state.has("key") && state.has("lock") && part.equals("hand")) {
                        throw new IllegalStateException("opened by " + message.value().get("number"));
                    }
                }
            }
            """;

    private static final String LOCK_PYTHON = """
            import random

            def process(message, context):
                part = message.value["part"]
                state = context.state
                state["seen"] = state.get("seen", 0) + 1
                context.emit({"number": message.value["number"], "drawn": random.random()})
                if part != "none":
                    state[part] = message.value["number"]
                if "key" in state and "lock" in state and part == "hand":
                    raise RuntimeError(f"opened by {message.value['number']}")
            """;

    @TempDir
    private static Path folder;

    private static Shelled files;
    private static InProcess tapedeck;

    @BeforeAll
    static void start() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder);
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    /** Each test begins with an empty folder. */
    @AfterEach
    void empty() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                Folders.delete(path);
            }
        }
    }

    private void pipeline(String name, String options, String step) throws IOException {
        files.write("pipeline.toml", """
                [pipeline.NAME]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                OPTIONS
                [[pipeline.NAME.step]]
                id = "STEP"
                CODE
                """.replace("NAME", name)
                .replace("OPTIONS", options)
                .replace("STEP", name)
                .replace("CODE", step));
    }

    /** A failure that needs three messages far apart. Returns the run's id. */
    private String lock(String language, String options) throws IOException {
        files.write("Lock.java", LOCK_JAVA);
        files.write("lock.py", LOCK_PYTHON);
        pipeline("lock", options, language.equals("java") ? "java = \"Lock.java\"" : "python = \"lock.py\"");
        files.write(
                "in.ndjson",
                IntStream.rangeClosed(1, INPUTS)
                        .mapToObj(number -> "{\"number\":" + number + ",\"part\":\""
                                + switch (number) {
                                    case 7 -> "key";
                                    case 43 -> "lock";
                                    case INPUTS -> "hand";
                                    default -> "none";
                                }
                                + "\"}\n")
                        .collect(Collectors.joining()));
        JsonNode failed = tapedeck.expect(1, "run", "pipeline.toml", "--json").json();
        assertEquals(INPUTS, failed.get("failure").get("ordinal").asInt());
        return failed.get("run").asText();
    }

    private JsonNode pack(String... options) throws IOException {
        return tapedeck.expect(0, words(List.of("runs", "pack"), List.of(options), List.of("--json")))
                .json();
    }

    private static String[] words(List<String> first, List<String> middle, List<String> last) {
        return Stream.of(first, middle, last).flatMap(List::stream).toArray(String[]::new);
    }

    /** What commands say of a run, as one text each: exit code, what was printed, what they made. */
    private Map<String, String> told(String run, List<String[]> commands) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (String[] command : commands) {
            String[] words = words(
                    List.of(command[0], run),
                    Arrays.asList(command).subList(1, command.length),
                    List.of("--json", "--data", "elsewhere"));
            Shelled.Result result = tapedeck.run(words);
            ObjectNode json = (ObjectNode) result.json();
            if (command[0].equals("shrink")) {
                assertNotEquals(null, json.remove("run")); // a new one each time
            }
            told.put(String.join(" ", command), result.exit() + " " + json + made());
        }
        return told;
    }

    /** The tests that were made, which are then gone. */
    private String made() throws IOException {
        if (!Files.isDirectory(folder.resolve("made"))) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> all = Files.walk(folder.resolve("made"))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                text.append("\n").append(file.getFileName()).append("\n").append(Files.readString(file));
            }
        }
        Folders.delete(folder.resolve("made"));
        return text.toString();
    }

    private void forget(String... names) throws IOException {
        for (String name : names) {
            Path path = folder.resolve(name);
            if (Files.isDirectory(path)) {
                Folders.delete(path);
            } else {
                Files.delete(path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void aFileGivesWhatTheRunGave(String language) throws IOException, InterruptedException {
        String run = lock(language, "");
        List<String[]> commands = new ArrayList<>(List.of(
                new String[] {"verify"},
                new String[] {"inspect", "--at", "#" + INPUTS},
                new String[] {"bisect", "--when", "state.seen >= 50"},
                new String[] {"export-test", "--at", "#43", "-o", "made"},
                new String[] {"shrink"}));
        if (language.equals("java")) {
            commands.addAll(List.of(
                    new String[] {"verify", "--checkpoints"},
                    new String[] {"replay", "--diff"},
                    new String[] {"inspect", "--at", "#7"},
                    new String[] {"inspect", "--state", "seen", "--from", "#50"}));
        }
        Map<String, String> before =
                told(folder.resolve(".tapedeck/lock/" + run).toString(), commands);
        JsonNode packed = pack("-o", "away.zip");
        assertEquals(INPUTS, packed.get("inputs").asInt());
        assertEquals(run, packed.get("run").asText());
        assertEquals(Files.size(folder.resolve("away.zip")), packed.get("bytes").asLong());
        JsonNode part = pack("-o", "part.zip", "--from", "#40");
        assertEquals(INPUTS - 39, part.get("inputs").asInt());
        String steps = "back\nstate seen\ngoto #45\ndiff #42\nwhere\n";
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        String stepped = files.runOn(steps, "step", run).out();

        forget(".tapedeck", "elsewhere", "in.ndjson", "Lock.java", "lock.py", "pipeline.toml");
        files.path("away.zip").toFile().setWritable(false);
        assertEquals(before, told("away.zip", commands));
        assertEquals(stepped, stepWith(temporary, steps));
        String shrunk = tapedeck.expect(0, "runs", "--data", "elsewhere").out();
        assertTrue(shrunk.contains("shrunk from " + run), shrunk);
        for (String[] log : new String[][] {
            {"log", "verify", "away.zip"},
            {"log", "info", "away.zip"},
            {"log", "cat", "away.zip/log", "-n", "1"},
            {"log", "export", "away.zip", "away.ndjson"},
            {"log", "split", "away.zip/log", "--out", "away.parts", "--by", "stream"},
            {"log", "merge", "away.zip", "--out", "away.tape"}
        }) {
            tapedeck.expect(0, log);
        }
        if (language.equals("java")) {
            assertPartIsTheSame(before, run);
        }
    }

    /** Steps through the file in a process whose temporary folder must be empty afterwards. */
    private String stepWith(Path temporary, String steps) throws IOException, InterruptedException {
        Shelled elsewhere = new Shelled(folder).withFlags("-Djava.io.tmpdir=" + temporary);
        String out = elsewhere.runOn(steps, "step", "away.zip").out();
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("tapedeck-packed"))
                            .toList());
        }
        return out;
    }

    private void assertPartIsTheSame(Map<String, String> before, String run) throws IOException {
        JsonNode verified = tapedeck.expect(0, "verify", "part.zip", "--json").json();
        assertEquals(INPUTS - 39, verified.get("steps").asInt() + 1, "the last one fails");
        assertEquals(run, verified.get("run").asText());
        Map<String, String> part = told(
                "part.zip",
                List.of(
                        new String[] {"inspect", "--at", "#" + INPUTS},
                        new String[] {"inspect", "--state", "seen", "--from", "#50"},
                        new String[] {"export-test", "--at", "#43", "-o", "made"}));
        part.forEach((command, said) -> assertEquals(before.get(command), said, command));
        JsonNode found = tapedeck.expect(0, "bisect", "part.zip", "--when", "state.seen >= 50", "--json")
                .json();
        assertEquals("#50", found.get("position").asText());
        assertEquals(49, found.get("state_before").get("seen").asInt());
        JsonNode replayed =
                tapedeck.expect(0, "replay", "part.zip", "--diff", "--json").json();
        assertEquals(INPUTS - 39, replayed.get("inputs").asInt());

        for (String[] command : new String[][] {
            {"inspect", "part.zip", "--at", "#7"},
            {"step", "part.zip", "--at", "#39"},
            {"replay", "part.zip", "--diff", "--from", "#1"},
            {"export-test", "part.zip", "-o", "made", "--at", "#20"},
            {"runs", "pack", "part.zip", "--from", "#10"}
        }) {
            String said = tapedeck.expect(1, command).err();
            assertTrue(said.contains("#40 … #" + INPUTS), said);
        }
        JsonNode shrunk = tapedeck.expect(0, "shrink", "part.zip", "--json", "--data", "third")
                .json();
        assertEquals("[43," + INPUTS + "]", shrunk.get("ordinals").toString(), "the key is in the state before");
        tapedeck.expect(0, "verify", "latest", "--data", "third");
        assertEquals(
                2,
                tapedeck.expect(0, "runs", "--json", "--data", "third")
                        .json()
                        .get("inputs")
                        .asInt());
        pack("part.zip", "-o", "smaller.zip", "--from", "#42", "--to", "#48");
        assertEquals(
                7,
                tapedeck.expect(0, "verify", "smaller.zip", "--json")
                        .json()
                        .get("steps")
                        .asInt());
    }

    @Test
    void aPartKeepsCheckpointsAndTheCodeThatChanged() throws IOException {
        for (String file : List.of("alerts.py", "alerts_fixed.py", "earthquakes.ndjson", "quakes.toml")) {
            files.example("quakes/" + file);
        }
        files.write("quakes.toml", files.read("quakes.toml").replace("to = ", "checkpoint = \"20ms\"\nto = "));
        tapedeck.expect(1, "run", "quakes.toml");
        files.write("alerts.py", files.read("alerts_fixed.py"));
        tapedeck.expect(0, "run", "quakes.toml");

        pack("--from", "#700", "--to", "#1000", "-o", "part.zip");
        tapedeck.expect(0, "log", "verify", "part.zip");
        JsonNode verified = tapedeck.expect(0, "verify", "part.zip", "--checkpoints", "--json")
                .json();
        assertEquals(301, verified.get("steps").asInt());
        for (String at : List.of("#700", "#705", "#706", "#1000")) {
            assertEquals(
                    tapedeck.expect(0, "inspect", "latest", "--at", at, "--json")
                            .out(),
                    tapedeck.expect(0, "inspect", "part.zip", "--at", at, "--json")
                            .out());
        }
        String none = tapedeck.expect(1, "inspect", "part.zip", "--at", "#1001").err();
        assertTrue(none.contains("it has #700 … #1000"), none);
        String early =
                tapedeck.expect(1, "runs", "pack", "latest", "--to", "#2000").err();
        assertTrue(early.contains("no input at #2000; it has #1 … #1707"), early);
    }

    @Test
    void tasksHaveTheSameStretchOfTime(@TempDir Path brokerFolder) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(brokerFolder)) {
            KafkaNumbers numbers = KafkaNumbers.create(broker, 4);
            numbers.produce(0, 160);
            files.write("count.py", """
                    def process(message, context):
                        context.state["n"] = context.state.get("n", 0) + 1
                        return {"number": message.value, "n": context.state["n"]}
                    """);
            files.write("pipeline.toml", """
                    [pipeline.count]
                    from = { url = "kafka://NODE/in", follow = false, properties = { max.poll.records = "10" } }
                    to = "kafka://NODE/out"
                    tasks = 2
                    [[pipeline.count.step]]
                    python = "count.py"
                    """.replace("NODE", broker.node()));
            tapedeck.expect(0, "run", "pipeline.toml");
        }
        pack("-o", "away.zip");
        JsonNode at = tapedeck.expect(0, "inspect", "latest", "--at", "2/#30", "--json")
                .json();
        JsonNode part = pack("--from", "2/#30", "-o", "part.zip");
        forget(".tapedeck");
        assertEquals(
                160,
                tapedeck.expect(0, "verify", "away.zip", "--json")
                        .json()
                        .get("steps")
                        .asInt());
        tapedeck.expect(0, "log", "verify", "away.zip");
        tapedeck.expect(0, "log", "cat", "away.zip/2/log", "-n", "1");
        String several = tapedeck.expect(1, "log", "cat", "away.zip").err();
        assertTrue(several.contains("away.zip/1/log"), several);

        assertEquals(
                at,
                tapedeck.expect(0, "inspect", "part.zip", "--at", "2/#30", "--json")
                        .json());
        assertEquals(
                part.get("inputs"),
                tapedeck.expect(0, "verify", "part.zip", "--json").json().get("steps"));
        long fed = 0;
        for (JsonNode task : part.get("tasks")) {
            assertTrue(task.get("last").asLong() >= task.get("first").asLong());
            fed += task.get("last").asLong() - task.get("first").asLong() + 1;
        }
        assertEquals(part.get("inputs").asLong(), fed);
        assertTrue(
                tapedeck.expect(1, "inspect", "part.zip", "--at", "2/#29").err().contains("2/#30"));
    }

    private static final String CARE_JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Care implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    Value customer = message.value().get("customer");
                    String name = customer.get("name").asString();
                    Value answer = context.effect("crm", Value.map("path", Value.of("/" + customer.get("id").asLong())));
                    Value before = context.state().get(name);
                    Value seen = Value.of(before.isNull() ? 1 : before.asLong() + 1);
                    context.state().put(name, seen);
                    context.emit(Value.map("greeting", Value.of("Dear " + name), "mail", answer.get("body").get("email"),
                            "seen", seen));
                    if (message.value().get("plan").equals(Value.of("gold"))) {
                        throw new IllegalStateException("no plan for " + name);
                    }
                }
            }
            """;

    private static final String CARE_PYTHON = """
            def process(message, context):
                customer = message.value["customer"]
                name = customer["name"]
                answer = context.effect("crm", {"path": f"/{customer['id']}"})
                seen = context.state.get(name, 0) + 1
                context.state[name] = seen
                context.emit({"greeting": "Dear " + name, "mail": answer["body"]["email"], "seen": seen})
                if message.value["plan"] == "gold":
                    raise ValueError("no plan for " + name)
            """;

    private static final List<String> NAMES = List.of("Alice Smith", "Bob", "Zoë Müller");

    /** Customers, in words, numbers and notes; a service that knows their addresses. */
    private void care(String language) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("{\"email\":\"person"
                            + exchange.getRequestURI().getPath().substring(1)
                            + "@example.org\",\"said\":\"ask Alice Smith\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            files.write("Care.java", CARE_JAVA);
            files.write("care.py", CARE_PYTHON);
            pipeline("care", "", language.equals("java") ? "java = \"Care.java\"" : "python = \"care.py\"");
            files.write(
                    "pipeline.toml",
                    files.read("pipeline.toml") + "\n[service.crm]\nhttp = \"http://127.0.0.1:"
                            + server.getAddress().getPort() + "\"\n");
            files.write(
                    "in.ndjson",
                    IntStream.rangeClosed(1, 30)
                            .mapToObj(number -> "{\"customer\":{\"name\":\"" + NAMES.get(number % 3)
                                    + "\",\"id\":" + (88_118_810_00L + number % 3)
                                    + "},\"note\":\"called by Alice Smith, " + NAMES.get(2)
                                    + "\",\"from\":\"Bob\",\"plan\":\""
                                    + (number == 30 ? "gold" : "free") + "\"}\n")
                            .collect(Collectors.joining()));
            tapedeck.expect(1, "run", "pipeline.toml");
        } finally {
            server.stop(0);
        }
    }

    /** All bytes of a packed run: the file itself, and each entry. */
    private String bytesOf(String file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(Files.readAllBytes(folder.resolve(file)));
        try (ZipFile zip = new ZipFile(folder.resolve(file).toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                all.write(zip.getInputStream(entry).readAllBytes());
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void nothingOfWhatWasRedactedIsInTheFile(String language) throws IOException {
        care(language);
        String whole = bytesOf(pack("-o", "whole.zip").get("file").asText());
        List<String> secrets = List.of("Alice Smith", "Zoë", "Müller", "person88", "\"Bob\"");
        assertTrue(secrets.stream().limit(4).allMatch(whole::contains), "this test can find them");

        JsonNode packed = pack("-o", "safe.zip", "--redact", "customer.name,email", "--redact", "id");
        assertTrue(packed.get("ends_as_original").asBoolean(), packed.toString());
        assertEquals(0, packed.get("left_in_code").size());
        String safe = bytesOf("safe.zip");
        for (String secret : secrets) {
            assertFalse(safe.contains(secret), secret);
        }
        assertFalse(safe.contains("8811881001"), "nor the number, as text");

        JsonNode before =
                tapedeck.expect(0, "inspect", "latest", "--at", "#29", "--json").json();
        forget(".tapedeck");
        Shelled.Result verified = tapedeck.expect(0, "verify", "safe.zip", "--json");
        assertEquals(packed.get("run"), verified.json().get("run"));
        assertTrue(
                verified.err()
                        .contains("it is not run " + packed.get("original").asText() + " itself"),
                verified.err());
        JsonNode after = tapedeck.expect(0, "inspect", "safe.zip", "--at", "#29", "--json")
                .json();
        assertEquals(
                counts(before.get("state")), counts(after.get("state")), "the same values have the same pseudonyms");
        String told = tapedeck.expect(0, "log", "cat", "safe.zip", "-n", "1").err();
        assertTrue(told.contains("is redacted"), told);
        JsonNode value = after.get("input").get("value");
        String name = value.get("customer").get("name").asText();
        assertTrue(name.startsWith("anon-"), name);
        assertTrue(value.get("customer").get("id").isIntegralNumber(), "a number stays one");
        assertEquals("Dear " + name, after.get("outputs").get(0).get("greeting").asText());
        assertEquals(2, value.get("note").asText().split("anon-", -1).length - 1, "within a text too");
        assertTrue(after.get("state").has(value.get("from").asText()), "the same in another field");
        JsonNode last = tapedeck.expect(0, "inspect", "safe.zip", "--at", "#30", "--json")
                .json();
        assertTrue(last.get("failure").get("error").asText().contains("no plan for anon-"), last.toString());
        tapedeck.expect(0, "shrink", "safe.zip", "--data", "third");

        pack("safe.zip", "-o", "part.zip", "--from", "#20");
        tapedeck.expect(0, "verify", "part.zip");
        String refused = tapedeck.expect(1, "runs", "pack", "part.zip", "-o", "no.zip", "--redact", "note")
                .err();
        assertTrue(refused.contains("redact the whole run"), refused);
    }

    private static List<Integer> counts(JsonNode state) {
        return StreamSupport.stream(state.spliterator(), false)
                .map(JsonNode::asInt)
                .sorted()
                .toList();
    }

    @Test
    void whatRedactionChangesIsSaid() throws IOException {
        care("python");
        JsonNode part = pack("-o", "part.zip", "--redact", "name,note,email,from,id", "--from", "#20");
        assertEquals(11, part.get("inputs").asInt());
        for (String secret : List.of("Alice Smith", "Zoë", "person88")) {
            assertFalse(bytesOf("part.zip").contains(secret), secret);
        }
        assertEquals(
                11,
                tapedeck.expect(0, "verify", "part.zip", "--json")
                                .json()
                                .get("steps")
                                .asInt()
                        + 1);

        JsonNode other = pack("-o", "other.zip", "--redact", "plan");
        assertFalse(other.get("ends_as_original").asBoolean());
        assertEquals("[\"gold\"]", other.get("left_in_code").toString(), "the code asks for it by name");
        String said = tapedeck.expect(0, "runs", "pack", "--redact", "plan", "-o", "other.zip", "--overwrite")
                .out();
        assertTrue(said.contains("it does not fail; the original fails: ValueError"), said);
        tapedeck.expect(0, "verify", "other.zip");

        String typo = tapedeck.expect(1, "runs", "pack", "--redact", "plan,nmae", "-o", "typo.zip")
                .err();
        assertTrue(typo.contains("has a field nmae; nothing was packed"), typo);
        assertFalse(Files.exists(folder.resolve("typo.zip")));
        tapedeck.expect(2, "runs", "pack", "--redact", "a..b", "-o", "typo.zip");
        String there = tapedeck.expect(1, "runs", "pack", "-o", "other.zip").err();
        assertTrue(there.contains("other.zip: is there already"), there);
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    all.filter(path -> path.getFileName().toString().startsWith(".pending"))
                            .toList());
        }
    }

    @Test
    void whatIsDamagedOrNoPackedRunIsRefused() throws IOException {
        lock("java", "");
        pack("-o", "away.zip");
        byte[] whole = Files.readAllBytes(folder.resolve("away.zip"));

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(folder.resolve("flipped.zip"), flipped);
        String damaged = tapedeck.expect(3, "verify", "flipped.zip").err();
        assertTrue(damaged.contains("log/000000.tape") && damaged.contains("log repair saves that"), damaged);
        tapedeck.expect(3, "log", "verify", "flipped.zip");

        Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length * 2 / 3));
        String cut = tapedeck.expect(3, "replay", "cut.zip").err();
        assertTrue(cut.contains("cut short"), cut);
        assertEquals(3, tapedeck.run("log", "verify", "cut.zip").exit());
        int saved = tapedeck.run("log", "repair", "cut.zip", "--out", "saved", "--json")
                .json()
                .get("messages")
                .asInt();
        assertTrue(saved > 0 && saved < INPUTS, saved + " messages stand before the cut");

        files.write("text.zip", "no zip file at all");
        assertTrue(tapedeck.expect(1, "verify", "text.zip").err().contains("there is no run text.zip"));
        rewrite("other.zip", name -> name.equals("tapedeck.json") ? "other.json" : name, text -> text);
        assertTrue(tapedeck.expect(1, "verify", "other.zip").err().contains("no packed run"));
        rewrite("newer.zip", name -> name, text -> text.replace("\"version\":1", "\"version\":2"));
        assertTrue(tapedeck.expect(1, "verify", "newer.zip").err().contains("of version 2"));
        rewrite("named.zip", name -> name, text -> text.replace("\"log/", "\"../../log/"));
        assertTrue(tapedeck.expect(1, "verify", "named.zip").err().contains("is refused: it names \"../../log/"));
        rewrite("outside.zip", name -> name.replace("log/", "../log/"), text -> text);
        assertTrue(tapedeck.expect(1, "verify", "outside.zip").err().contains("outside of its folder"));
        rewrite("bomb.zip", name -> name, text -> text.replaceAll("\"bytes\":\\d+", "\"bytes\":4000000000000"));
        assertTrue(tapedeck.expect(1, "verify", "bomb.zip").err().contains("no file of its length"));
        assertFalse(Files.exists(folder.resolve("../log").normalize()));
    }

    /** Makes of the packed run another file, with other names or another manifest. */
    private void rewrite(String target, UnaryOperator<String> names, UnaryOperator<String> manifest)
            throws IOException {
        try (ZipFile zip = new ZipFile(folder.resolve("away.zip").toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(target)))) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("tapedeck.json")) {
                    content = manifest.apply(new String(content, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(names.apply(entry.getName())));
                out.write(content);
            }
        }
    }

    @Test
    void aRunThatGoesOnIsPackedAsFarAsItIsDurable() throws IOException, InterruptedException {
        lock("java", "");
        forget(".tapedeck", "out.ndjson");
        files.write(
                "pipeline.toml",
                files.read("pipeline.toml")
                        .replace("\"file://in.ndjson\"", "{ url = \"file://in.ndjson\", follow = true }"));
        files.write("in.ndjson", files.read("in.ndjson").replace("hand", "none"));
        Process process = files.start("run", "pipeline.toml");
        try {
            while (!Files.exists(folder.resolve("out.ndjson"))
                    || files.read("out.ndjson").lines().count() < INPUTS) {
                assertTrue(process.isAlive());
                Thread.sleep(20);
            }
            assertEquals(INPUTS, pack("-o", "live.zip").get("inputs").asInt());
            assertEquals(
                    5,
                    pack("-o", "part.zip", "--from", "#50", "--to", "#54")
                            .get("inputs")
                            .asInt());
            tapedeck.expect(0, "runs", "pack", "--redact", "part", "-o", "redacted.zip");
        } finally {
            process.destroyForcibly().waitFor();
        }
        forget(".tapedeck");
        for (String file : List.of("live.zip", "redacted.zip")) {
            assertEquals(
                    INPUTS,
                    tapedeck.expect(0, "verify", file, "--json")
                            .json()
                            .get("steps")
                            .asInt());
        }
        assertEquals(
                5,
                tapedeck.expect(0, "verify", "part.zip", "--json")
                        .json()
                        .get("steps")
                        .asInt());
        tapedeck.expect(0, "log", "verify", "live.zip");
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws Exception {
        lock("java", "");
        Path disk = folder.resolve("disk");
        try (SmallDisk small = SmallDisk.mount(disk, 64)) {
            small.fill(4096);
            for (String[] options : new String[][] {{}, {"--from", "#40"}, {"--redact", "part"}}) {
                Shelled.Result full = tapedeck.expect(
                        1,
                        words(
                                List.of("runs", "pack", "-o"),
                                List.of(disk.resolve("away.zip").toString()),
                                List.of(options)));
                assertTrue(full.err().contains("the disk is full"), full.toString());
                try (Stream<Path> left = Files.list(disk)) {
                    assertEquals(
                            List.of("filler"),
                            left.map(path -> path.getFileName().toString()).toList());
                }
            }
        }
    }

    @Test
    void aRunWithoutPayloadsIsPackedWithThem() throws IOException {
        String run = lock("java", "record = \"ranges\"");
        pack("-o", "away.zip");
        forget("in.ndjson");
        String gone = tapedeck.expect(1, "runs", "pack", "-o", "no.zip").err();
        assertTrue(gone.contains("cannot be read again"), gone);
        assertFalse(Files.exists(folder.resolve("no.zip")));
        JsonNode verified = tapedeck.expect(0, "verify", "away.zip", "--json").json();
        assertEquals(run, verified.get("run").asText());
        assertEquals(INPUTS - 1, verified.get("steps").asInt());
        Set<Integer> numbers = new TreeSet<>();
        for (JsonNode line :
                tapedeck.expect(0, "log", "cat", "away.zip", "--json").jsonLines()) {
            numbers.add(line.get("value").get("number").asInt());
        }
        assertEquals(INPUTS, numbers.size());
    }
}
