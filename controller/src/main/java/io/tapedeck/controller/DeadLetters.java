package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorTimer;

/** Makes dead letters: a map that says what failed, and holds the message, or the timer that fired before it. */
final class DeadLetters {
    private DeadLetters() {}

    /** A dead letter with the message's value, where it could be decoded. */
    static Output letter(FedInput input, Failure failure) {
        if (failure.timer().isPresent()) {
            ProcessorTimer timer = failure.timer().get();
            return Output.of(head(input, failure)
                    .put("timer", timer.key())
                    .put("due", Value.of(timer.due()))
                    .build());
        }
        try {
            return Output.of(head(input, failure)
                    .put("value", new PayloadDecoder().decode(input.message()))
                    .build());
        } catch (EncodingException e) {
            return letterOfBytes(input, failure);
        }
    }

    /** A dead letter with the message's bytes as they came. */
    static Output letterOfBytes(FedInput input, Failure failure) {
        return Output.of(head(input, failure)
                .put("bytes", Value.of(input.message().payload()))
                .build());
    }

    private static MapValue.Builder head(FedInput input, Failure failure) {
        EncodedMessage message = input.message();
        return MapValue.builder()
                .put("stream", Value.of(message.stream().name()))
                .put("shard", Value.of(message.shard()))
                .put("sequence", Value.of(message.sequence()))
                .put("ordinal", Value.of(input.ordinal()))
                .put("step", Value.of(failure.step()))
                .put("kind", Value.of(failure.kind().word()))
                .put("error", Value.of(failure.error()));
    }
}
