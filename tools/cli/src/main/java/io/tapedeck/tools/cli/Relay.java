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
    private boolean keepsPlaces = true;
    private boolean showsProgress = true;
    private long moved;
    private long passedOver;
    private int group;

    Relay(Source source, Sink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Messages are numbered anew, for the user has named the stream that they become. */
    Relay asNewStream(boolean wanted) {
        keepsPlaces = !wanted;
        return this;
    }

    /** Standard output has the messages; a line of progress would stand among them. */
    Relay withoutProgress() {
        showsProgress = false;
        return this;
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
            Effect effect = new Effect(new EffectId(moved + 1, 0), message.timeNanos(), output, sink.encode(output));
            if (keepsPlaces) {
                sink.forward(effect, message);
            } else {
                sink.write(effect);
            }
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
            if (showsProgress) {
                Screen.progress(Format.count(moved, "message"));
            }
        }
    }

    /** The messages moved so far. */
    long moved() {
        return moved;
    }

    /** The exit code: whether something was passed over. */
    int exitCode() {
        return passedOver == 0 ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    /** Tells what was moved: as JSON, or as a line. */
    void report(boolean json, String way) {
        Screen.endProgress();
        if (json) {
            Json.print(Json.object().put("messages", moved).put("passed_over", passedOver));
            return;
        }
        String left = passedOver == 0 ? "" : " · " + Format.number(passedOver) + " passed over";
        Screen.line(Screen.green("✓") + " " + Format.count(moved, "message") + left + "  " + way);
    }
}
