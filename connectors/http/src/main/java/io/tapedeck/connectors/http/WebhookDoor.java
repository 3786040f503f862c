package io.tapedeck.connectors.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Lets requests in that may be let in, hands them on, and answers them when it is known what came of them. A thread for
 * each request.
 */
final class WebhookDoor implements HttpHandler {
    static final int TAKEN = 204;
    static final int NOT_NOW = 503;

    /** Of the connection, or nobody else's business. */
    private static final Set<String> LEFT_OUT = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "te",
            "transfer-encoding",
            "upgrade");

    private final WebhookOptions options;
    private final BlockingQueue<Request> requests;

    /**
     * A request that was let in.
     *
     * @param headers those that are kept, by their names in lower case
     * @param body the body
     * @param status the status to answer with, when it is known
     */
    record Request(Map<String, String> headers, Bytes body, CompletableFuture<Integer> status) {
        Value key() {
            String key = headers.get(OutputRequests.KEY.toLowerCase(Locale.ROOT));
            return key == null ? Value.NULL : Value.of(key);
        }

        List<Header> asHeaders() {
            List<Header> all = new ArrayList<>();
            headers.forEach((name, text) -> all.add(new Header(name, Value.of(text))));
            return all;
        }
    }

    /** Thrown to answer at once. */
    private static final class TurnedAway extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        private TurnedAway(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    /** A door that hands requests on to {@code requests}, as long as there is room. */
    WebhookDoor(WebhookOptions options, BlockingQueue<Request> requests) {
        this.options = options;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            int status = letIn(exchange).status().join();
            if (status == NOT_NOW) {
                throw new TurnedAway(NOT_NOW, "the run has ended before this was recorded");
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (TurnedAway e) {
            if (e.status == NOT_NOW) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            byte[] why = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(e.status, why.length);
            exchange.getResponseBody().write(why);
        }
    }

    private Request letIn(HttpExchange exchange) throws IOException, TurnedAway {
        if (!exchange.getRequestURI().getPath().equals(options.path())) {
            throw new TurnedAway(404, "there is nothing here; requests go to " + options.path());
        }
        if (!Set.of("POST", "PUT").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "POST, PUT");
            throw new TurnedAway(405, "a message is sent by POST or PUT");
        }
        if (options.token().isPresent()
                && !hasToken(exchange.getRequestHeaders(), options.token().get())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new TurnedAway(401, "the header Authorization: Bearer … is missing, or another is wanted");
        }
        byte[] body = exchange.getRequestBody().readNBytes(options.bodyBytesMax() + 1);
        if (body.length > options.bodyBytesMax()) {
            throw new TurnedAway(413, "a body has " + options.bodyBytesMax() + " bytes at most");
        }
        verify(Bytes.wrap(body));
        Request request = new Request(kept(exchange.getRequestHeaders()), Bytes.wrap(body), new CompletableFuture<>());
        if (!requests.offer(request)) {
            throw new TurnedAway(NOT_NOW, "too many requests wait to be recorded");
        }
        return request;
    }

    private static boolean hasToken(Headers headers, String token) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .filter(text -> MessageDigest.isEqual( // in the same time, wherever they differ
                        text.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Whoever sends what cannot be read is told so, and nobody else is troubled with it. */
    private void verify(Bytes body) throws TurnedAway {
        try {
            if (options.encoding() == PayloadEncoding.JSON) {
                var _ = new JsonCodec().decode(body);
            } else if (options.encoding() == PayloadEncoding.TEXT) {
                var _ = Utf8.decode(body);
            }
        } catch (EncodingException e) {
            throw new TurnedAway(400, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> kept(Headers headers) {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(lower)) {
                kept.put(lower, String.join(", ", values));
            }
        });
        return kept;
    }
}
