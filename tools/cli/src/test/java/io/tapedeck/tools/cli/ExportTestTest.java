package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Exported tests are run for real: by plain Python and pytest, and by JUnit. */
final class ExportTestTest {
    /** Whatever of the standard library asks for time or chance, and values of all kinds. */
    private static final String WORLDLY = """
            import datetime, decimal, os, random, secrets, time, uuid
            from datetime import timedelta, timezone
            from time import time as clock

            own = random.Random()
            at_load = [own.random(), time.time_ns()]

            def process(message, context):
                state = context.state
                state.setdefault("seen", []).append(message.value)
                state[message.value] = {"big": 2**70, 1: "one", "bytes": b"ab", "decimal": decimal.Decimal("1.00")}
                state[float(message.value)] = [context.now(), message.time, float("nan"), -0.0, 1e22, 0.1 + 0.2]
                yield [at_load, list(state), len(state)]
                yield [time.time(), time.time_ns(), time.monotonic(), time.perf_counter_ns(), time.strftime("%Y-%m-%d %H:%M:%S %Z")]
                yield [datetime.datetime.now(), datetime.datetime.now(timezone.utc), str(datetime.datetime.utcnow())]
                yield [str(datetime.date.today()), datetime.datetime.today(), repr(datetime.datetime.now()), clock()]
                time.sleep(1.5)
                time.sleep(0)
                yield [random.random(), random.randint(1, 6), round(random.gauss(0, 1), 9), random.sample(range(99), 5), time.time_ns()]
                yield [own.random(), own.getrandbits(70), own.randbytes(5), round(own.gauss(0, 1), 9), context.random.choice("abc")]
                yield [random.Random().random(), random.Random(42).random(), random.SystemRandom().random()]
                random.seed(7)
                yield [random.random(), random.seed(), random.random(), random.choices("abc", k=4)]
                yield [str(uuid.uuid4()), str(uuid.uuid1()), os.urandom(11), secrets.token_hex(5), secrets.randbelow(1000)]
                for _ in range(1100):
                    last = time.time_ns()
                yield [last, f"{2 / 3:.5f}", 1 / 3, str(1e16), str(1.5e-7), sum([0.1] * 10)]
                context.emit({"k": (1, 2)}, key="key", headers={"h": b"1"})
                context.timers.set("quiet", timedelta(milliseconds=-1))

            def on_timer(timer, context):
                context.state["fired"] = [timer.key, timer.due, random.random()]
                return {"fired": timer.key}
            """;

    private static final String ASKING = """
            def process(message, context):
                context.state["n"] = context.state.get("n", 0) + 1
                for n in range(message.value):
                    yield {"n": n, "is": context.effect("geo", {"path": f"/{n}"})["body"]}
            """;

    private static final String COUNTING = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;
            import java.time.Instant;
            import java.util.UUID;

