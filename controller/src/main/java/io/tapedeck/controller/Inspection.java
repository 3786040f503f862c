package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input of a run, with what was there and what came of it. Where the input failed, the states are those just
 * before it, for a failed input leaves nothing.
 *
 * @param start how the run was started
 * @param input the input as it came
 * @param value its decoded value; the bytes where they cannot be decoded
 * @param states the state of each step afterwards, by step, in the order of the steps
 * @param changed the keys that the input changed, by step
 * @param timers the timers of each step then, by step
 * @param effects what was asked of services
 * @param outputs the outputs made of it
 * @param notes what the processors logged
 * @param failure what it failed by
 * @param code the code in force, in the order of the steps
 */
public record Inspection(
        RunStart start,
        FedInput input,
        Value value,
        Map<String, MapValue> states,
        Map<String, List<Value>> changed,
        Map<String, List<ProcessorTimer>> timers,
        List<RecordedEffect> effects,
        List<Output> outputs,
        List<String> notes,
        Optional<Failure> failure,
        List<ProcessorCode> code) {
    static Optional<Inspection> of(RunFolder run, RunPosition position, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException, DivergenceException, ConnectorException {
        try (RunLogReader log = RunLogReader.open(run.log())) {
            StepLoader loader = new StepLoader(extensions, log.start(), step -> PipelineFile.TIMEOUT_DEFAULT, listener);
            CollectingEgress egress = new CollectingEgress();
            try (Replay replay = replayBefore(position, run, loader, log, egress)) {
                long inputs = 0;
                Optional<RecordedInput> at = replay.next();
                while (at.isPresent() && !position.isReachedBy(at.get().input())) {
                    replay.processRecorded();
                    if (++inputs % 1024 == 0) {
                        listener.progress(inputs, replay.tally().outputs());
                    }
                    at = replay.next();
                }
                if (at.isEmpty() || !isAt(position, at.get().input())) {
                    return Optional.empty();
                }
                return Optional.of(inspect(log.start(), replay, at.get(), egress));
            }
        }
    }

    /** A replay from the last checkpoint before a position, or from the start. */
    private static Replay replayBefore(
            RunPosition position, RunFolder run, StepLoader loader, RunLogReader log, Egress egress)
            throws IOException {
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(run.log())) {
            Optional<RecordedCheckpoint> from = recorded.before(position);
            return from.isPresent()
                    ? Replay.from(
                            from.get(), recorded.code(from.get()), recorded.states(from.get()), loader, log, egress)
                    : Replay.fromStart(loader, log, Map.of(), egress);
        }
    }

    private static boolean isAt(RunPosition position, FedInput input) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> input.ordinal() == ordinal;
            case RunPosition.Sequence sequence -> input.message().sequence() == sequence.sequence();
            case RunPosition.FeedTime ignored -> true;
        };
    }

    private static Inspection inspect(RunStart start, Replay replay, RecordedInput recorded, CollectingEgress egress)
            throws IOException, StepLoadException, DivergenceException {
        egress.clear();
        Map<String, MapValue> before = states(replay);
        Optional<Failure> failure = Optional.empty();
        try {
            replay.process();
        } catch (InputFailedException e) {
            failure = Optional.of(e.failure());
        }
        Map<String, MapValue> after = states(replay);
        return new Inspection(
                start,
                recorded.input(),
                RecordedMessage.value(recorded.input().message()),
                after,
                changes(before, after),
                timers(replay),
                recorded.effects(),
                egress.outputs(),
                egress.notes(),
                failure.or(() -> recorded.passedOver().stream().findFirst()),
                replay.code());
    }

    private static Map<String, MapValue> states(Replay replay) throws StepLoadException {
        Map<String, MapValue> states = new LinkedHashMap<>();
        for (Step step : replay.chain().steps()) {
            states.put(step.id(), Step.stateValue(step.state()).asMap());
        }
        return states;
    }

    private static Map<String, List<ProcessorTimer>> timers(Replay replay) throws StepLoadException {
        Map<String, List<ProcessorTimer>> timers = new LinkedHashMap<>();
        for (Step step : replay.chain().steps()) {
            timers.put(step.id(), step.state().timers().all());
        }
        return timers;
    }

    private static Map<String, List<Value>> changes(Map<String, MapValue> before, Map<String, MapValue> after) {
        Map<String, List<Value>> changes = new LinkedHashMap<>();
        after.forEach((step, state) ->
                changes.put(step, changedKeys(before.getOrDefault(step, MapValue.EMPTY), state)));
        return changes;
    }

    private static List<Value> changedKeys(MapValue before, MapValue after) {
        Map<Value, Value> all = new LinkedHashMap<>(before.entries());
        all.putAll(after.entries());
        return all.keySet().stream()
                .filter(key -> !Optional.ofNullable(before.entries().get(key))
                        .equals(Optional.ofNullable(after.entries().get(key))))
                .toList();
    }
}
