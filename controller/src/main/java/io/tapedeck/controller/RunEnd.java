package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Instant;

/**
 * The record that the controller stopped.
 *
 * @param state how the run stood
 * @param inputs the inputs so far
 * @param outputs the outputs so far
 * @param at when, by the wall clock
 */
record RunEnd(RunState state, long inputs, long outputs, Instant at) {
    RunRecord toRecord() {
        return new RunRecord(
                RunRecord.Kind.RUN_END,
                MapValue.builder()
                        .put("state", Value.of(state.name()))
                        .put("inputs", Value.of(inputs))
                        .put("outputs", Value.of(outputs))
                        .put("at", Value.of(at))
                        .build());
    }

    static RunEnd ofRecord(RunRecord record) {
        MapValue content = record.content();
        return new RunEnd(
                RunState.valueOf(content.get("state").asString()),
                content.get("inputs").asLong(),
                content.get("outputs").asLong(),
                content.get("at").asTime());
    }
}
