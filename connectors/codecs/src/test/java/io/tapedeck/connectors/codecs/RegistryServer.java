package io.tapedeck.connectors.codecs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema registry in memory, by the documentation of Confluent's protocol. It refuses what is no Avro, and answers
 * what a test names in the place of what it would.
 */
final class RegistryServer implements AutoCloseable {
    static final String TOKEN = "Bearer secret";
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** An answer that is given for a path whatever it holds. */
    record Canned(int status, String body) {}

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final Map<String, Canned> canned = new ConcurrentHashMap<>();

    RegistryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/registry/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/registry/");
    }

    void answerWith(String path, Canned answer) {
        canned.put(path, answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Canned answer = answerTo(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Canned answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/registry".length());
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, 401, "Unauthorized");
        }
        if (canned.containsKey(path)) {
            return canned.get(path);
        }
        String[] parts = path.split("/");
        String call = exchange.getRequestMethod() + " " + parts[1] + " " + parts.length;
        return switch (call) {
            case "GET schemas 4" -> schema(Integer.parseInt(parts[3]));
            case "GET subjects 5" -> latest(decoded(parts[2]));
            case "POST subjects 4" ->
                register(decoded(parts[2]), exchange.getRequestBody().readAllBytes());
            default -> error(404, 404, "HTTP 404 Not Found");
        };
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Canned schema(int id) {
        return id >= 1 && id <= schemas.size()
                ? ok(Value.map("schema", Value.of(schemas.get(id - 1))))
                : error(404, 40403, "Schema " + id + " not found");
    }

    private Canned latest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        int id = versions.getLast();
        return ok(io.tapedeck.log.MapValue.builder()
                .put("subject", Value.of(subject))
                .put("version", Value.of(versions.size()))
                .put("id", Value.of(id))
                .put("schema", Value.of(schemas.get(id - 1)))
                .build());
    }

    private Canned register(String subject, byte[] body) {
        try {
            Value request = new JsonCodec().decode(Bytes.wrap(body));
            String schema = request.get("schema").asString();
            Codecs.of("avro", CodecOptions.NONE.withSchema(schema));
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            int id = schemas.indexOf(schema) + 1;
            List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
            if (!versions.contains(id)) {
                versions.add(id);
            }
            return ok(Value.map("id", Value.of(id)));
        } catch (EncodingException e) {
            return error(422, 42201, "Invalid schema");
        }
    }

    private static Canned error(int status, int code, String message) {
        return new Canned(status, json(Value.map("error_code", Value.of(code), "message", Value.of(message))));
    }

    private static Canned ok(Value value) {
        return new Canned(200, json(value));
    }

    private static String json(Value value) {
        try {
            return new JsonCodec().encode(value).toUtf8();
        } catch (EncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
