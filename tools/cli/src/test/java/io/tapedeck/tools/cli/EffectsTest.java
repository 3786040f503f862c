package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processors ask of a real HTTP server: recorded once, and never asked again by a replay. */
final class EffectsTest {
    private static final String SECRET = "s3cr3t-of-the-pipeline";

    private static final String JAVA = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Enrich implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    Value answer = context.effect("geo", Value.map("path", Value.of("/PATH/" + message.value())));
                    context.emit(Value.map("in", message.value(), "answer", answer.get("body")));
                    if (message.value().equals(Value.of(BAD))) {
                        throw new IllegalStateException("bad " + answer.get("status"));
                    }
                }
            }
            """;

    private static final String PYTHON = """
            def process(message, context):
                answer = context.effect("geo", {"path": f"/PATH/{message.value}"})
                yield {"in": message.value, "answer": answer["body"]}
                if message.value == BAD:
                    raise ValueError(f"bad {answer['status']}")
            """;

    /** A request that came. */
    private record Request(String path, String key, String authorization, String region, String body) {}

    @TempDir
    private static Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private static Shelled files;
    private static InProcess tapedeck;
    private static InProcess withoutNet;
    private HttpServer server;
    private volatile int refusals;

    @BeforeAll
    static void startProcess() throws IOException {
        files = new Shelled(folder);
        tapedeck = new InProcess(folder);
        String flag = "-Djava.nio.channels.spi.SelectorProvider=" + NoNetwork.class.getName();
        withoutNet = new InProcess(folder, files.withFlags(flag)); // nobody can open a channel to the net there
    }

    @BeforeEach
    void start() throws IOException {
        files.clear();
        files.write("in.ndjson", "1\n2\n3\n4\n5\n");
        serve(0);
    }

    private void serve(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            requests.add(new Request(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("X-region"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            boolean refused = refusals > 0;
            refusals -= refused ? 1 : 0;
            byte[] body = ("{\"count\":" + requests.size() + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @AfterAll
    static void stopProcesses() {
        tapedeck.close();
        withoutNet.close();
    }

    private void write(String step, String path, int bad) throws IOException {
        files.write("Enrich.java", JAVA.replace("PATH", path).replace("BAD", Integer.toString(bad)));
        files.write("enrich.py", PYTHON.replace("PATH", path).replace("BAD", Integer.toString(bad)));
        files.write("pipeline.toml", """
                [pipeline.enriched]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                [[pipeline.enriched.step]]
                id = "enrich"
                STEP

                [service.geo]
                http = "http://127.0.0.1:PORT/v1"
                headers = { Authorization = "SECRET" }
                timeout = "5s"
                """.replace("STEP", step)
                .replace("PORT", Integer.toString(server.getAddress().getPort()))
                .replace("SECRET", SECRET));
    }

    private JsonNode run() throws IOException {
        Shelled.Result result = tapedeck.run("run", "pipeline.toml", "--json");
        assertTrue(result.exit() <= 1, result.toString());
        return result.json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java = \"Enrich.java\"", "python = \"enrich.py\""})
    void answersAreRecordedAndAReplayOpensNoSocket(String step) throws IOException {
        write(step, "place", -1);
        assertEquals("completed", run().get("state").asText());
        assertEquals(5, requests.size());
        assertEquals(5, requests.stream().map(Request::key).distinct().count(), requests.toString());
        assertEquals("/v1/place/1", requests.getFirst().path());
        assertEquals(SECRET, requests.getFirst().authorization());
        for (Path segment : files.segments()) {
            assertFalse(Files.readString(segment, StandardCharsets.ISO_8859_1).contains(SECRET));
        }

        JsonNode verified = withoutNet.run("verify", "latest", "--json").json();
        assertTrue(verified.get("first_divergence").isNull(), verified.toString());
        assertEquals(5, verified.get("outputs").asInt());
        JsonNode there =
                withoutNet.run("inspect", "latest", "--at", "#3", "--json").json();
        assertEquals(3, there.get("outputs").get(0).get("answer").get("count").asInt(), there.toString());
        assertEquals(
                200, there.get("effects").get(0).get("answer").get("status").asInt());
        assertEquals(0, withoutNet.run("replay", "latest", "--diff").exit());
        assertEquals(
                0, withoutNet.run("check", "pipeline.toml", "--determinism").exit());
        assertEquals(5, requests.size(), "a replay asks nobody");
    }

    @Test
    void aStepWithoutCodeAsksAndIsReplayedToo() throws IOException {
        write("""
                map = { n = "input.value" }
                [[pipeline.enriched.step]]
                headers = { region = "'eu'" }
                [[pipeline.enriched.step]]
                id = "ask"
                enrich = { service = "geo", path = "'/place'", query = { id = "input.value.n", no = "input.value.no" }, \
                header_prefix = "X-", into = "place.found" }
                [[pipeline.enriched.step]]
                id = "send"
                enrich = { service = "geo", body = "input.value", into = "sent" }
                """.replace("\\\n", ""), "", -1);
        assertEquals("completed", run().get("state").asText());
        assertEquals(10, requests.size());
        Request asked = requests.get(0);
        assertEquals("/v1/place?id=1", asked.path());
        assertEquals("eu", asked.region());
        assertEquals(SECRET, asked.authorization());
        assertEquals(
                "{\"n\":1,\"place\":{\"found\":{\"count\":1}}}", requests.get(1).body());
        assertEquals(
                "{\"n\":1,\"place\":{\"found\":{\"count\":1}},\"sent\":{\"count\":2}}",
                files.read("out.ndjson").lines().findFirst().orElseThrow());
        assertEquals(0, withoutNet.run("verify", "latest").exit());
        assertEquals(10, requests.size(), "a replay asks nobody");
    }

    @Test
    void whatAServiceDeclinesFailsTheMessageOfAStepWithoutCode() throws IOException {
        write("enrich = \"geo\"\non_error = \"skip\"", "", -1);
        refusals = 3; // which are all attempts for the first
        assertEquals("completed", run().get("state").asText());
        assertEquals(4, files.read("out.ndjson").lines().count());
        JsonNode passedOver = tapedeck.run("dlq", "ls", "latest", "--json").json();
        assertEquals(
                "service \"geo\" answers with status 503",
                passedOver.get("error").asText(),
                passedOver.toString());
    }

    @Test
    void theFlagThatTakesTheNetAwayDoesSo() throws IOException {
        write("java = \"Enrich.java\"", "place", -1);
        Shelled.Result result = withoutNet.run("run", "pipeline.toml", "--json");
        assertEquals(1, result.exit(), result.toString());
        assertEquals(0, requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java = \"Enrich.java\"", "python = \"enrich.py\""})
    void anInputThatFailsBehindAnAnswerIsReplayedWithItAndAskedAgainByAnotherAttempt(String step) throws IOException {
        write(step, "place", 3);
        JsonNode failed = run();
        assertTrue(failed.get("failure").get("error").asText().contains("bad 200"), failed.toString());
        assertEquals(0, withoutNet.run("verify", "latest").exit());
        assertEquals(
                1,
                withoutNet
                        .run("inspect", "latest", "--at", "#3", "--json")
                        .json()
                        .get("effects")
                        .size());

        write(step, "place", -1);
        assertEquals("completed", run().get("state").asText());
        assertEquals(6, requests.size());
        assertEquals(requests.get(2).key(), requests.get(3).key(), "the same effect, so the server can tell");
        assertEquals(0, withoutNet.run("verify", "latest").exit());
    }

    @Test
    void whatIsDeclinedForTheMomentIsTriedAgain() throws IOException {
        refusals = 2;
        write("java = \"Enrich.java\"", "place", -1);
        assertEquals("completed", run().get("state").asText());
        assertEquals(7, requests.size());
        assertEquals(
                1, requests.subList(0, 3).stream().map(Request::key).distinct().count());
    }

    @Test
    void thatNobodyAnswersIsAnOutcomeThatAReplayRepeats() throws IOException {
        files.write("patient.py", """
                def process(message, context):
                    try:
                        context.effect("geo", "/x")
                    except context.EffectError as error:
                        return str(error)
                """);
        write("python = \"patient.py\"", "place", -1);
        server.stop(0);
        assertEquals("completed", run().get("state").asText());
        String first = files.read("out.ndjson").lines().findFirst().orElseThrow();
        assertTrue(first.contains("geo") && first.contains("nobody listens there"), first);
        assertEquals(0, withoutNet.run("verify", "latest").exit());
    }

    @Test
    void codeThatAsksSomethingElseNeedsAStub() throws IOException {
        write("python = \"enrich.py\"", "place", -1);
        run();
        files.write("other.py", PYTHON.replace("PATH", "elsewhere").replace("BAD", "-1"));
        Shelled.Result stopped = withoutNet.run("replay", "latest", "--with", "enrich=other.py", "--diff");
        assertEquals(4, stopped.exit(), stopped.toString());
        assertTrue(stopped.out().contains("was not asked this when it was recorded"), stopped.out());
        files.write("stub.json", "{\"status\": 200, \"body\": {\"count\": 2}}");
        JsonNode stubbed = withoutNet
                .run("replay", "latest", "--with", "enrich=other.py", "--stub", "geo=stub.json", "--diff", "--json")
                .json();
        assertEquals(4, stubbed.get("changed").asInt(), stubbed.toString());
        assertEquals(1, stubbed.get("same").asInt(), "the answer 2 of the record is the stub's");
        assertEquals(
                2, withoutNet.run("replay", "latest", "--stub", "geo=none.json").exit());
    }

    @Test
    void aServiceThatIsNotDeclaredStopsTheRunWhateverOnErrorSays() throws IOException {
        files.write("lost.py", """
                def process(message, context):
                    try:
                        return context.effect("gio", "/x")
                    except Exception:
                        return "never mind"
                """);
        write("python = \"lost.py\"\non_error = \"skip\"", "place", -1);
        String error = run().get("failure").get("error").asText();
        assertTrue(error.contains("no service \"gio\" is declared"), error);
        assertTrue(error.contains("did you mean \"geo\""), error);
    }

    @Test
    void mistakesInAServiceHaveAPlace() throws IOException {
        write("java = \"Enrich.java\"", "place", -1);
        files.write(
                "pipeline.toml",
                files.read("pipeline.toml")
                        .replace("http://127.0.0.1", "ftp://127.0.0.1")
                        .replace("timeout = \"5s\"", "timeout = \"5\"\nattempts = 0\nheader = {}"));
        Shelled.Result checked = tapedeck.run("check", "pipeline.toml");
        assertEquals(2, checked.exit());
        String said = checked.out() + checked.err();
        assertTrue(said.contains(":11:1") && said.contains("\"timeout\" is a duration"), said);
        assertTrue(said.contains("unknown key \"header\"; did you mean \"headers\""), said);
    }
}
