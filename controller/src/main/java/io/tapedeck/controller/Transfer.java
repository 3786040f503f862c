package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Moves messages from a source to a sink, in order and at least once, without a processor and without a recording. What
 * cannot be read, or not be written, is told and passed over.
 */
public final class Transfer {
    private static final int GROUP_MAX = 1_000;
    private static final Duration IDLE_WAIT = Duration.ofMillis(100);

    private final Source source;
    private final Sink sink;
    private final boolean keepsPlaces;
    private final Listener listener;
    private final PayloadDecoder decoder = new PayloadDecoder();
    private final SourcePosition position = new SourcePosition(Value.NULL);
    private long moved;
    private int group;
    private boolean isUnderWay;
    private boolean isUnacknowledged;

    /** Is told how it goes. */
    public interface Listener {
        /** A message was left out. */
        void passedOver(EncodedMessage message, String why);

        /** So many messages were handed to the sink so far. */
        void moved(long messages);
    }

    /**
     * A transfer from one to the other; who opened them closes them.
     *
     * @param keepsPlaces whether a sink that can shall keep each message's stream, shard and sequence
     */
    public Transfer(Source source, Sink sink, boolean keepsPlaces, Listener listener) {
        this.source = source;
        this.sink = sink;
        this.keepsPlaces = keepsPlaces;
        this.listener = listener;
    }

    /** Moves until the source ends, {@code max} messages are moved, or somebody asks to stop. */
    public void run(long max, BooleanSupplier stop) throws ConnectorException, InterruptedException {
        source.beforeRelease(this::settle);
        source.seek(Optional.empty());
        boolean ended = false;
        while (!ended && moved < max && !stop.getAsBoolean()) {
            switch (source.poll(group > 0 ? Duration.ZERO : IDLE_WAIT)) {
                case Polled.Input(var message, var behind) -> {
                    take(message);
                    position.advance(behind);
                    isUnacknowledged = true;
                }
                case Polled.Idle ignored -> settle();
                case Polled.Ended ignored -> ended = true;
            }
            if (group >= GROUP_MAX) {
                push();
            }
        }
        settle();
    }

    /** The messages moved so far. */
    public long moved() {
        return moved;
    }

    private void take(EncodedMessage message) throws ConnectorException {
        group++;
        try {
            Output output = new Output(decoder.decode(message), message.key(), message.headers());
            Effect effect = new Effect(new EffectId(moved + 1, 0), message.timeNanos(), output, sink.encode(output));
            if (keepsPlaces) {
                sink.forward(effect, message);
            } else {
                sink.write(effect);
            }
            moved++;
        } catch (EncodingException e) {
            listener.passedOver(message, String.valueOf(e.getMessage()));
        }
    }

    private void push() throws ConnectorException {
        isUnderWay |= !sink.push();
        group = 0;
        listener.moved(moved);
        if (source.isAcknowledged()) {
            settle();
        }
    }

    /** Delivers all that was taken, and tells a source that wants to know. */
    private void settle() throws ConnectorException {
        if (group > 0 || isUnderWay) {
            sink.flush();
            group = 0;
            isUnderWay = false;
            listener.moved(moved);
        }
        if (source.isAcknowledged() && isUnacknowledged) {
            source.acknowledge(position.toValue());
            isUnacknowledged = false;
        }
    }
}
