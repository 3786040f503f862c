package io.tapedeck.controller;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import java.util.List;
import java.util.Optional;

/**
 * An input of a run and what came of it.
 *
 * @param input the input as it came
 * @param effects what was asked of services
 * @param outputs the outputs made of it
 * @param notes what the processors logged
 * @param failure what it failed by; the state behind it is then the one before it, unless it was passed over
 * @param code the code in force, in the order of the steps
 */
public record Moment(
        FedInput input,
        List<RecordedEffect> effects,
        List<Output> outputs,
        List<String> notes,
        Optional<Failure> failure,
        List<ProcessorCode> code) {
    /** Copies the lists. */
    public Moment {
        effects = List.copyOf(effects);
        outputs = List.copyOf(outputs);
        notes = List.copyOf(notes);
        code = List.copyOf(code);
    }

    /** The input's value, decoded; the bytes where they cannot be decoded. */
    public Value value() {
        return RecordedMessage.value(input.message());
    }
}
