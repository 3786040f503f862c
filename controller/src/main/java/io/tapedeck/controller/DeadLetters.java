package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;

/** Makes dead letters: a map that says what failed, and holds the message. */
final class DeadLetters {
    private DeadLetters() {}

    static Output letter(FedInput input, Failure failure) {
        EncodedMessage message = input.message();
        MapValue.Builder letter = MapValue.builder()
                .put("stream", Value.of(message.stream().name()))
                .put("shard", Value.of(message.shard()))
                .put("sequence", Value.of(message.sequence()))
                .put("ordinal", Value.of(input.ordinal()))
                .put("step", Value.of(failure.step()))
                .put("kind", Value.of(failure.kind().word()))
                .put("error", Value.of(failure.error()));
        try {
            letter.put("value", new PayloadDecoder().decode(message));
        } catch (EncodingException e) {
            letter.put("bytes", Value.of(message.payload()));
        }
        return Output.of(letter.build());
    }
}
