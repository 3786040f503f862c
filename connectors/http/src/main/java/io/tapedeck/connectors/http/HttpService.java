package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Service;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends requests to one HTTP server. What comes to nothing, or is declined for the moment, is tried again, a little
 * later each time; every attempt carries the effect's id as {@code Idempotency-Key}, so that the server can tell.
 */
final class HttpService implements Service {
    private static final long ANSWER_BYTES_MAX = 64L << 20;
    private static final long DELAY_MILLIS_FIRST = 200;
    private static final double DELAY_SPREAD = 0.2;
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

    private final URI address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final int attempts;
    private final HttpMessages messages = new HttpMessages();
    private Optional<HttpClient> client = Optional.empty();

    HttpService(URI address, Map<String, String> headers, Duration timeout, int attempts) {
        this.address = address;
        this.headers = headers;
        this.timeout = timeout;
        this.attempts = attempts;
    }

    @Override
    public Value ask(Value request, String id) throws ConnectorException, InterruptedException {
        HttpRequest.Builder sent = messages.request(address, request).timeout(timeout);
        headers.forEach(sent::setHeader);
        sent.setHeader("Idempotency-Key", id);
        return messages.answer(send(sent.build()));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws ConnectorException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = attempt == attempts;
            Duration delay = delay(attempt);
            try {
                HttpResponse<byte[]> response = client().send(
                                request,
                                HttpResponse.BodyHandlers.limiting(
                                        HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
                Optional<Duration> asked = retryAfter(response);
                if (isLast
                        || !isForTheMoment(response.statusCode())
                        || asked.orElse(delay).compareTo(RETRY_AFTER_MAX) > 0) {
                    return response;
                }
                delay = asked.orElse(delay);
            } catch (IOException e) {
                if (isLast) {
                    throw new ConnectorException(sentence(request, e), e);
                }
            }
            Thread.sleep(delay);
        }
    }

    /** 200 ms, 400 ms, 800 ms …, each a fifth more or less. */
    private static Duration delay(int attempt) {
        double spread = 1 + DELAY_SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) ((DELAY_MILLIS_FIRST << (attempt - 1)) * spread));
    }

    private static boolean isForTheMoment(int status) {
        return status >= 500 || status == 408 || status == 423 || status == 425 || status == 429;
    }

    /** How long the server asks to wait; a date is not looked at. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private String sentence(HttpRequest request, IOException e) {
        String reason = switch (e) {
            case HttpTimeoutException ignored -> "no answer within " + timeout.toMillis() + " ms";
            case ConnectException ignored -> "nobody listens there";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
        return request.method() + " " + request.uri() + ": " + reason
                + (attempts > 1 ? ", " + attempts + " times" : "");
    }

    private HttpClient client() {
        if (client.isEmpty()) {
            client = Optional.of(HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .version(
                            "https".equalsIgnoreCase(address.getScheme())
                                    ? HttpClient.Version.HTTP_2
                                    : HttpClient.Version.HTTP_1_1)
                    .build());
        }
        return client.get();
    }

    @Override
    public void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }
}
