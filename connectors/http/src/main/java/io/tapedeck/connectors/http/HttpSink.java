package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends outputs to a server, each in a request of its own or many in one. Delivered is what the server answered with a
 * status of 2xx.
 */
final class HttpSink implements Sink {
    private static final long BATCH_BYTES_MAX = 8L << 20;
    private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(5);
    private static final int REASON_CHARS_MAX = 200;

    private final HttpSinkOptions options;
    private final OutputRequests requests;
    private final HttpSender sender;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<?>> underWay = new ArrayDeque<>();
    private final List<Effect> batch = new ArrayList<>();
    private long batchBytes;

    HttpSink(HttpSinkOptions options, SinkContext context) {
        this.options = options;
        requests = new OutputRequests(options, context);
        sender = new HttpSender(new HttpSender.Settings(
                options.timeout(),
                options.attempts(),
                HttpSink::isForTheMoment,
                RETRY_AFTER_MAX,
                HttpClient.Redirect.NEVER, // some would make a GET of it, without the output
                HttpClient.Version.HTTP_1_1));
    }

    /** Also where the same output is being worked at already, as an attempt before was given up too early. */
    private static boolean isForTheMoment(int status) {
        return status == 409 || HttpService.isForTheMoment(status);
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return requests.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        batch.add(effect);
        batchBytes += effect.encoded().length();
        if (batch.size() >= options.batch() || batchBytes >= BATCH_BYTES_MAX) {
            send();
        }
    }

    private void send() throws ConnectorException {
        if (batch.isEmpty()) {
            return;
        }
        while (underWay.size() >= options.inFlight()) {
            await(underWay.removeFirst());
        }
        HttpRequest request = requests.of(batch);
        batch.clear();
        batchBytes = 0;
        underWay.addLast(threads.submit(() -> {
            deliver(request);
            return null;
        }));
    }

    private void deliver(HttpRequest request) throws ConnectorException, InterruptedException {
        HttpResponse<byte[]> answer = sender.send(request);
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String what = request.method() + " " + request.uri() + " with the output "
                + request.headers().firstValue(OutputRequests.ID).orElseThrow() + ": the server answers " + status;
        if (isForTheMoment(status)) {
            throw new UnreachableException(what + " every time", new IOException("status " + status));
        }
        if (status / 100 == 3) {
            throw new ConnectorException(what + ", it is at "
                    + answer.headers().firstValue("Location").orElse("another place") + "; write that address");
        }
        throw new ConnectorException(
                what + reason(answer.body()) + "; what it refuses stops the run, which goes on with it when run again");
    }

    /** The beginning of what the server says. */
    private static String reason(byte[] body) {
        String text = Bytes.wrap(body).toUtf8().strip().replaceAll("\\s+", " ");
        return text.isEmpty()
                ? ""
                : ", \"" + text.substring(0, Math.min(text.length(), REASON_CHARS_MAX))
                        + (text.length() > REASON_CHARS_MAX ? "…" : "") + "\"";
    }

    @Override
    public boolean push() throws ConnectorException {
        send();
        while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
            await(underWay.removeFirst());
        }
        return underWay.isEmpty();
    }

    @Override
    public void flush() throws ConnectorException {
        send();
        while (!underWay.isEmpty()) {
            await(underWay.removeFirst());
        }
    }

    private static void await(Future<?> delivery) throws ConnectorException {
        try {
            delivery.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectorException failed) {
                throw failed;
            }
            throw new ConnectorException("a request could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException("interrupted while a request was under way", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
        threads.close();
    }
}
