package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.request.BreakpointRequest;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay stops for a debugger: one that attaches over JDWP, and one over DAP. */
final class DebugTest {
    private static final String TOTALS = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Totals implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    String customer = message.value().get("customer").asString();
                    KeyValueStore state = context.state();
                    int before = state.has(customer) ? (int) state.get(customer).asLong() : 0;
                    int spent = before + (int) message.value().get("total").asLong();
                    state.put(customer, Value.of(spent));
                    context.emit(Value.map("customer", Value.of(customer), "spent", Value.of(spent)));
                }
            }
            """;

    /** What it makes would tell if another clock, generator or file name showed than when it was recorded. */
    private static final String LABELS = """
            import random
            import time

            def label(spent):
                words = f"spent {spent}"
                return words

            def process(message, context):
                words = label(message.value["spent"])
                seen = context.state.get("seen", 0) + 1
                context.state["seen"] = seen
                return [words, seen, time.time(), random.random(), __file__, process.__code__.co_filename]
            """;

    private static final String SLOW = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Slow implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    int turns = 0;
                    boolean more = message.value().asLong() == 2;
                    while (more) {
                        turns++;
                    }
                    context.emit(Value.of(turns));
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static Shelled shelled;
    private static InProcess tapedeck;

    @BeforeAll
    static void record() throws IOException {
        shelled = new Shelled(folder);
        tapedeck = new InProcess(folder);
        shelled.write("Totals.java", TOTALS);
        shelled.write("labels.py", LABELS);
        shelled.write("totals.toml", """
                [pipeline.totals]
                from = "file://orders.ndjson"
                to = "file://totals.ndjson"
                [[pipeline.totals.step]]
                java = "Totals.java"
                """);
        shelled.write("orders.toml", """
                [pipeline.orders]
                from = "file://orders.ndjson"
                to = "file://labels.ndjson"
                [[pipeline.orders.step]]
                java = "Totals.java"
                [[pipeline.orders.step]]
                python = "labels.py"
                """);
        shelled.write("orders.ndjson", """
                {"customer":"Ann","total":5}
                {"customer":"Bob","total":7}
                {"customer":"Ann","total":11}
                {"customer":"Bob","total":13}
                """);
        tapedeck.expect(0, "run", "totals.toml", "--data", "totals");
        tapedeck.expect(0, "run", "orders.toml");
    }

    @AfterAll
    static void stop() {
        tapedeck.close();
    }

    /** A replay that waits for a debugger. */
    private static final class Debugged implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final StringBuilder told = new StringBuilder();

        Debugged(int port, String... words) throws IOException {
            out = Files.createTempFile(folder, "out", ".json");
            ProcessBuilder builder = shelled.withFlags(agent(port)).builder(words);
            builder.command().addAll(List.of("--debug=" + port, "--json"));
            process = builder.redirectOutput(out.toFile()).start();
            var errors = process.errorReader(StandardCharsets.UTF_8);
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                told.append(line).append('\n');
                if (line.startsWith("  source")) { // the last line before it waits
                    return;
                }
            }
            throw new AssertionError("it did not wait: " + told);
        }

        String told() {
            return told.toString();
        }

        /** Waits for its end; the one object that it printed. */
        JsonNode end(int exit) throws IOException, InterruptedException {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it has not ended");
            Shelled.Result result = new Shelled.Result(process.exitValue(), Files.readString(out), told());
            assertEquals(exit, result.exit(), result::toString);
            return result.json();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** The agent as the launcher names it. */
    private static String agent(int port) throws IOException {
        String launcher = Files.readString(Path.of(System.getProperty("tapedeck.root"), "tapedeck"));
        Matcher found = Pattern.compile("-agentlib:jdwp=[^\"]*").matcher(launcher);
        assertTrue(found.find());
        return found.group().replace("\\\n", "").replace("$debugger", Integer.toString(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static int line(String source, String text) {
        return source.substring(0, source.indexOf(text)).split("\n", -1).length;
    }

    private static void assertSame(JsonNode result, int inputs) {
        assertEquals(inputs, result.get("inputs").asInt(), result::toString);
        for (String kind : List.of("added", "removed", "changed")) {
            assertEquals(0, result.get(kind).asInt(), result::toString);
        }
    }

    // ---- Java ----

    /** It listens once the replay has come to its place. */
    private static VirtualMachine attach(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        for (int tries = 0; ; tries++) {
            try {
                return connector.attach(arguments);
            } catch (java.net.ConnectException e) {
                assertTrue(tries < 2_400, "it does not listen");
                Thread.sleep(50);
            }
        }
    }

    private static <T extends Event> T next(VirtualMachine machine, Class<T> kind) throws InterruptedException {
        EventSet events = machine.eventQueue().remove();
        return assertInstanceOf(kind, events.iterator().next());
    }

    private static BreakpointRequest breakpoint(VirtualMachine machine, String type, int line) throws Exception {
        ReferenceType found = machine.classesByName(type).getFirst();
        BreakpointRequest request = machine.eventRequestManager()
                .createBreakpointRequest(found.locationsOfLine(line).getFirst());
        request.enable();
        return request;
    }

    private static com.sun.jdi.Value local(StackFrame frame, String name) throws Exception {
        return frame.getValue(frame.visibleVariableByName(name));
    }

    private static void resumeToTheEnd(VirtualMachine machine) throws InterruptedException {
        try {
            machine.resume();
            next(machine, VMDeathEvent.class);
            machine.resume();
        } catch (VMDisconnectedException e) {
            // It was quicker.
        }
    }

    @Test
    void aDebuggerForJavaStopsBeforeTheInputAndSeesLocalVariables() throws Exception {
        int port = freePort();
        try (Debugged replay = new Debugged(port, "replay", "latest", "--data", "totals", "--at", "#3")) {
            assertTrue(replay.told().contains("before #3, step \"Totals\""), replay.told());
            assertTrue(replay.told().contains("-attach 127.0.0.1:" + port), replay.told());
            assertTrue(replay.told().contains("source    Totals.java\n"), replay.told());
            VirtualMachine machine = attach(port);
            ExceptionEvent first = next(machine, ExceptionEvent.class);
            assertTrue(first.exception().referenceType().name().endsWith(".StopBeforeInput"));

            BreakpointRequest request = breakpoint(machine, "Totals", line(TOTALS, "state.put("));
            machine.resume();
            StackFrame frame = next(machine, BreakpointEvent.class).thread().frame(0);
            assertEquals("Totals.java", frame.location().sourceName());
            assertEquals("Ann", ((StringReference) local(frame, "customer")).value());
            assertEquals(5, ((IntegerValue) local(frame, "before")).value());
            assertEquals(16, ((IntegerValue) local(frame, "spent")).value());

            machine.resume();
            frame = next(machine, BreakpointEvent.class).thread().frame(0);
            assertEquals(20, ((IntegerValue) local(frame, "spent")).value());
            request.disable();
            resumeToTheEnd(machine);
            assertSame(replay.end(0), 2);
        }
    }

    /** What the debugger of a replay finds in {@code spent}, when it stops before an input and once more in its step. */
    private static int spentAt(String type, int line, String... words) throws Exception {
        int port = freePort();
        try (Debugged replay = new Debugged(port, words)) {
            VirtualMachine machine = attach(port);
            next(machine, ExceptionEvent.class);
            BreakpointRequest request = breakpoint(machine, type, line);
            machine.resume();
            StackFrame frame = next(machine, BreakpointEvent.class).thread().frame(0);
            int spent = ((IntegerValue) local(frame, "spent")).value();
            request.disable();
            resumeToTheEnd(machine);
            JsonNode result = replay.end(0);
            assertTrue(result.get("failure").isNull(), result::toString);
            return spent;
        }
    }

    @Test
    void otherCodeIsDebuggedInThePlaceOfTheRecorded() throws Exception {
        String other = TOTALS.replace("class Totals", "class Doubled").replace("before + ", "2 * before + ");
        shelled.write("Doubled.java", other);
        assertEquals(
                21,
                spentAt(
                        "Doubled",
                        line(other, "state.put("),
                        "replay",
                        "latest",
                        "--data",
                        "totals",
                        "--with",
                        "Totals=Doubled.java",
                        "--at",
                        "#3"));
    }

    @Test
    void whatTheLogWithholdsIsReadFromAnotherPlace() throws Exception {
        String pipeline = """
                [pipeline.withheld]
                from = "file://FILE"
                to = "file://withheld.out.ndjson"
                record = "ranges"
                [[pipeline.withheld.step]]
                java = "Totals.java"
                """;
        Files.copy(folder.resolve("orders.ndjson"), folder.resolve("withheld.ndjson"));
        shelled.write("withheld.toml", pipeline.replace("FILE", "withheld.ndjson"));
        tapedeck.expect(0, "run", "withheld.toml", "--data", "withheld");
        Files.createDirectories(folder.resolve("other"));
        Files.move(folder.resolve("withheld.ndjson"), folder.resolve("other/withheld.ndjson"));
        shelled.write("elsewhere.toml", pipeline.replace("FILE", "other/withheld.ndjson"));
        assertEquals(
                20,
                spentAt(
                        "Totals",
                        line(TOTALS, "state.put("),
                        "replay",
                        "latest",
                        "--data",
                        "withheld",
                        "--source",
                        "elsewhere.toml",
                        "--at",
                        "#4"));
    }

    @Test
    void oneOfSeveralTasksIsDebugged() throws Exception {
        assumeTrue(RedisServer.isAvailable() || Boolean.getBoolean("servers.required"), "there is no Redis server");
        try (RedisServer server = RedisServer.start(folder.resolve("redis"))) {
            server.addAll("orders:0", List.of("{\"customer\":\"Ann\",\"total\":5}"));
            server.addAll(
                    "orders:1", List.of("{\"customer\":\"Bob\",\"total\":7}", "{\"customer\":\"Bob\",\"total\":13}"));
            shelled.write("tasks.toml", """
                    [pipeline.tasks]
                    from = { url = "%s", shards = 2, follow = false }
                    to = "%s"
                    tasks = 2
                    [[pipeline.tasks.step]]
                    java = "Totals.java"
                    """.formatted(server.url("orders"), server.url("totals")));
            tapedeck.expect(0, "run", "tasks.toml", "--data", "tasks");
        }
        assertEquals(
                20,
                spentAt("Totals", line(TOTALS, "state.put("), "replay", "latest", "--data", "tasks", "--at", "2/#2"));
    }

    @Test
    void aCallThatTookTooLongIsTriedAgainWithoutATimeOut() throws Exception {
        shelled.write("Slow.java", SLOW);
        shelled.write("numbers.ndjson", "1\n2\n");
        shelled.write("slow.toml", """
                [pipeline.slow]
                from = "file://numbers.ndjson"
                to = "file://turns.ndjson"
                [[pipeline.slow.step]]
                java = "Slow.java"
                timeout = "300ms"
                """);
        JsonNode recorded = tapedeck.expect(1, "run", "slow.toml", "--data", "slow", "--json")
                .json();
        assertEquals("timeout", recorded.get("failure").get("kind").asText());
        int port = freePort();
        try (Debugged replay = new Debugged(port, "replay", "latest", "--data", "slow")) {
            assertTrue(replay.told().contains("before #2"), replay.told());
            VirtualMachine machine = attach(port);
            next(machine, ExceptionEvent.class);
            BreakpointRequest request = breakpoint(machine, "Slow", line(SLOW, "turns++"));
            machine.resume();
            StackFrame frame = next(machine, BreakpointEvent.class).thread().frame(0);
            frame.setValue(frame.visibleVariableByName("more"), machine.mirrorOf(false));
            request.disable();
            resumeToTheEnd(machine);
            assertEquals("timeout", replay.end(0).get("failure").get("kind").asText());
        }
    }

    // ---- Python ----

    @Test
    void aDebuggerForPythonStopsBeforeTheInputAndSeesLocalVariables() throws Exception {
        int port = freePort();
        try (Debugged replay = new Debugged(port, "replay", "latest", "--at", "#3", "--step", "labels");
                DapClient client = DapClient.connect(port)) {
            assertTrue(replay.told().contains("before #3, step \"labels\""), replay.told());
            assertTrue(replay.told().contains("\"type\": \"debugpy\""), replay.told());
            assertTrue(replay.told().contains("sandbox   relaxed"), replay.told());
            String file = shelled.path("labels.py").toRealPath().toString();
            client.attach(file, line(LABELS, "return words"));

            JsonNode frame = client.nextStop();
            assertEquals(line(LABELS, "words = label("), frame.get("line").asInt());
            assertEquals(file, frame.get("source").get("path").asText());
            assertEquals("<message orders/0@3>", client.local(frame, "message"));
            client.resume();

            frame = client.nextStop();
            assertEquals("label", frame.get("name").asText());
            assertEquals("16", client.local(frame, "spent"));
            assertEquals("spent 16", client.local(frame, "words").replaceAll("^'|'$", ""));
            client.resume();

            assertEquals("20", client.local(client.nextStop(), "spent"));
            client.resume();
            client.awaitEnd();
            assertSame(replay.end(0), 2);
        }
    }

    // ---- What is wrong ----

    @Test
    void whatCannotBeDebuggedIsSaid() throws IOException {
        String debug = "--debug=" + freePort();
        refused(1, "no input at #99", debug, "--at", "#99");
        refused(2, "no step \"other\"; it has Totals, labels", debug, "--step", "other");
        refused(2, "not between the first input and #2", debug, "--at", "#3", "--to", "#2");
        refused(1, "only where the JVM was started for it", debug);
        refused(2, "--at and --step say where --debug stops", "--at", "#2");
        refused(2, "leave --watch and --emit out", debug, "--watch", "--with", "labels=labels.py");
        refused(2, "a port from 1 to 65535, not 70000", "--debug=70000");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            refused(1, "--debug=PORT takes another", "--debug=" + taken.getLocalPort());
        }
    }

    @Test
    void theRunBehindTheOptionIsNoPort() throws IOException {
        Shelled.Result result = tapedeck.run("replay", "--debug", "other");
        assertEquals(1, result.exit(), result::toString); // there is no such run, or somebody has the usual port
        assertFalse(result.err().contains("Invalid value"), result::toString);
    }

    private static void refused(int exit, String sentence, String... options) throws IOException {
        String[] words =
                Stream.concat(Stream.of("replay", "latest"), Stream.of(options)).toArray(String[]::new);
        Shelled.Result result = tapedeck.run(words);
        assertEquals(exit, result.exit(), result::toString);
        assertTrue(result.err().contains(sentence), result::toString);
    }
}
