package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Service;
import io.tapedeck.log.Value;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/**
 * Sends requests to one HTTP server. Every attempt carries the effect's id as {@code Idempotency-Key}, so that the server
 * can tell.
 */
final class HttpService implements Service {
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

    private final URI address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final HttpMessages messages = new HttpMessages();
    private final HttpSender sender;

    HttpService(URI address, Map<String, String> headers, Duration timeout, int attempts) {
        this.address = address;
        this.headers = headers;
        this.timeout = timeout;
        sender = new HttpSender(new HttpSender.Settings(
                timeout,
                attempts,
                HttpService::isForTheMoment,
                RETRY_AFTER_MAX,
                HttpClient.Redirect.NORMAL,
                "https".equalsIgnoreCase(address.getScheme())
                        ? HttpClient.Version.HTTP_2
                        : HttpClient.Version.HTTP_1_1));
    }

    /** Whether a server declines for the moment. */
    static boolean isForTheMoment(int status) {
        return status >= 500 || status == 408 || status == 423 || status == 425 || status == 429;
    }

    @Override
    public Value ask(Value request, String id) throws ConnectorException, InterruptedException {
        HttpRequest.Builder sent = messages.request(address, request).timeout(timeout);
        headers.forEach(sent::setHeader);
        sent.setHeader("Idempotency-Key", id);
        return messages.answer(sender.send(sent.build()));
    }

    @Override
    public void close() {
        sender.close();
    }
}
