package io.tapedeck.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs as they reach a real server, and what its answers lead to. */
class HttpSinkTest {
    private static final UUID LINEAGE = new UUID(1, 2);

    /** A request as it came. */
    private record Received(String line, Headers headers, String body) {
        private String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("none");
        }
    }

    /** What the server is to answer. */
    private record Answer(int status, Map<String, String> headers, String body) {
        private static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    /** What comes first is answered so; with 204 what comes behind. */
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Optional<CountDownLatch> together = Optional.empty();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        received.add(new Received(line, exchange.getRequestHeaders(), body));
        together.ifPresent(HttpSinkTest::meet);
        Answer answer = Optional.ofNullable(answers.poll()).orElse(Answer.of(204));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static void meet(CountDownLatch others) {
        others.countDown();
        try {
            assertTrue(others.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Endpoint endpoint(Map<String, Object> options) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/in?from=test";
        return new Endpoint(StreamUrl.parse(url), Path.of(""), options);
    }

    private Sink open(Map<String, Object> options) throws ConnectorException {
        Endpoint endpoint = endpoint(options);
        HttpConnector connector = new HttpConnector();
        assertEquals(List.of(), connector.checkSink(endpoint));
        return connector.openSink(endpoint, new SinkContext(LINEAGE, "run1", 0, false, Durability.OS));
    }

    private static void write(Sink sink, long ordinal, Output output) throws ConnectorException, EncodingException {
        sink.write(new Effect(new EffectId(ordinal, 0), 0, output, sink.encode(output)));
    }

    private void send(Map<String, Object> options, Output... outputs) throws ConnectorException, EncodingException {
        try (Sink sink = open(options)) {
            for (int i = 0; i < outputs.length; i++) {
                write(sink, i + 1L, outputs[i]);
            }
            sink.flush();
        }
    }

    private List<String> bodies() {
        return received.stream().map(Received::body).toList();
    }

    @Test
    void eachOutputIsARequestWithItsIdKeyAndHeaders() throws Exception {
        Output first = new Output(
                Value.map("mag", Value.of(4.5)),
                Value.of("iceland"),
                List.of(new Header("X-Kind", Value.of("quake")), new Header("X-Depth", Value.of(7))));
        send(Map.of("headers", Map.of("X-Team", "ops", "X-Kind", "stays")), first, Output.of(Value.of("text")));
        Received request = received.remove();
        assertEquals("POST /v1/in?from=test", request.line());
        assertEquals("{\"mag\":4.5}", request.body());
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals(LINEAGE + "/0/1.0", request.header("Idempotency-Key"));
        assertEquals("iceland", request.header("Tapedeck-Key"));
        assertEquals("stays", request.header("X-Kind"));
        assertEquals("7", request.header("X-Depth"));
        assertEquals("ops", request.header("X-Team"));
        request = received.remove();
        assertEquals("\"text\"", request.body());
        assertEquals(LINEAGE + "/0/2.0", request.header("Idempotency-Key"));
        assertEquals("none", request.header("Tapedeck-Key"));
    }

    @Test
    void asTextStringsAndBytesAreWrittenAsTheyAre() throws Exception {
        Output xml = new Output(
                Value.of("<a/>"), Value.NULL, List.of(new Header("content-type", Value.of("application/xml"))));
        send(
                Map.of("encode", "text", "method", "PUT"),
                Output.of(Value.of("grün")),
                Output.of(Value.of(Bytes.utf8("raw"))),
                Output.of(Value.of(3)),
                xml);
        assertEquals(List.of("grün", "raw", "3", "<a/>"), bodies());
        assertEquals("PUT /v1/in?from=test", received.element().line());
        assertEquals(
                List.of("text/plain; charset=utf-8", "application/octet-stream", "application/json", "application/xml"),
                received.stream().map(each -> each.header("Content-Type")).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"array | [1,2]| [3]| application/json", "lines | 1~2~| 3~| application/x-ndjson"})
    void aBatchIsFullOrWhatThereIs(String form, String first, String rest, String type) throws Exception {
        Output[] outputs = {Output.of(Value.of(1)), Output.of(Value.of(2)), Output.of(Value.of(3))};
        send(Map.of("batch", 2L, "batch_as", form), outputs);
        assertEquals(
                List.of(first, rest),
                bodies().stream().map(body -> body.replace('\n', '~')).toList());
        assertEquals(type, received.element().header("Content-Type"));
        assertEquals(
                LINEAGE + "/0/1.0-" + LINEAGE + "/0/2.0", received.element().header("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 423, 425, 429, 500, 503})
    void whatIsDeclinedForTheMomentIsSentAgainWithItsId(int status) throws Exception {
        answers.add(Answer.of(status));
        answers.add(new Answer(status, Map.of("Retry-After", "0"), ""));
        send(Map.of(), Output.of(Value.of(1)), Output.of(Value.of(2)));
        assertEquals(List.of("1", "1", "1", "2"), bodies());
        assertEquals(
                List.of("1.0", "1.0", "1.0", "2.0"),
                received.stream()
                        .map(each -> each.header("Idempotency-Key").replace(LINEAGE + "/0/", ""))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in seconds", "by a date"})
    void asLongAsTheServerSaysIsWaited(String form) throws Exception {
        String until = form.equals("in seconds")
                ? "1"
                : DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        answers.add(new Answer(503, Map.of("Retry-After", until), ""));
        long before = System.nanoTime();
        send(Map.of(), Output.of(Value.of(1)));
        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(900));
        assertEquals(List.of("1", "1"), bodies());
    }

    @Test
    void aServerThatAsksToWaitForTooLongOrDeclinesEveryTimeIsUnreachable() {
        answers.add(new Answer(503, Map.of("Retry-After", "86400"), ""));
        Output output = Output.of(Value.of(1));
        assertThrows(UnreachableException.class, () -> send(Map.of(), output));
        assertEquals(1, received.size());
        answers.addAll(List.of(Answer.of(500), Answer.of(500)));
        String told = assertThrows(UnreachableException.class, () -> send(Map.of("attempts", 2L), output))
                .getMessage();
        assertTrue(told.contains("the server answers 500"), told);
        assertEquals(3, received.size());
    }

    @Test
    void aRefusalIsToldWithItsReasonAndNothingMoreIsSent() {
        answers.add(new Answer(400, Map.of(), "the field\n  \"id\" is missing"));
        String told = assertThrows(
                        ConnectorException.class, () -> send(Map.of(), Output.of(Value.of(1)), Output.of(Value.of(2))))
                .getMessage();
        assertTrue(told.contains("/v1/in") && told.contains("/0/1.0"), told);
        assertTrue(told.contains("answers 400, \"the field \"id\" is missing\""), told);
        assertEquals(List.of("1"), bodies());
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers.add(new Answer(302, Map.of("Location", "https://new.example/"), ""));
        String told = assertThrows(ConnectorException.class, () -> send(Map.of(), Output.of(Value.of(1))))
                .getMessage();
        assertTrue(told.contains("it is at https://new.example/; write that address"), told);
        assertEquals(1, received.size());
    }

    @Test
    void thatNobodyListensIsUnreachable() throws Exception {
        Endpoint nowhere = new Endpoint(
                StreamUrl.parse("http://127.0.0.1:" + WebhookSourceTest.freePort() + "/"),
                Path.of(""),
                Map.of("attempts", 2L));
        try (Sink sink =
                new HttpConnector().openSink(nowhere, new SinkContext(LINEAGE, "run1", 0, false, Durability.OS))) {
            write(sink, 1, Output.of(Value.of(1)));
            String told = assertThrows(UnreachableException.class, sink::flush).getMessage();
            assertTrue(told.contains("nobody listens there, 2 times"), told);
        }
    }

    @Test
    void asManyRequestsAreUnderWayAsTheOptionsSay() throws Exception {
        together = Optional.of(new CountDownLatch(3));
        send(Map.of("in_flight", 3L), Output.of(Value.of(1)), Output.of(Value.of(2)), Output.of(Value.of(3)));
        assertEquals(List.of("1", "2", "3"), bodies().stream().sorted().toList());
    }

    @Test
    void whatARequestCannotHaveFailsTheStep() throws Exception {
        try (Sink sink = open(Map.of())) {
            for (Header header : List.of(
                    new Header("Host", Value.of("elsewhere")),
                    new Header("a b", Value.of("c")),
                    new Header("X-A", Value.of("two\r\nlines")))) {
                Output output = new Output(Value.of(1), Value.NULL, List.of(header));
                String told = assertThrows(EncodingException.class, () -> sink.encode(output))
                        .getMessage();
                assertTrue(told.contains("cannot have the header \"" + header.name() + "\""), told);
            }
            assertThrows(EncodingException.class, () -> sink.encode(Output.of(Value.of(Double.NaN))));
        }
        assertEquals(0, received.size());
    }

    @Test
    void mistakesAreNamedWithTheirOption() {
        Map<String, Object> wrong = Map.of(
                "method",
                "GET",
                "encode",
                "avro",
                "batch",
                0L,
                "in_flight",
                1_000L,
                "attempts",
                0L,
                "timeout",
                Duration.ZERO,
                "batch_as",
                "list",
                "headers",
                Map.of("Host", "x"));
        HttpConnector connector = new HttpConnector();
        assertEquals(
                wrong.keySet(),
                connector.checkSink(endpoint(wrong)).stream()
                        .map(Mistake::option)
                        .collect(Collectors.toSet()));
        for (String url : List.of("http://", "http:///path", "http://me:secret@host/", "http://host/#part")) {
            Endpoint endpoint = new Endpoint(StreamUrl.parse(url), Path.of(""), Map.of());
            assertEquals(
                    List.of("url"),
                    connector.checkSink(endpoint).stream().map(Mistake::option).toList(),
                    url);
        }
        assertFalse(connector.checkSink(endpoint(Map.of("batch_as", "lines"))).isEmpty());
        assertFalse(connector
                .checkSink(endpoint(Map.of("batch", 2L, "encode", "text")))
                .isEmpty());
    }

    @Test
    void onlyARequestOfOneOutputHasAnIdThatComesAgain() {
        HttpConnector connector = new HttpConnector();
        assertEquals(
                Guarantee.Level.AT_LEAST_ONCE_WITH_ID,
                connector.sinkGuarantee(endpoint(Map.of()), Durability.OS).level());
        assertEquals(
                Guarantee.Level.AT_LEAST_ONCE,
                connector
                        .sinkGuarantee(endpoint(Map.of("batch", 10L)), Durability.OS)
                        .level());
    }
}
