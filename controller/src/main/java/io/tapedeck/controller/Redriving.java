package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Sends messages that a run passed over to a sink, as they came. What was sent so once is known by its identity: a sink
 * that remembers gets it once, however often it is tried.
 */
public final class Redriving {
    private static final int GROUP_MAX = 1_000;

    private final Sink sink;
    private final boolean raw;
    private final PayloadDecoder decoder = new PayloadDecoder();
    private final JsonCodec json = new JsonCodec();
    private final EffectId held;
    private long number;
    private long sent;
    private int group;

    /**
     * To a sink, which its opener closes.
     *
     * @param raw whether the sink writes bytes as they are, so that the content can be handed to it as it came
     */
    public Redriving(Sink sink, boolean raw) {
        this.sink = sink;
        this.raw = raw;
        held = sink.last().orElse(SinkEgress.NONE);
    }

    /**
     * The identity that the effects are bound to: another than the run's, for they are none of its outputs.
     *
     * @param selection what is sent, such as the positions, in a form that is the same each time
     */
    public static UUID lineage(RunStart start, String selection) {
        String text = "redriven from " + start.lineage() + ": " + selection;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends one.
     *
     * @throws EncodingException where the sink cannot hold it
     */
    public void send(PassedOver passedOver) throws EncodingException, ConnectorException {
        EncodedMessage message = passedOver.message();
        Output output = new Output(
                raw ? Value.of(content(passedOver)) : decoder.decode(message), message.key(), message.headers());
        Bytes encoded = sink.encode(output);
        EffectId id = new EffectId(++number, 0);
        if (id.compareTo(held) <= 0) {
            return;
        }
        sink.write(new Effect(id, message.timeNanos(), output, encoded));
        sent++;
        if (++group >= GROUP_MAX) {
            sink.push();
            group = 0;
        }
    }

    private Bytes content(PassedOver passedOver) throws EncodingException {
        return passedOver.message().encoding() == PayloadEncoding.VALUE
                ? json.encode(decoder.decode(passedOver.message()))
                : RecordedMessage.bytes(passedOver.message());
    }

    /** Waits until all has arrived. */
    public void end() throws ConnectorException {
        sink.flush();
    }

    /** How many were handed to the sink; those that it held already are not among them. */
    public long sent() {
        return sent;
    }
}
