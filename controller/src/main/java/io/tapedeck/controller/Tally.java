package io.tapedeck.controller;

import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.Value;

/** Counts of a whole run, and where it got to. */
final class Tally {
    private long inputs;
    private long ticks;
    private long outputs;
    private SourcePosition sourcePosition = new SourcePosition(Value.NULL);
    private long endNanos = Long.MIN_VALUE;
    private EffectId lastEffect = SinkEgress.NONE;

    void startAt(Checkpoint checkpoint) {
        inputs = checkpoint.inputs();
        ticks = checkpoint.ticks();
        outputs = checkpoint.outputs();
        sourcePosition = new SourcePosition(checkpoint.sourcePosition());
        endNanos = checkpoint.endNanos();
    }

    void count(FedInput input, Outcome outcome) {
        inputs = input.ordinal();
        ticks += input.isTick() ? 1 : 0;
        outputs += outcome.outputCount();
        if (!input.isTick()) {
            sourcePosition.advance(input.position());
        }
        endNanos = outcome.record().endNanos();
        if (outcome.outputCount() > 0) {
            lastEffect = new EffectId(input.ordinal(), outcome.outputCount() - 1);
        }
    }

    /** The ordinal of the last input that all steps are through with. */
    long inputs() {
        return inputs;
    }

    /** How many of the inputs were ticks. */
    long ticks() {
        return ticks;
    }

    /** How many of the inputs came from the source. */
    long messages() {
        return inputs - ticks;
    }

    /** The outputs so far. */
    long outputs() {
        return outputs;
    }

    /** Where the source goes on after that input. */
    Value sourcePosition() {
        return sourcePosition.toValue();
    }

    /** The clock at the end of that input. */
    long endNanos() {
        return endNanos;
    }

    /** The last output made, since counting began. */
    EffectId lastEffect() {
        return lastEffect;
    }
}
