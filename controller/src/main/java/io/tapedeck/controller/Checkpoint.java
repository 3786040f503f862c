package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import java.util.List;

/**
 * What a task needs, besides the state of its steps, to go on behind an input.
 *
 * @param inputs the ordinal of the last input that it includes
 * @param outputs the outputs made so far
 * @param sourcePosition where the source goes on
 * @param logPosition where the log goes on
 * @param delivered the last effect that each sink was given
 * @param endNanos the clock at the end of the last input
 * @param state how the run stood
 * @param code the code in force
 * @param stateDigests the digest of each step's state
 */
record Checkpoint(
        long inputs,
        long outputs,
        Value sourcePosition,
        LogPosition logPosition,
        MapValue delivered,
        long endNanos,
        RunState state,
        List<ProcessorCode> code,
        List<Long> stateDigests) {
    /** Copies the lists. */
    Checkpoint {
        code = List.copyOf(code);
        stateDigests = List.copyOf(stateDigests);
    }

    MapValue toValue() {
        return MapValue.builder()
                .put("inputs", Value.of(inputs))
                .put("outputs", Value.of(outputs))
                .put("source", sourcePosition)
                .put("segment", Value.of(logPosition.segment()))
                .put("offset", Value.of(logPosition.offset()))
                .put("delivered", delivered)
                .put("end", Value.of(endNanos))
                .put("state", Value.of(state.name()))
                .put("code", Value.list(code.stream().map(CodeValues::toValue).toList()))
                .put("digests", Value.list(stateDigests.stream().map(Value::of).toList()))
                .build();
    }

    static Checkpoint ofValue(Value value) {
        return new Checkpoint(
                value.get("inputs").asLong(),
                value.get("outputs").asLong(),
                value.get("source"),
                new LogPosition(
                        (int) value.get("segment").asLong(), value.get("offset").asLong()),
                value.get("delivered").asMap(),
                value.get("end").asLong(),
                RunState.valueOf(value.get("state").asString()),
                value.get("code").asList().stream().map(CodeValues::ofValue).toList(),
                value.get("digests").asList().stream().map(Value::asLong).toList());
    }
}
