package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tapedeck.connectors.faults.SelfSignedCertificate;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a file to a server that hears HTTP, and from clients that send to a run. A kill may send an output again, under its
 * id, and loses nothing that was answered; the run verifies without the server.
 */
final class HttpRunTest {
    private static final int INPUTS = 2_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The id and the body of each request that was taken. */
    private final List<Map.Entry<String, String>> taken = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private volatile IntPredicate refused = number -> false;
    private volatile int refusal = 400;
    private HttpServer server;
    private Shelled tapedeck;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        tapedeck = new Shelled(folder);
        tapedeck.write(
                "in.ndjson", IntStream.range(0, INPUTS).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        tapedeck.write("pipeline.toml", """
                [pipeline.hook]
                from = "file://in.ndjson"
                to = { url = "http://127.0.0.1:PORT/numbers", attempts = 3 }
                """.replace(
                        "PORT", Integer.toString(server.getAddress().getPort())));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isRefused = refused.test(Integer.parseInt(body));
        if (!isRefused) {
            taken.add(Map.entry(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
        }
        exchange.sendResponseHeaders(isRefused ? refusal : 204, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void assertCompletes(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("run", "pipeline.toml", "--json"));
        words.addAll(List.of(more));
        Shelled.Result result = tapedeck.run(words.toArray(String[]::new));
        assertEquals(0, result.exit(), result.toString());
        assertEquals(INPUTS, result.json().get("outputs").asLong());
    }

    /** Of each id there is one body, and they came in order. */
    private void assertAllCame() throws IOException, InterruptedException {
        Map<String, String> byId = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : taken) {
            String before = byId.putIfAbsent(each.getKey(), each.getValue());
            assertTrue(before == null || before.equals(each.getValue()), each::toString);
        }
        assertEquals(IntStream.range(0, INPUTS).mapToObj(Integer::toString).toList(), List.copyOf(byId.values()));
        server.stop(0);
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
    }

    @Test
    void aKillSendsNothingUnderAnotherId() throws Exception {
        Process process = tapedeck.start("run", "pipeline.toml");
        while (process.isAlive() && taken.size() < INPUTS / 2) {
            Thread.sleep(1);
        }
        process.destroyForcibly();
        assertEquals(137, process.waitFor());
        assertCompletes();
        assertAllCame();
    }

    @Test
    void whatIsRefusedStopsTheRunAndComesFirstWhenItGoesOn() throws Exception {
        refused = number -> number == 700;
        Shelled.Result stopped = tapedeck.run("run", "pipeline.toml");
        assertEquals(1, stopped.exit(), stopped.toString());
        String told = (stopped.out() + stopped.err()).replaceAll("\\s+", " ");
        assertTrue(told.contains("/0/701.0: the server answers 400; what it refuses stops the run"), stopped::toString);
        assertEquals(700, taken.size());
        refused = number -> false;
        assertCompletes();
        assertAllCame();
    }

    @Test
    void aServerThatDeclinesForTheMomentCostsOnlyTheTime() throws Exception {
        refusal = 503;
        AtomicInteger left = new AtomicInteger(2); // fewer than attempts, whichever requests they meet
        refused = number -> number >= 300 && left.getAndDecrement() > 0;
        assertCompletes();
        assertTrue(left.get() < 0, "it was asked again");
        assertAllCame();
    }

    @Test
    void outputsGoOverTlsToAServerWhoseIssuerIsTrusted() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder.resolve("certificate"));
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        secure.createContext("/", this::answer);
        secure.start();
        try {
            String address = "https://127.0.0.1:" + secure.getAddress().getPort() + "/numbers";
            tapedeck.write("pipeline.toml", """
                    [pipeline.hook]
                    from = "file://in.ndjson"
                    to = { url = "%s", attempts = 1 }
                    """.formatted(address));
            Shelled.Result distrusted = tapedeck.run("run", "pipeline.toml");
            assertEquals(1, distrusted.exit(), distrusted.toString());
            assertTrue(
                    distrusted.out().contains("the issuer of its certificate is not known here"),
                    distrusted.toString());
            assertEquals(List.of(), taken);
            tapedeck = tapedeck.withFlags(
                    "-Djavax.net.ssl.trustStore=" + certificate.store(),
                    "-Djavax.net.ssl.trustStorePassword=" + certificate.password());
            assertCompletes();
            assertAllCame();
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void checkSaysWhatIsPromisedAndWhatIsWrong() throws Exception {
        String told = tapedeck.run("check", "pipeline.toml").out();
        assertTrue(told.contains("at least once, with id  (each request has its effect id as Idempotency-Key)"), told);
        tapedeck.write("turned.toml", """
                [pipeline.turned]
                from = "https://127.0.0.1:1/x"
                to = { url = "https://hooks.example/v1", method = "GET" }
                """);
        Shelled.Result wrong = tapedeck.run("check", "turned.toml");
        assertEquals(2, wrong.exit(), wrong.toString());
        String all = wrong.out() + wrong.err();
        assertTrue(all.contains("a source hears http:// only; a proxy in front of it"), all);
        assertTrue(all.contains("\"method\" is one of POST, PUT, PATCH, not \"GET\""), all);
    }

    @Test
    void whatWasAnsweredIsInTheLogThoughTheProcessIsKilled() throws Exception {
        int port = RedisServer.freePort();
        tapedeck.write("hook.toml", """
                [pipeline.hook]
                from = "http://127.0.0.1:PORT/in"
                to = "file://out.ndjson"
                """.replace("PORT", Integer.toString(port)));
        List<String> answered = new ArrayList<>();
        Process first = tapedeck.start("run", "hook.toml");
        for (int i = 0; i < 200; i++) {
            post(port, i, answered);
        }
        first.destroyForcibly().waitFor();
        Process second = tapedeck.start("run", "hook.toml");
        for (int i = 200; i < 300; i++) {
            post(port, i, answered);
        }
        second.destroy();
        second.waitFor();
        assertEquals(300, answered.size());
        assertEquals(answered, Files.readAllLines(folder.resolve("out.ndjson")));
        Shelled.Result verified = tapedeck.run("verify", "latest", "--json");
        assertEquals(0, verified.exit(), verified.toString());
    }

    /** Sends a number until it is answered: the run may not listen yet. */
    private static void post(int port, int number, List<String> answered) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in"))
                .POST(HttpRequest.BodyPublishers.ofString(Integer.toString(number)))
                .timeout(Duration.ofSeconds(20))
                .build();
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                if (CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204) {
                    answered.add(Integer.toString(number));
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
    }
}
