package io.tapedeck.connectors.http;

import io.tapedeck.connectors.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a server, and again what comes to nothing or is declined for the moment: a little later each time,
 * or when the server says. For several threads.
 */
final class HttpSender implements AutoCloseable {
    private static final long ANSWER_BYTES_MAX = 64L << 20;
    private static final long DELAY_MILLIS_FIRST = 200;
    private static final double DELAY_SPREAD = 0.2;

    private final Settings settings;
    private @Nullable HttpClient client;

    /**
     * How to send.
     *
     * @param timeout how long an attempt may take
     * @param attempts how often to try
     * @param declined the statuses by which a server declines for the moment
     * @param retryAfterMax the longest time that a server may ask to wait
     * @param redirects which redirects are followed
     * @param version the version of HTTP that is tried first
     */
    record Settings(
            Duration timeout,
            int attempts,
            IntPredicate declined,
            Duration retryAfterMax,
            HttpClient.Redirect redirects,
            HttpClient.Version version) {}

    HttpSender(Settings settings) {
        this.settings = settings;
    }

    /**
     * The server's answer; the last one, where it declines every time or asks to wait for too long.
     *
     * @throws UnreachableException where the last attempt came to nothing
     */
    HttpResponse<byte[]> send(HttpRequest request) throws UnreachableException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = attempt == settings.attempts();
            Duration delay = delay(attempt);
            try {
                HttpResponse<byte[]> response = client().send(
                                request,
                                HttpResponse.BodyHandlers.limiting(
                                        HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
                Optional<Duration> asked = retryAfter(response);
                if (isLast
                        || !settings.declined().test(response.statusCode())
                        || asked.orElse(delay).compareTo(settings.retryAfterMax()) > 0) {
                    return response;
                }
                delay = asked.orElse(delay);
            } catch (IOException e) {
                if (isLast) {
                    throw new UnreachableException(sentence(request, e), e);
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

    /** How long the server asks to wait, in seconds or by a date. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(text -> {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            try {
                Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
                Duration wait = Duration.between(Instant.now(), until);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private String sentence(HttpRequest request, IOException e) {
        String reason = switch (e) {
            case HttpTimeoutException ignored ->
                "no answer within " + settings.timeout().toMillis() + " ms";
            case ConnectException ignored -> "nobody listens there";
            case SSLHandshakeException tls
            when String.valueOf(tls.getMessage()).contains("PKIX") ->
                "the issuer of its certificate is not known here; where it is to be trusted, "
                        + "TAPEDECK_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE names a key store that has it";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
        return request.method() + " " + request.uri() + ": " + reason
                + (settings.attempts() > 1 ? ", " + settings.attempts() + " times" : "");
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(settings.timeout())
                    .followRedirects(settings.redirects())
                    .version(settings.version())
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
