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
 * @param decoded its value, where a step decodes what comes
 * @param effects what was asked of services
 * @param outputs the outputs made of it, before a step encodes what goes
 * @param notes what the processors logged
 * @param failure what it failed by; the state behind it is then the one before it, unless it was passed over
 * @param code the code in force, in the order of the steps
 */
public record Moment(
        FedInput input,
        Optional<Value> decoded,
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

    static Moment of(
            RecordedInput recorded,
            EdgeValues edges,
            CollectingEgress egress,
            Optional<Failure> failure,
            List<ProcessorCode> code) {
        return new Moment(
                recorded.input(),
                edges.input(),
                recorded.effects(),
                edges.before(egress.outputs()),
                egress.notes(),
                failure,
                code);
    }

    /** The input's value, decoded; the bytes where they cannot be decoded. */
    public Value value() {
        return decoded.orElseGet(() -> RecordedMessage.value(input.message()));
    }
}