            public final class Counting implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    Value before = context.state().get("count");
                    long count = before.isNull() ? 0 : before.asLong();
                    context.state().put("count", Value.of(count + 1));
                    context.timers().set(Value.of("quiet"), Instant.now().minusMillis(1));
                    context.emit(Value.map("in", message.value(), "id", Value.of(UUID.randomUUID().toString()),
                            "drawn", Value.list(Value.of(Math.random()), Value.of(Instant.now()))));
                    if (message.value().get("n").asLong() == 3) {
                        throw new IllegalStateException("three");
                    }
                }

                @Override
                public void onTimer(ProcessorTimer timer, ProcessorContext context) {
                    context.emit(Value.map("fired", timer.key(), "chance", Value.of(Math.random())));
                }
            }
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

    private static void run(String name, String input, String... steps) throws IOException {
        files.write(name + ".ndjson", input);
        StringBuilder pipeline = new StringBuilder("[pipeline.NAME]\nfrom = \"file://NAME.ndjson\"\n");
        pipeline.append("to = \"file://NAME-out.ndjson\"\n");
        for (String step : steps) {
            pipeline.append("[[pipeline.NAME.step]]\n").append(step).append("\n");
        }
        files.write(name + ".toml", pipeline.toString().replace("NAME", name));
        Shelled.Result result = tapedeck.run("run", name + ".toml");
        assertTrue(result.exit() <= 1 && !result.out().contains("while it was loaded"), result.toString());
    }

    private static Path export(String name, String... more) throws IOException {
        Path made = folder.resolve("test-" + name);
        Shelled.Result result = tapedeck.run(words(name, "test-" + name, more));
        assertEquals(0, result.exit(), result.toString());
        for (JsonNode file : result.json().get("files")) {
            assertTrue(Files.exists(folder.resolve(file.asText())), file.asText());
        }
        return made;
    }

    private static String[] words(String name, String target, String... more) throws IOException {
        try (var runs = Files.list(folder.resolve(".tapedeck/" + name))) {
            Path run = runs.filter(path -> Files.isDirectory(path.resolve("log")))
                    .findFirst()
                    .orElseThrow();
            String[] words = new String[5 + more.length];
            List.of("export-test", folder.relativize(run).toString(), "--json", "-o", target)
                    .toArray(words);
            System.arraycopy(more, 0, words, 5, more.length);
            return words;
        }
    }

    private static void assertPasses(Path made, String test) throws IOException, InterruptedException {
        Shelled.Result plain = Python3.run(made, test);
        assertEquals(0, plain.exit(), plain.out());
    }

    private static TestExecutionSummary junit(Path made, String test) throws Exception {
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        made.toString(),
                        made.resolve(test + ".java").toString());
        assertEquals(0, exit);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {made.toUri().toURL()})) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass(test)))
                                    .build(),
                            listener);
        }
        assertEquals(1, listener.getSummary().getTestsFoundCount());
        return listener.getSummary();
    }

    private static String failure(TestExecutionSummary summary) {
        return summary.getFailures().getFirst().getException().getMessage();
    }

    @Test
    void aFailedRunInPythonFailsUntilItIsMended() throws IOException, InterruptedException {
        for (String file : List.of("quakes.toml", "alerts.py", "alerts_fixed.py", "earthquakes.ndjson")) {
            files.example("quakes/" + file);
        }
        assertEquals(1, tapedeck.run("run", "quakes.toml").exit());
        Path made = export("quakes");
        String test = Files.readString(made.resolve("test_alerts_706.py"));
        assertTrue(test.contains("def test_input_706_raises_no_key_error():"), test);
        assertTrue(test.contains("KeyError: 'mw', at alerts.py:22"), test);
        Shelled.Result plain = Python3.run(made, "test_alerts_706.py");
        assertEquals(1, plain.exit(), plain.out());
        assertTrue(plain.out().contains("KeyError: 'mw'"), plain.out());
        Shelled.Result failed = Python3.pytest(made);
        assertEquals(1, failed.exit(), failed.out());
        assertTrue(failed.out().contains("alerts.py:22: KeyError"), failed.out());

        Files.copy(
                folder.resolve("alerts_fixed.py"),
                made.resolve("alerts.py"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertPasses(made, "test_alerts_706.py");
        assertEquals(0, Python3.pytest(made).exit());
        assertFalse(Files.readString(made.resolve("alerts_706.json")).contains("\"key\": null"));

        // What went through passes, and does no more once it counts otherwise.
        tapedeck.run(words("quakes", "test-quakes-37", "--at", "#37"));
        Path passing = folder.resolve("test-quakes-37");
        assertPasses(passing, "test_alerts_37.py");
        String code = Files.readString(passing.resolve("alerts.py"));
        Files.writeString(passing.resolve("alerts.py"), code.replace("[\"count\"] += 1", "[\"count\"] += 2"));
        Shelled.Result otherwise = Python3.run(passing, "test_alerts_37.py");
        assertEquals(1, otherwise.exit(), otherwise.out());
        assertTrue(otherwise.out().contains("count\n  recorded  "), otherwise.out());
    }

    @Test
    void clockChanceTimersAndValuesAreThoseOfTheRecordInPlainPython() throws IOException, InterruptedException {
        files.write("worldly.py", WORLDLY);
        run("worldly", "1\n2\n3\n", "python = \"worldly.py\"\n");
        Path made = export("worldly");
        String fixture = Files.readString(made.resolve("worldly_run.json"));
        for (String marked : List.of("$map", "$bytes", "$decimal", "$time", "$float", "\"timer\"", "timers_after")) {
            assertTrue(fixture.contains(marked), marked);
        }
        assertPasses(made, "test_worldly_run.py");
        tapedeck.run(words("worldly", "test-worldly-2", "--at", "#2"));
        assertPasses(folder.resolve("test-worldly-2"), "test_worldly_2.py");
    }

    @Test
    void answersOfServicesAreInTheFixtureAndAnyStepCanBeTested() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            files.write("asking.py", ASKING);
            files.write("after.py", "def process(message, context):\n    return 10 / (2 - message.value[\"n\"])\n");
            String service = "[service.geo]\nhttp = \"http://127.0.0.1:"
                    + server.getAddress().getPort() + "\"\n";
            run("asking", "1\n2\n3\n", "python = \"asking.py\"", "python = \"after.py\"\n" + service);
        } finally {
            server.stop(0);
        }
        Path failing = export("asking");
        Shelled.Result failed = Python3.run(failing, "test_after_run.py");
        assertEquals(1, failed.exit(), failed.out());
        assertTrue(failed.out().contains("ZeroDivisionError"), failed.out());
        tapedeck.run(words("asking", "test-asking-2", "--at", "#2", "--step", "asking"));
        assertPasses(folder.resolve("test-asking-2"), "test_asking_2.py");
        Path asking = folder.resolve("test-asking-2/asking.py");
        Files.writeString(asking, ASKING.replace("/{n}", "/other/{n}"));
        Shelled.Result other = Python3.run(folder.resolve("test-asking-2"), "test_asking_2.py");
        assertTrue(other.exit() == 1 && other.out().contains("the fixture has no answer of service"), other.out());
    }

    @Test
    void aRunInJavaFailsUntilItIsMendedAndWhatWentThroughPasses() throws Exception {
        files.write("Counting.java", COUNTING);
        run("counting", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n", "java = \"Counting.java\"");
        Path made = export("counting", "--lang", "java");
        TestExecutionSummary failed = junit(made, "CountingRunTest");
        assertEquals(1, failed.getTestsFailedCount());
        assertTrue(failure(failed).startsWith("#3: IllegalStateException: three"), failure(failed));
        Files.writeString(made.resolve("Counting.java"), COUNTING.replace("== 3", "== 4"));
        assertEquals(0, junit(made, "CountingRunTest").getTestsFailedCount());
        String test = Files.readString(made.resolve("CountingRunTest.java"));
        assertTrue(test.contains("void theRunRaisesNoIllegalStateException()"), test);

        Path passing = folder.resolve("test-counting-2");
        tapedeck.run(words("counting", "test-counting-2", "--at", "#2"));
        assertEquals(0, junit(passing, "Counting2Test").getTestsFailedCount());
        Files.writeString(passing.resolve("Counting.java"), COUNTING.replace("count + 1", "count + 2"));
        assertTrue(failure(junit(passing, "Counting2Test")).contains("key count\n  recorded  2\n  now       3"));
        Files.writeString(passing.resolve("Counting.java"), COUNTING.replace("\"in\"", "\"out\""));
        assertTrue(failure(junit(passing, "Counting2Test")).startsWith("#2, output 1"));
    }

    @Test
    void whatCannotBeExportedIsRefusedInASentence() throws IOException {
        files.write("plain.py", "def process(message, context):\n    return message.value\n");
        run("plain", "1\n2\n", "python = \"plain.py\"");
        refused(1, "has no input at #7", words("plain", "none", "--at", "#7"));
        refused(2, "the run has no step \"other\"; it has plain", words("plain", "none", "--step", "other"));
        refused(2, "step \"plain\" is written in python", words("plain", "none", "--lang", "java"));
        export("plain");
        refused(1, "test-plain is not empty", words("plain", "test-plain"));
        assertEquals(
                0, tapedeck.run(words("plain", "test-plain", "--overwrite")).exit());
        assertFalse(Files.exists(folder.resolve("none")));

        files.write("opens.py", "def process(message, context):\n    return open(\"/etc/hostname\").read()\n");
        run("opens", "1\n", "python = \"opens.py\"");
        refused(1, "no test in Python shows that", words("opens", "none"));
        run("garbled", "{\n", "python = \"plain.py\"");
        refused(1, "because of what no call of a step shows", words("garbled", "none"));
    }

    private static void refused(int exit, String sentence, String... words) throws IOException {
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result.toString());
        assertTrue(result.err().contains(sentence), result.err());
    }
}
