package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Moves messages from one stream to another, without a recording: in order, delivered in groups. What cannot be read, or
 * not be written, is told and passed over.
 */
final class Relay {
    private static final int GROUP_MAX = 1_000;
    private static final Duration IDLE_WAIT = Duration.ofMillis(100);
    private static final int TOLD_MAX = 20;

    private final Source source;
    private final Sink sink;
    private final PayloadDecoder decoder = new PayloadDecoder();
    private long moved;
    private long passedOver;
    private int group;

    Relay(Source source, Sink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Moves until the source ends, {@code max} messages are moved, or somebody asks to stop. */
    void run(long max, BooleanSupplier stop) throws ConnectorException, InterruptedException {
        source.seek(Optional.empty());
        boolean ended = false;
        while (!ended && moved < max && !stop.getAsBoolean()) {
            switch (source.poll(group > 0 ? Duration.ZERO : IDLE_WAIT)) {
                case Polled.Input input -> take(input.message());
                case Polled.Idle ignored -> flush();
                case Polled.Ended ignored -> ended = true;
            }
            if (group >= GROUP_MAX) {
                flush();
            }
        }
        flush();
    }

    private void take(EncodedMessage message) throws ConnectorException {
        try {
            Output output = new Output(decoder.decode(message), message.key(), message.headers());
            sink.write(new Effect(new EffectId(moved + 1, 0), message.timeNanos(), output, sink.encode(output)));
            moved++;
            group++;
        } catch (EncodingException e) {
            passOver(message, String.valueOf(e.getMessage()));
        }
    }

    private void passOver(EncodedMessage message, String why) {
        if (passedOver++ < TOLD_MAX) {
            Screen.endProgress();
            Screen.warn(
                    "passed over " + message.stream() + "/" + message.shard() + "@" + message.sequence() + ": " + why);
        }
    }

    private void flush() throws ConnectorException {
        if (group > 0) {
            sink.flush();
            group = 0;
            Screen.progress(Format.count(moved, "message"));
        }
    }

    /** The messages moved so far. */
    long moved() {
        return moved;
    }

    /** Those that could not be read or written. */
    long passedOver() {
        return passedOver;
    }
}
