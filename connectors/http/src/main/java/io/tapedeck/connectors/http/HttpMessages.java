package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.ScalarText;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueTypeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The forms of requests and answers. A request is a map of {@code method}, {@code path}, {@code query} (a map), {@code
 * headers} (a map) and {@code body}, each of which may be left out, or a string, which is the path of a GET. An answer is
 * a map of {@code status}, {@code headers} (names in lower case) and {@code body}.
 *
 * <p>A body of bytes is sent as it is, a string as text, any other value as JSON. One that comes as JSON is decoded; text
 * comes as a string, anything else as bytes, nothing as null.
 */
final class HttpMessages {
    private static final Set<String> KEYS = Set.of("method", "path", "query", "headers", "body");

    private final JsonCodec json = new JsonCodec();

    HttpRequest.Builder request(URI address, Value request) throws ConnectorException {
        MapValue parts = parts(request);
        HttpRequest.Builder built = HttpRequest.newBuilder();
        try {
            built.uri(new URI(address + path(parts) + query(parts.get("query"))));
            Value body = parts.get("body");
            contentType(body, built);
            for (Map.Entry<Value, Value> header :
                    map(parts, "headers").entries().entrySet()) {
                built.setHeader(header.getKey().toString(), ScalarText.of(header.getValue()));
            }
            String method = parts.has("method") ? parts.get("method").asString() : body.isNull() ? "GET" : "POST";
            return built.method(method.toUpperCase(Locale.ROOT), publisher(body));
        } catch (URISyntaxException | EncodingException | ValueTypeException | IllegalArgumentException e) {
            throw new ConnectorException("this is no request: " + e.getMessage(), e);
        }
    }

    private static MapValue parts(Value request) throws ConnectorException {
        if (request instanceof StringValue path) {
            return Value.map("path", path);
        }
        if (!(request instanceof MapValue parts)) {
            throw new ConnectorException(
                    "a request is a map such as {\"path\": \"/orders\", \"query\": {\"id\": 7}}, or a path");
        }
        for (Value key : parts.entries().keySet()) {
            if (!KEYS.contains(key.toString())) {
                throw new ConnectorException(
                        "a request has no \"" + key + "\"; known: method, path, query, headers, body");
            }
        }
        return parts;
    }

    private static String path(MapValue parts) {
        String path = parts.has("path") ? parts.get("path").asString() : "";
        return path.isEmpty() || path.startsWith("/") || path.startsWith("?") ? path : "/" + path;
    }

    private static String query(Value query) {
        if (query.isNull()) {
            return "";
        }
        return query.asMap().entries().entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(Value scalar) {
        return URLEncoder.encode(ScalarText.of(scalar), StandardCharsets.UTF_8);
    }

    private static MapValue map(MapValue parts, String key) {
        return parts.has(key) ? parts.get(key).asMap() : MapValue.EMPTY;
    }

    private static void contentType(Value body, HttpRequest.Builder built) {
        switch (body) {
            case NullValue ignored -> {}
            case BytesValue ignored -> built.setHeader("Content-Type", "application/octet-stream");
            case StringValue ignored -> built.setHeader("Content-Type", "text/plain; charset=utf-8");
            default -> built.setHeader("Content-Type", "application/json");
        }
    }

    private HttpRequest.BodyPublisher publisher(Value body) throws EncodingException {
        return switch (body) {
            case NullValue ignored -> HttpRequest.BodyPublishers.noBody();
            case BytesValue(Bytes bytes) -> HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray());
            case StringValue(String text) -> HttpRequest.BodyPublishers.ofString(text);
            default -> HttpRequest.BodyPublishers.ofByteArray(json.encode(body).toByteArray());
        };
    }

    MapValue answer(HttpResponse<byte[]> response) {
        MapValue.Builder headers = MapValue.builder();
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            headers.put(header.getKey().toLowerCase(Locale.ROOT), Value.of(String.join(", ", header.getValue())));
        }
        return MapValue.builder()
                .put("status", Value.of(response.statusCode()))
                .put("headers", headers.build())
                .put("body", body(response))
                .build();
    }

    private Value body(HttpResponse<byte[]> response) {
        Bytes bytes = Bytes.wrap(response.body());
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String essence = type.split(";", 2)[0].strip();
        if (bytes.length() == 0) {
            return Value.NULL;
        }
        if (essence.equals("application/json") || essence.endsWith("+json")) {
            try {
                return json.decode(bytes);
            } catch (EncodingException e) {
                return Value.of(bytes.toUtf8()); // what it really is, the processor may find out
            }
        }
        return essence.startsWith("text/") && isUtf8(type) ? Value.of(bytes.toUtf8()) : Value.of(bytes);
    }

    /** Text in another charset stays bytes. */
    private static boolean isUtf8(String type) {
        return !type.contains("charset=") || type.matches(".*charset=\"?(utf-8|us-ascii)\"?.*");
    }
}
