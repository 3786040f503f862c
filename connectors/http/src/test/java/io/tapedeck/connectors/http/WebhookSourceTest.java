package io.tapedeck.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of a real client, as the source gives and answers them. */
class WebhookSourceTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpConnector connector = new HttpConnector();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void findPort() throws IOException {
        port = freePort();
    }

    /** A port that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        client.shutdownNow(); // close() would wait for answers that never come
    }

    private Endpoint endpoint(Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse("http://127.0.0.1:" + port + "/hooks/orders"), Path.of(""), options);
    }

    private Source open(Map<String, Object> options, Optional<Value> after) throws ConnectorException {
        assertEquals(List.of(), connector.checkSource(endpoint(options)));
        Source source = connector.openSource(endpoint(options), ShardShare.ALL);
        source.seek(after);
        return source;
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> sent) throws Exception {
        return sent.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static Polled.Input next(Source source) throws Exception {
        return assertInstanceOf(Polled.Input.class, source.poll(LONG));
    }

    @Test
    void aRequestIsAnsweredWhenItIsRecorded() throws Exception {
        try (Source source = open(Map.of(), Optional.empty())) {
            assertTrue(source.isAcknowledged() && !source.isShared());
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ZERO));
            var first = send(request("/hooks/orders", "{\"id\":1}"));
            Polled.Input one = next(source);
            var second = send(request("/hooks/orders", "{\"id\":2}"));
            Polled.Input two = next(source);
            assertFalse(first.isDone() || second.isDone());
            source.acknowledge(one.position());
            assertEquals(204, answer(first).statusCode());
            assertFalse(second.isDone());
            source.acknowledge(two.position());
            assertEquals(204, answer(second).statusCode());
        }
    }

    @Test
    void aMessageHasTheBodyTheKeyAndTheHeadersButNoSecrets() throws Exception {
        try (Source source = open(Map.of("token", "sesame"), Optional.of(Value.of(41)))) {
            var sent = send(request("/hooks/orders", "{\"id\":1}")
                    .header("Authorization", "Bearer sesame")
                    .header("Cookie", "session=1")
                    .header("Idempotency-Key", "a/0/1.0")
                    .header("Tapedeck-Key", "iceland")
                    .header("X-Kind", "quake"));
            Polled.Input input = next(source);
            assertEquals(42, input.message().sequence());
            assertEquals("hooks-orders", input.message().stream().name());
            assertEquals(Value.of("iceland"), input.message().key());
            assertEquals(PayloadEncoding.JSON, input.message().encoding());
            assertEquals("{\"id\":1}", input.message().payload().toUtf8());
            Map<String, Value> headers = input.message().headers().stream()
                    .filter(header -> !header.name().equals("user-agent"))
                    .collect(Collectors.toMap(Header::name, Header::value));
            headers.keySet().removeAll(List.of("http2-settings"));
            assertEquals(
                    Map.of(
                            "idempotency-key",
                            Value.of("a/0/1.0"),
                            "tapedeck-key",
                            Value.of("iceland"),
                            "x-kind",
                            Value.of("quake")),
                    headers);
            source.acknowledge(input.position());
            assertEquals(204, answer(sent).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /elsewhere, Bearer sesame, {}, 404",
        "GET, /hooks/orders, Bearer sesame, '', 405",
        "POST, /hooks/orders, Bearer wrong, {}, 401",
        "POST, /hooks/orders, Bearer sesame, {\"id\":, 400",
        "POST, /hooks/orders, Bearer sesame, '\"0123456789012345678901234567890\"', 413"
    })
    void whatIsTurnedAwayIsNoMessageAndHearsWhy(String method, String path, String token, String body, int status)
            throws Exception {
        try (Source source = open(Map.of("token", "sesame", "body_max", 32L), Optional.empty())) {
            HttpResponse<String> answer = answer(send(request(path, body)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Authorization", token)));
            assertEquals(status, answer.statusCode());
            assertFalse(answer.body().isBlank());
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ZERO));
        }
    }

    @Test
    void whoFindsNoRoomOrWaitsWhenTheRunEndsIsToComeAgain() throws Exception {
        Source source = open(Map.of("outstanding", 1L), Optional.empty());
        var given = send(request("/hooks/orders", "1"));
        next(source);
        var second = send(request("/hooks/orders", "2"));
        var third = send(request("/hooks/orders", "3"));
        CompletableFuture.anyOf(second, third).get(LONG.toSeconds(), TimeUnit.SECONDS);
        HttpResponse<String> turnedAway = answer(second.isDone() ? second : third);
        assertEquals(503, turnedAway.statusCode());
        assertEquals("1", turnedAway.headers().firstValue("Retry-After").orElseThrow());
        source.close();
        assertEquals(503, answer(given).statusCode());
        assertEquals(503, answer(second).statusCode());
        assertEquals(503, answer(third).statusCode());
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            String told = assertThrows(ConnectorException.class, () -> open(Map.of(), Optional.empty()))
                    .getMessage();
            assertTrue(told.startsWith("cannot listen at http://127.0.0.1:" + taken.getLocalPort()), told);
        }
    }

    @Test
    void mistakesAreNamedWithTheirOption() {
        Map<String, Object> wrong = Map.of("decode", "avro", "token", "", "body_max", 0L, "outstanding", 0L);
        assertEquals(
                wrong.keySet(),
                connector.checkSource(endpoint(wrong)).stream()
                        .map(Mistake::option)
                        .collect(Collectors.toSet()));
        for (String url : List.of("https://0.0.0.0:8443/hook", "http://", "http://0.0.0.0/a?b", "http://a b/")) {
            Endpoint endpoint = new Endpoint(StreamUrl.parse(url), Path.of(""), Map.of());
            assertEquals(
                    List.of("url"),
                    connector.checkSource(endpoint).stream()
                            .map(Mistake::option)
                            .toList(),
                    url);
        }
    }
}
