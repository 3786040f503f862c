package io.tapedeck.controller;

import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.Scenario.Trigger;
import io.tapedeck.runtime.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Listens to the steps that decode at a pipeline's start and encode at its end: who looks at an input wants to see the
 * values, and the log has bytes.
 */
final class EdgeValues implements StepChain.CallWatcher {
    private Optional<String> decoder = Optional.empty();
    private Optional<String> encoder = Optional.empty();
    private Optional<Value> input = Optional.empty();
    private final List<Output> outputs = new ArrayList<>();

    /** From now on listens to the next input, for which this code is in force. */
    void listen(List<ProcessorCode> code) {
        input = Optional.empty();
        outputs.clear();
        decoder = code.isEmpty() ? Optional.empty() : step(code.getFirst(), "decode");
        encoder = code.isEmpty() ? Optional.empty() : step(code.getLast(), "encode");
    }

    private static Optional<String> step(ProcessorCode code, String kind) {
        return code.language().equals("builtin") && code.entry().equals(kind)
                ? Optional.of(code.step())
                : Optional.empty();
    }

    @Override
    public void made(Step step, Trigger trigger, Step.Occasion occasion, List<Output> made) {
        if (trigger instanceof Trigger.Arrival(var message) && made.size() == 1) {
            if (is(decoder, step)) {
                input = Optional.of(made.getFirst().value());
            }
            if (is(encoder, step)) {
                outputs.add(Output.of(message));
            }
        }
    }

    private static boolean is(Optional<String> id, Step step) {
        return id.isPresent() && id.get().equals(step.id());
    }

    /** What the input was decoded to; empty where no step decodes, or not to one value. */
    Optional<Value> input() {
        return input;
    }

    /** What was encoded to the outputs given; these themselves where no step encodes, or several to one. */
    List<Output> before(List<Output> given) {
        return encoder.isPresent() && outputs.size() == given.size() ? outputs : given;
    }
}
