package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;

/**
 * What a call asked of a service, and what came of it.
 *
 * @param request what was asked
 * @param result what came of it
 */
public record RecordedEffect(EffectRequest request, EffectResult result) {
    RunRecord toRecord() {
        MapValue.Builder content = MapValue.builder()
                .put("ordinal", Value.of(request.ordinal()))
                .put("step", Value.of(request.step()))
                .put("path", Value.list(request.path().stream().map(Value::of).toList()))
                .put("index", Value.of(request.index()))
                .put("service", Value.of(request.service()))
                .put("request", request.content());
        switch (result) {
            case EffectResult.Answer(Value value) -> content.put("answer", value);
            case EffectResult.Failed(String error) -> content.put("error", Value.of(error));
        }
        return new RunRecord(RunRecord.Kind.EFFECT, content.build());
    }

    static RecordedEffect ofRecord(RunRecord record) {
        MapValue content = record.content();
        EffectRequest request = new EffectRequest(
                content.get("ordinal").asLong(),
                content.get("step").asString(),
                content.get("path").asList().stream()
                        .map(index -> Math.toIntExact(index.asLong()))
                        .toList(),
                Math.toIntExact(content.get("index").asLong()),
                content.get("service").asString(),
                content.get("request"));
        return new RecordedEffect(
                request,
                content.has("error")
                        ? new EffectResult.Failed(content.get("error").asString())
                        : new EffectResult.Answer(content.get("answer")));
    }

    /** Whether it is of the same call, and as many were asked before it. */
    boolean isAt(EffectRequest other) {
        return request.step().equals(other.step())
                && request.path().equals(other.path())
                && request.index() == other.index();
    }
}
