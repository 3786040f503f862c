package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run replayed with other code, its outputs and the state at the end compared with the recorded.
 *
 * @param start how the run was started: of several tasks the one that fails now, or the first
 * @param inputs the inputs replayed
 * @param outputs the outputs compared
 * @param failure what the replay failed by
 * @param failsAsRecorded whether the record fails at the same input by the same error
 * @param states the differing entries of the state at the end
 */
public record Comparison(
        RunStart start,
        long inputs,
        OutputDifferences outputs,
        Optional<Failure> failure,
        boolean failsAsRecorded,
        List<StateDifference> states) {
    /** Copies the lists. */
    public Comparison {
        states = List.copyOf(states);
    }

    /** Whether all is as recorded. */
    public boolean isSame() {
        boolean sameEnd = failure.isEmpty() || failsAsRecorded;
        return sameEnd && outputs.isEmpty() && states.isEmpty();
    }

    /** The comparisons of a run's tasks as one. */
    static Comparison ofRun(List<Comparison> tasks) {
        if (tasks.size() == 1) {
            return tasks.getFirst();
        }
        Comparison telling = tasks.stream()
                .filter(task -> task.failure.isPresent() && !task.failsAsRecorded)
                .findFirst()
                .or(() ->
                        tasks.stream().filter(task -> task.failure.isPresent()).findFirst())
                .orElse(tasks.getFirst());
        OutputDifferences outputs = new OutputDifferences(List.of());
        tasks.forEach(task -> outputs.addAll(task.outputs));
        return new Comparison(
                telling.start,
                tasks.stream().mapToLong(Comparison::inputs).sum(),
                outputs,
                telling.failure,
                telling.failsAsRecorded,
                tasks.stream().flatMap(task -> task.states.stream()).toList());
    }

    static Comparison of(RunFolder run, Variation variation, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        Pass now = new Pass(variation, listener);
        List<MapValue> after = now.run(run, extensions);
        // The recorded code makes the recorded state: where no other is given, one replay tells both.
        List<MapValue> before =
                variation.isAsRecorded() ? after : new Pass(variation.asRecorded(), listener).run(run, extensions);
        List<StateDifference> states = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            states.addAll(StateDifference.between(
                    now.start.orElseThrow().taskNumber(), now.steps.get(i), before.get(i), after.get(i)));
        }
        return new Comparison(
                now.start.orElseThrow(), now.inputs, now.outputs, now.failure, now.failsAsRecorded, states);
    }

    /** One replay of the run, its outputs compared with the log's. */
    private static final class Pass {
        private final Variation variation;
        private final RunListener listener;
        private final OutputDifferences outputs;
        private final CollectingEgress egress = new CollectingEgress();
        private Optional<RunStart> start = Optional.empty();
        private Optional<Failure> failure = Optional.empty();
        private boolean failsAsRecorded;
        private List<String> steps = List.of();
        private long inputs;

        private Pass(Variation variation, RunListener listener) {
            this.variation = variation;
            outputs = new OutputDifferences(variation.ignored());
            this.listener = listener;
        }

        /** Replays, and returns each step's state at the end. */
        private List<MapValue> run(RunFolder run, Extensions extensions) throws IOException, StepLoadException {
            try (RunLogReader log = RunLogReader.open(run.log())) {
                start = Optional.of(log.start());
                steps = log.start().code().stream().map(ProcessorCode::step).toList();
                StepLoader loader =
                        new StepLoader(extensions, log.start(), step -> PipelineFile.TIMEOUT_DEFAULT, listener);
                try (Replay replay = begin(run, log, loader).withoutVerifying().withStubs(variation.stubs())) {
                    Optional<RecordedInput> at = goToFirst(replay);
                    while (at.isPresent()
                            && step(replay, at.get())
                            && !isLast(at.get().input())) {
                        at = replay.next();
                    }
                    return replay.states().stream()
                            .map(state -> Step.stateValue(state).asMap())
                            .toList();
                }
            }
        }

        /** Other code that gets all inputs is there from the start; otherwise a checkpoint before the first will do. */
        private Replay begin(RunFolder run, RunLogReader log, StepLoader loader) throws IOException {
            return variation.from().isPresent()
                    ? Replay.before(variation.from().get(), run, loader, log, egress)
                    : Replay.fromStart(loader, log, variation.with(), egress);
        }

        /** Goes to the first input that the other code gets; those before it the recorded code takes. */
        private Optional<RecordedInput> goToFirst(Replay replay) throws IOException, StepLoadException {
            Optional<RecordedInput> at = replay.next();
            if (variation.from().isEmpty()) {
                return at;
            }
            while (at.isPresent()
                    && !variation.from().get().isReachedBy(at.get().input())) {
                try {
                    replay.process();
                } catch (InputFailedException | DivergenceException e) {
                    throw new IOException(
                            "input #" + at.get().input().ordinal()
                                    + ", which went through when it was recorded, fails now; ./tapedeck verify tells why",
                            e);
                }
                at = replay.next();
            }
            replay.override(variation.with());
            return at;
        }

        private boolean isLast(FedInput input) {
            return variation.to().filter(last -> last.isReachedBy(input)).isPresent();
        }

        private boolean step(Replay replay, RecordedInput recorded) throws IOException, StepLoadException {
            inputs++;
            egress.clear();
            Optional<Failure> ofLiveRun = recorded.failureOfLiveRun();
            if (ofLiveRun.isPresent() && variation.with().isEmpty()) {
                failure = ofLiveRun;
                failsAsRecorded = true;
                return false;
            }
            try {
                replay.process();
            } catch (InputFailedException e) {
                failure = Optional.of(e.failure());
                failsAsRecorded = recorded.outcome().isEmpty()
                        && recorded.stopped()
                                .filter(before ->
                                        before.error().equals(e.failure().error()))
                                .isPresent();
                outputs.addRemoved(
                        RecordedOutputs.of(recorded, steps.size() - 1).outputs().size());
                return false;
            } catch (DivergenceException e) {
                throw new AssertionError("this replay does not verify", e);
            }
            if (isSameToTheByte(recorded)) {
                outputs.addSame(egress.outcome().orElseThrow().outputCount());
            } else {
                outputs.compare(
                        OutputDifferences.Origin.of(start.orElseThrow(), recorded.input()),
                        RecordedOutputs.of(recorded, steps.size() - 1).outputs(),
                        egress.outputs());
            }
            if (inputs % 1024 == 0) {
                listener.progress(inputs, outputs.same() + outputs.added() + outputs.changed());
            }
            return true;
        }

        /** Whether the last step's calls made the very bytes that are recorded, as most do: then none need be decoded. */
        private boolean isSameToTheByte(RecordedInput recorded) {
            List<Call> before = recorded.outcome().map(StepRecord::calls).orElse(List.of());
            List<Call> now = egress.outcome().orElseThrow().record().calls();
            int last = steps.size() - 1;
            boolean alike = last >= 0 && before.size() == now.size();
            for (int i = 0; alike && i < now.size(); i++) {
                alike = before.get(i).step() == now.get(i).step()
                        && (now.get(i).step() < last
                                || before.get(i).outputs().equals(now.get(i).outputs()));
            }
            return alike;
        }
    }
}
