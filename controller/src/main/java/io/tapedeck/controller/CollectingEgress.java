package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.util.List;

/** Keeps the outputs and notes of the last input, to be looked at. */
final class CollectingEgress implements Egress {
    private List<Output> outputs = List.of();
    private List<String> notes = List.of();

    @Override
    public Bytes encode(Output output) {
        return Bytes.EMPTY;
    }

    @Override
    public void release(FedInput input, Outcome outcome) {
        outputs = outcome.outputs().stream().map(Outcome.Encoded::output).toList();
        notes = outcome.notes();
    }

    @Override
    public void flush() {}

    void clear() {
        outputs = List.of();
        notes = List.of();
    }

    List<Output> outputs() {
        return outputs;
    }

    List<String> notes() {
        return notes;
    }
}
