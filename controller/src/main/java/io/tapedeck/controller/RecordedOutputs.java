package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.log.ValueFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * The outputs of the pipeline that the log has for an input: those of the last step's calls, in order.
 *
 * @param outputs the outputs
 */
record RecordedOutputs(List<Output> outputs) {
    static RecordedOutputs of(RecordedInput recorded) {
        List<Call> calls = recorded.outcome().map(step -> step.calls()).orElse(List.of());
        int last = calls.stream().mapToInt(Call::step).max().orElse(-1);
        return of(recorded, last);
    }

    /** The outputs of the calls of one step; −1 for a pipeline without steps, whose outputs are its inputs. */
    static RecordedOutputs of(RecordedInput recorded, int step) {
        List<Output> outputs = new ArrayList<>();
        if (step < 0 && recorded.outcome().isPresent() && recorded.passedOver().isEmpty()) {
            EncodedMessage message = recorded.input().message();
            outputs.add(new Output(RecordedMessage.value(message), message.key(), message.headers()));
        }
        for (Call call : calls(recorded, step)) {
            outputs.addAll(of(recorded.input(), call).outputs());
        }
        return new RecordedOutputs(outputs);
    }

    /** Those of one call for an input, which is whole where an output is without its value. */
    static RecordedOutputs of(FedInput input, Call call) {
        List<Output> outputs = new ArrayList<>();
        ValueDecoder decoder = new ValueDecoder(call.outputs());
        while (decoder.hasMore()) {
            outputs.add(Output.ofRecorded(decoder.read(), () -> value(input.message())));
        }
        return new RecordedOutputs(outputs);
    }

    private static Value value(EncodedMessage message) {
        try {
            return new PayloadDecoder().decode(message);
        } catch (EncodingException e) {
            throw new ValueFormatException("an output has the value of an input that has none: " + e.getMessage());
        }
    }

    /** How many {@link #of(RecordedInput, int)} gives. */
    static long count(RecordedInput recorded, int step) {
        return step < 0
                ? of(recorded, step).outputs().size()
                : calls(recorded, step).stream().mapToLong(Call::outputCount).sum();
    }

    private static List<Call> calls(RecordedInput recorded, int step) {
        return recorded.outcome().map(outcome -> outcome.calls()).orElse(List.of()).stream()
                .filter(call -> call.step() == step)
                .toList();
    }

    /** The values. */
    ListValue toValue() {
        return Value.list(outputs.stream().map(Output::value).toList());
    }
}
