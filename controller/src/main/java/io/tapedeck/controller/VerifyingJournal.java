package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Effects;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal of a replay: gives the recorded effects, compares every call's digests with the recorded ones and throws
 * at the first difference. An input that the log has no outcome for is not compared.
 */
final class VerifyingJournal implements Journal {
    private final LogIngress tape;
    private final List<String> steps;
    private final boolean verify;
    private final Map<String, Value> stubs;
    private long callsCompared;
    private long outputsCompared;

    VerifyingJournal(LogIngress tape, List<String> steps, boolean verify, Map<String, Value> stubs) {
        this.tape = tape;
        this.stubs = Map.copyOf(stubs);
        this.verify = verify;
        this.steps = List.copyOf(steps);
    }

    /** The calls of processors that were compared. */
    long callsCompared() {
        return callsCompared;
    }

    /** The outputs of the pipeline that were compared. */
    long outputsCompared() {
        return outputsCompared;
    }

    @Override
    public void input(FedInput input) {}

    @Override
    public boolean keeps(FedInput input) {
        return tape.keepsInputs();
    }

    @Override
    public StepChain.ErrorDecider errorDecider(FedInput input) {
        return tape.current()::decision;
    }

    @Override
    public Effects effects(FedInput input) {
        return new RecordedEffects(tape.current().effects(), stubs);
    }

    @Override
    public boolean knowsThatAllGoThrough(FedInput input) {
        RecordedInput recorded = tape.current();
        return verify && recorded.outcome().isPresent() && recorded.passedOver().isEmpty();
    }

    @Override
    public void outcome(FedInput input, Outcome outcome) throws DivergenceException {
        RecordedInput recorded = tape.current();
        if (!verify || recorded.outcome().isEmpty()) {
            return;
        }
        StepRecord expected = recorded.outcome().get();
        List<Call> made = outcome.record().calls();
        for (int i = 0; i < Math.max(made.size(), expected.calls().size()); i++) {
            compare(input, i, expected.calls(), made);
        }
        for (Failure failure : outcome.passedOver()) {
            compare(input, recorded.passedOver(failure.step(), failure.path()), failure);
        }
        if (outcome.record().endNanos() != expected.endNanos()) {
            throw new DivergenceException(Divergence.ofClock(
                    input, lastStep(made), expected.endNanos(), outcome.record().endNanos()));
        }
        callsCompared += made.size();
        outputsCompared += outcome.outputCount();
    }

    private void compare(FedInput input, int index, List<Call> expected, List<Call> made) throws DivergenceException {
        if (index >= expected.size() || index >= made.size()) {
            Call extra = index < made.size() ? made.get(index) : expected.get(index);
            throw new DivergenceException(
                    Divergence.ofCallCount(input, steps.get(extra.step()), expected.size(), made.size()));
        }
        Call before = expected.get(index);
        Call now = made.get(index);
        if (before.outputsDigest() != now.outputsDigest() || before.outputCount() != now.outputCount()) {
            throw new DivergenceException(Divergence.ofOutputs(input, steps.get(now.step()), before, now));
        }
        if (before.stateDigest() != now.stateDigest()) {
            throw new DivergenceException(Divergence.ofState(input, steps.get(now.step()), before, now));
        }
    }

    private static void compare(FedInput input, Optional<Failure> recorded, Failure replayed)
            throws DivergenceException {
        Value error = recorded.map(failure -> (Value) Value.map("error", Value.of(failure.error())))
                .orElse(Value.NULL);
        if (!error.get("error").equals(Value.of(replayed.error()))) {
            throw new DivergenceException(Divergence.ofError(input, replayed, error));
        }
    }

    private String lastStep(List<Call> calls) {
        return calls.isEmpty() ? "" : steps.get(calls.getLast().step());
    }

    @Override
    public void sync() {}
}
