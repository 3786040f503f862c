package io.tapedeck.connectors.http;

import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Listens for requests: each is a message. A request is answered when its message is durable in the log; whoever got no
 * answer sends it again.
 */
final class WebhookSource implements Source {
    private static final int BACKLOG = 1_000;
    /** So long the last answers may take. */
    private static final int CLOSE_SECONDS = 2;

    private final WebhookOptions options;
    private final StreamKey stream;
    private final BlockingQueue<WebhookDoor.Request> requests;
    private final Deque<Given> given = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<HttpServer> server = Optional.empty();
    private long sequence;

    /** A request that was given as a message, and waits for its answer. */
    private record Given(long sequence, WebhookDoor.Request request) {}

    WebhookSource(WebhookOptions options) {
        this.options = options;
        stream = StreamKey.nearest(options.path().substring(1));
        requests = new LinkedBlockingQueue<>(options.outstandingMax());
    }

    @Override
    public boolean isAcknowledged() {
        return true;
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        sequence = after.map(Value::asLong).orElse(0L);
        if (server.isEmpty()) {
            server = Optional.of(listen());
        }
    }

    private HttpServer listen() throws ConnectorException {
        try {
            HttpServer listening = HttpServer.create(options.listensAt(), BACKLOG);
            listening.setExecutor(threads);
            listening.createContext("/", new WebhookDoor(options, requests));
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new ConnectorException(
                    "cannot listen at " + options.endpoint().url() + ": " + e.getMessage()
                            + "; another program may, or the address is not this machine's",
                    e);
        }
    }

    @Override
    public Polled poll(Duration wait) throws InterruptedException {
        WebhookDoor.Request request = requests.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (request == null) {
            return Polled.Idle.INSTANCE;
        }
        sequence++;
        given.addLast(new Given(sequence, request));
        EncodedMessage message = new EncodedMessage(
                stream,
                0,
                sequence,
                Times.now(),
                request.key(),
                request.asHeaders(),
                options.encoding(),
                request.body());
        return new Polled.Input(message, Value.of(sequence));
    }

    @Override
    public void acknowledge(Value position) {
        while (!given.isEmpty() && given.getFirst().sequence() <= position.asLong()) {
            given.removeFirst().request().status().complete(WebhookDoor.TAKEN);
        }
    }

    /** Those that wait still hear that they are to come again. */
    @Override
    public void close() {
        given.forEach(each -> each.request().status().complete(WebhookDoor.NOT_NOW));
        turnAway();
        server.ifPresent(listening -> listening.stop(CLOSE_SECONDS));
        turnAway(); // who came in the meantime
        threads.shutdownNow();
    }

    private void turnAway() {
        List<WebhookDoor.Request> left = new ArrayList<>();
        requests.drainTo(left);
        left.forEach(request -> request.status().complete(WebhookDoor.NOT_NOW));
    }
}
