package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorTimer;

/**
 * Makes dead letters: maps that say what failed, and hold the message as it came, or the timer that fired before it.
 *
 * @param run the run's short id
 * @param task the task's number, from 1
 */
record DeadLetters(String run, int task) {
    /** A dead letter with the message's value too, where it could be decoded. */
    Output letter(FedInput input, Failure failure) {
        if (failure.timer().isPresent()) {
            ProcessorTimer timer = failure.timer().get();
            return Output.of(head(input, failure)
                    .put("timer", timer.key())
                    .put("due", Value.of(timer.due()))
                    .build());
        }
        MapValue.Builder letter = withMessage(input, failure);
        try {
            letter.put("value", new PayloadDecoder().decode(input.message()));
        } catch (EncodingException e) {
            // It is only there as it came.
        }
        return Output.of(letter.build());
    }

    /** A dead letter with nothing of the message but its bytes as they came. */
    Output letterOfBytes(FedInput input, Failure failure) {
        return Output.of(head(input, failure)
                .put("bytes", Value.of(RecordedMessage.bytes(input.message())))
                .build());
    }

    private MapValue.Builder withMessage(FedInput input, Failure failure) {
        EncodedMessage message = input.message();
        MapValue.Builder letter = head(input, failure).put("time", Value.of(Times.instant(message.timeNanos())));
        if (!message.key().isNull()) {
            letter.put("key", message.key());
        }
        if (!message.headers().isEmpty()) {
            letter.put(
                    "headers",
                    Value.list(message.headers().stream()
                            .map(header -> Value.map("name", Value.of(header.name()), "value", header.value()))
                            .toList()));
        }
        return letter.put("bytes", Value.of(RecordedMessage.bytes(message)));
    }

    private MapValue.Builder head(FedInput input, Failure failure) {
        EncodedMessage message = input.message();
        return MapValue.builder()
                .put("run", Value.of(run))
                .put("task", Value.of(task))
                .put("ordinal", Value.of(input.ordinal()))
                .put("stream", Value.of(message.stream().name()))
                .put("shard", Value.of(message.shard()))
                .put("sequence", Value.of(message.sequence()))
                .put("step", Value.of(failure.step()))
                .put("kind", Value.of(failure.kind().word()))
                .put("error", Value.of(failure.error()));
    }
}
