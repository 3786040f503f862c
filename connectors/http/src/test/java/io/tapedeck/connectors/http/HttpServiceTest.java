package io.tapedeck.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Service;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests as they reach a real server, and its answers as a processor gets them. */
class HttpServiceTest {
    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String type = "application/json; charset=utf-8";
    private volatile byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
    private volatile long delayMillis;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Trace") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + content);
            pause();
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void pause() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Value ask(Value request, Map<String, Object> options) throws ConnectorException, InterruptedException {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/";
        ServiceDefinition definition = new ServiceDefinition("geo", "http", address, options);
        HttpServiceProvider provider = new HttpServiceProvider();
        assertEquals(
                0, provider.check(definition).size(), provider.check(definition).toString());
        try (Service service = provider.open(definition)) {
            return service.ask(request, "run/1/step/0");
        }
    }

    private Value ask(Value request) throws ConnectorException, InterruptedException {
        return ask(request, Map.of("attempts", 1L));
    }

    @Test
    void aPathIsAGet() throws ConnectorException, InterruptedException {
        Value answer = ask(Value.of("/places"));
        assertEquals("GET /v1/places null null run/1/step/0 ", received.remove());
        assertEquals(200, answer.get("status").asLong());
        assertEquals(Value.of(true), answer.get("body").get("ok"));
        assertEquals(
                "application/json; charset=utf-8",
                answer.get("headers").get("content-type").asString());
    }

    @Test
    void allPartsOfARequestReachTheServer() throws ConnectorException, InterruptedException {
        MapValue request = MapValue.builder()
                .put("method", Value.of("put"))
                .put("path", Value.of("orders"))
                .put("query", Value.map("q", Value.of("a b&ü"), "n", Value.of(7)))
                .put("headers", Value.map("X-Trace", Value.of("t1")))
                .put("body", Value.map("total", Value.of(1.5)))
                .build();
        ask(request);
        assertEquals(
                "PUT /v1/orders?q=a+b%26%C3%BC&n=7 application/json t1 run/1/step/0 {\"total\":1.5}",
                received.remove());
        ask(Value.map("body", Value.of("text")));
        assertEquals("POST /v1 text/plain; charset=utf-8 null run/1/step/0 text", received.remove());
        ask(Value.map("body", Value.of(Bytes.utf8("raw"))));
        assertEquals("POST /v1 application/octet-stream null run/1/step/0 raw", received.remove());
    }

    @Test
    void aBodyIsWhatItsTypeSays() throws ConnectorException, InterruptedException {
        body = "größe".getBytes(StandardCharsets.UTF_8);
        type = "text/plain";
        assertEquals(Value.of("größe"), ask(Value.of("/")).get("body"));
        type = "text/plain; charset=iso-8859-1";
        assertEquals(Value.of(Bytes.wrap(body)), ask(Value.of("/")).get("body"));
        type = "application/json";
        assertEquals(Value.of("größe"), ask(Value.of("/")).get("body"), "no JSON, whatever it says");
        type = "image/png";
        assertEquals(Value.of(Bytes.wrap(body)), ask(Value.of("/")).get("body"));
        body = new byte[0];
        assertEquals(Value.NULL, ask(Value.of("/")).get("body"));
    }

    @Test
    void thatAServerDeclinesIsAnAnswer() throws ConnectorException, InterruptedException {
        status = 404;
        assertEquals(404, ask(Value.of("/")).get("status").asLong());
        status = 500;
        assertEquals(
                500, ask(Value.of("/"), Map.of("attempts", 2L)).get("status").asLong());
        assertEquals(3, received.size(), "only the second was tried again");
    }

    @Test
    void whatDoesNotAnswerInTimeIsASentence() {
        delayMillis = 2_000;
        Map<String, Object> options = Map.of("attempts", 1L, "timeout", Duration.ofMillis(100));
        ConnectorException failure = assertThrows(ConnectorException.class, () -> ask(Value.of("/slow"), options));
        assertTrue(String.valueOf(failure.getMessage()).contains("no answer within 100 ms"), failure.getMessage());
    }

    @Test
    void whatIsNoRequestIsASentence() {
        for (Value request : new Value[] {
            Value.of(7),
            Value.map("url", Value.of("/x")),
            Value.map("path", Value.of(7)),
            Value.map("path", Value.of("/a b")),
            Value.map("headers", Value.map("bad header", Value.of("x"))),
            Value.map("method", Value.of("G T")),
            Value.map("query", Value.of("a=b")),
            Value.map("body", Value.list(Value.of(Double.NaN)))
        }) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> ask(request), request.toString());
            assertTrue(String.valueOf(failure.getMessage()).contains("request"), failure.getMessage());
        }
        assertEquals(0, received.size());
    }

    @Test
    void mistakesOfADefinitionAreFoundWithoutConnecting() {
        HttpServiceProvider provider = new HttpServiceProvider();
        Map<String, Object> options =
                Map.of("attempts", 0L, "timeout", Duration.ZERO, "headers", Map.of("bad header", "x", "Host", "y"));
        for (String address :
                new String[] {"geo.example", "ftp://x", "http://", "http://u:p@x", "http://x?q=1", "http:// x"}) {
            assertEquals(
                    5,
                    provider.check(new ServiceDefinition("geo", "http", address, options))
                            .size(),
                    address);
        }
    }
}
