package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
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
        for (Call call : recorded.outcome().map(outcome -> outcome.calls()).orElse(List.of())) {
            ValueDecoder decoder = new ValueDecoder(call.outputs());
            while (call.step() == step && decoder.hasMore()) {
                outputs.add(Output.ofValue(decoder.read()));
            }
        }
        return new RecordedOutputs(outputs);
    }

    /** The values. */
    ListValue toValue() {
        return Value.list(outputs.stream().map(Output::value).toList());
    }
}
