package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The live egress: keeps the outputs until the log is durable, then hands the sink those that it does not hold yet.
 */
final class SinkEgress implements Egress {
    private final SinkEdge main;
    private final Optional<SinkEdge> deadLetters;
    private final DeadLetters letters;

    /** A sink, and what it holds already. */
    static final class SinkEdge {
        private final Sink sink;
        private final List<Effect> waiting = new ArrayList<>();
        /** How many of those belong to the group that is being made durable. */
        private int grouped;

        private long waitingBytes;
        private EffectId pushed;
        private EffectId delivered;
        private long taken;

        SinkEdge(Sink sink, EffectId delivered) {
            this.sink = sink;
            this.pushed = delivered;
            this.delivered = delivered;
        }

        /** The last effect that was delivered. */
        EffectId delivered() {
            return delivered;
        }

        /** Whether it knows itself that it holds all that was made of an input: of a later one, something. */
        private boolean holdsAllOf(FedInput input) {
            return sink.remembers() && input.ordinal() < pushed.ordinal();
        }

        private void add(Effect effect) {
            if (effect.id().compareTo(pushed) > 0) {
                waiting.add(effect);
                waitingBytes += effect.encoded().length();
                taken++;
            }
        }

        private void pushGroup() throws ConnectorException {
            if (grouped == 0) {
                return;
            }
            List<Effect> going = waiting.subList(0, grouped);
            for (Effect effect : going) {
                sink.write(effect);
                waitingBytes -= effect.encoded().length();
            }
            pushed = going.getLast().id();
            going.clear();
            grouped = 0;
            if (sink.push()) {
                delivered = pushed;
            }
        }

        private void settle() throws ConnectorException {
            if (!delivered.equals(pushed)) {
                sink.flush();
                delivered = pushed;
            }
        }
    }

    SinkEgress(SinkEdge main, Optional<SinkEdge> deadLetters, DeadLetters letters) {
        this.main = main;
        this.deadLetters = deadLetters;
        this.letters = letters;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return main.sink.encode(output);
    }

    /** What the sink holds was encoded, and is not written again: nobody needs its bytes. */
    @Override
    public StepChain.OutputEncoder encoderOfRecorded(FedInput input) {
        return main.holdsAllOf(input) ? output -> Bytes.EMPTY : this::encode;
    }

    @Override
    public void release(FedInput input, Outcome outcome) {
        for (int i = 0; i < outcome.outputs().size(); i++) {
            Outcome.Encoded output = outcome.outputs().get(i);
            main.add(new Effect(
                    new EffectId(input.ordinal(), i), input.message().timeNanos(), output.output(), output.bytes()));
        }
        deadLetters.ifPresent(edge -> releaseDeadLetters(edge, input, outcome.passedOver()));
    }

    private void releaseDeadLetters(SinkEdge edge, FedInput input, List<Failure> failures) {
        int index = 0;
        for (Failure failure : failures) {
            if (failure.decision() == ErrorPolicy.DEAD_LETTER) {
                edge.add(letter(edge.sink, input, failure, index++));
            }
        }
    }

    /** A dead letter; one whose value the sink's format cannot hold carries the bytes instead. */
    private Effect letter(Sink sink, FedInput input, Failure failure, int index) {
        Output letter = letters.letter(input, failure);
        Bytes bytes;
        try {
            bytes = sink.encode(letter);
        } catch (EncodingException e) {
            letter = letters.letterOfBytes(input, failure);
            bytes = encodeBytesLetter(sink, letter);
        }
        return new Effect(new EffectId(input.ordinal(), index), input.message().timeNanos(), letter, bytes);
    }

    private static Bytes encodeBytesLetter(Sink sink, Output letter) {
        try {
            return sink.encode(letter);
        } catch (EncodingException e) {
            throw new UncheckedIOException("a dead letter cannot be written: " + e.getMessage(), new IOException(e));
        }
    }

    @Override
    public void push() throws ConnectorException {
        endGroup();
        pushGroup();
    }

    /** What was released so far is a group, which goes by {@link #pushGroup}, before what is released from now on. */
    void endGroup() {
        main.grouped = main.waiting.size();
        deadLetters.ifPresent(edge -> edge.grouped = edge.waiting.size());
    }

    /** Lets the group go, for the log is durable up to there. */
    void pushGroup() throws ConnectorException {
        main.pushGroup();
        if (deadLetters.isPresent()) {
            deadLetters.get().pushGroup();
        }
    }

    /** Waits until all that is on its way to the sinks has been delivered. */
    void settle() throws ConnectorException {
        main.settle();
        if (deadLetters.isPresent()) {
            deadLetters.get().settle();
        }
    }

    /** The size of the outputs that are kept until the log is durable. */
    long waitingBytes() {
        return main.waitingBytes + deadLetters.map(edge -> edge.waitingBytes).orElse(0L);
    }

    /** How many outputs it took that the main sink did not hold. */
    long taken() {
        return main.taken;
    }

    /** What has been delivered, for a checkpoint. */
    MapValue delivered() {
        MapValue.Builder map = MapValue.builder().put("main", toValue(main.delivered()));
        deadLetters.ifPresent(edge -> map.put("dead_letters", toValue(edge.delivered())));
        return map.build();
    }

    private static Value toValue(EffectId id) {
        return Value.list(Value.of(id.ordinal()), Value.of(id.index()));
    }

    static EffectId ofValue(Value value) {
        return value.isNull()
                ? NONE
                : new EffectId(value.get(0).asLong(), (int) value.get(1).asLong());
    }

    /** Before all effects. */
    static final EffectId NONE = new EffectId(0, -1);
}
