package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.controller.Extensions;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the time to a stream, again and again. */
@Command(
        name = "clock",
        description = "Writes the time to a stream at an interval, to try things with. Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class ClockCommand implements Callable<Integer> {
    @Option(
            names = "--stream",
            required = true,
            paramLabel = "URL",
            description = "where to, such as redis://localhost/clock")
    private String stream = "";

    @Option(names = "--interval", paramLabel = "TIME", description = "from one message to the next; 1s by default")
    private String interval = "1s";

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "an option of the stream; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    @Mixin
    private MessageLimit limit = new MessageLimit();

    @Option(names = "--overwrite", description = "replace what the stream's file holds")
    private boolean overwrite;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException, InterruptedException {
        long max = limit.max();
        Duration every = Duration.ofNanos(Quantities.nanos(interval));
        if (every.isZero()) {
            throw new WrongUseException("--interval " + interval + " is no time");
        }
        StreamEndpoint to = StreamEndpoint.sink(Extensions.load(), stream, options);
        to.setDefault("encode", "text");
        to.setDefault("guarantee", "at-least-once");
        to.takeStandardOutput(json);
        StopSignal.install();
        try (Sink sink = to.openSink("clock", overwrite)) {
            Relay relay = new Relay(new Ticks(every), sink).asNewStream(to.isSet("stream"));
            relay.run(max, StopSignal::requested);
            relay.report(json, "→ " + to);
            return ExitCode.DONE;
        }
    }

    /** The times, as a source: the first at once. */
    private static final class Ticks implements Source {
        private static final StreamKey STREAM = new StreamKey("clock");

        private final long everyNanos;
        private long dueNanos = System.nanoTime();
        private long count;

        private Ticks(Duration every) {
            everyNanos = every.toNanos();
        }

        @Override
        public void seek(Optional<Value> after) {}

        @Override
        public Polled poll(Duration wait) throws InterruptedException {
            long leftNanos = dueNanos - System.nanoTime();
            if (leftNanos > wait.toNanos()) {
                Thread.sleep(wait);
                return Polled.Idle.INSTANCE;
            }
            Thread.sleep(Duration.ofNanos(Math.max(0, leftNanos)));
            dueNanos += everyNanos;
            long now = Times.now();
            EncodedMessage message = new EncodedMessage(
                    STREAM, 0, ++count, now, PayloadEncoding.TEXT, Bytes.utf8(Format.time(Times.instant(now))));
            return new Polled.Input(message, Value.of(count));
        }

        @Override
        public void close() {}
    }
}
