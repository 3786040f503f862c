package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run replayed with other code, its outputs and the state at the end compared with the recorded.
 *
 * @param start how the run was started: of several tasks the one that fails now, or the first
 * @param inputs the inputs replayed
 * @param same the outputs that are the same
 * @param added the outputs that are new
 * @param removed the outputs that are gone
 * @param changed the outputs that are others
 * @param examples the first differences of each kind
 * @param failure what the replay failed by
 * @param failsAsRecorded whether the record fails at the same input by the same error
 * @param states the differing entries of the state at the end
 */
public record Comparison(
        RunStart start,
        long inputs,
        long same,
        long added,
        long removed,
        long changed,
        List<Example> examples,
        Optional<Failure> failure,
        boolean failsAsRecorded,
        List<StateDifference> states) {
    private static final int EXAMPLES_MAX = 5;

    /** Copies the lists. */
    public Comparison {
        examples = List.copyOf(examples);
        states = List.copyOf(states);
    }

    /** Whether all is as recorded. */
    public boolean isSame() {
        boolean sameEnd = failure.isEmpty() || failsAsRecorded;
        return sameEnd && added + removed + changed == 0 && states.isEmpty();
    }

    /** How an output differs. */
    public enum Kind {
        /** The record has no such output. */
        ADDED,
        /** The replay has no such output. */
        REMOVED,
        /** Both have one, with other content. */
        CHANGED
    }

    /**
     * A difference.
     *
     * @param kind how it differs
     * @param place the message
     * @param task the task's number, from 1; 0 where the run has only one
     * @param ordinal its ordinal
     * @param index the output's index among those of the message
     * @param recorded the recorded output, or {@link Value#NULL}
     * @param replayed the output made now, or {@link Value#NULL}
     */
    public record Example(
            Kind kind, Failure.Place place, int task, long ordinal, int index, Value recorded, Value replayed) {}

    /**
     * An entry of a step's state that differs at the end.
     *
     * @param task the task's number, from 1; 0 where the run has only one
     * @param step the step
     * @param key the key
     * @param recorded the value with the recorded code, or {@link Value#NULL}
     * @param replayed the value now, or {@link Value#NULL}
     */
    public record StateDifference(int task, String step, Value key, Value recorded, Value replayed) {}

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
        List<Example> examples = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            tasks.stream()
                    .flatMap(task -> task.examples.stream())
                    .filter(example -> example.kind() == kind)
                    .limit(EXAMPLES_MAX)
                    .forEach(examples::add);
        }
        return new Comparison(
                telling.start,
                tasks.stream().mapToLong(Comparison::inputs).sum(),
                tasks.stream().mapToLong(Comparison::same).sum(),
                tasks.stream().mapToLong(Comparison::added).sum(),
                tasks.stream().mapToLong(Comparison::removed).sum(),
                tasks.stream().mapToLong(Comparison::changed).sum(),
                examples,
                telling.failure,
                telling.failsAsRecorded,
                tasks.stream().flatMap(task -> task.states.stream()).toList());
    }

    static Comparison of(
            RunFolder run,
            Map<String, ProcessorCode> with,
            Map<String, Value> stubs,
            Extensions extensions,
            RunListener listener)
            throws IOException, StepLoadException {
        Pass now = new Pass(with, stubs, listener);
        List<MapValue> after = now.run(run, extensions);
        // The recorded code makes the recorded state: where no other is given, one replay tells both.
        boolean asRecorded = with.isEmpty() && stubs.isEmpty();
        List<MapValue> before = asRecorded ? after : new Pass(Map.of(), Map.of(), listener).run(run, extensions);
        List<StateDifference> states = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            addDifferences(now.start.orElseThrow().taskNumber(), now.steps.get(i), before.get(i), after.get(i), states);
        }
        return new Comparison(
                now.start.orElseThrow(),
                now.inputs,
                now.same,
                now.added,
                now.removed,
                now.changed,
                now.examples,
                now.failure,
                now.failsAsRecorded,
                states);
    }

    private static void addDifferences(
            int task, String step, MapValue before, MapValue after, List<StateDifference> found) {
        Map<Value, Value> all = new LinkedHashMap<>(before.entries());
        all.putAll(after.entries());
        for (Value key : all.keySet()) {
            Value recorded = before.get(key);
            Value replayed = after.get(key);
            if (!ValueEncoder.encode(recorded).equals(ValueEncoder.encode(replayed))) {
                found.add(new StateDifference(task, step, key, recorded, replayed));
            }
        }
    }

    /** One replay of the run, its outputs compared with the log's. */
    private static final class Pass {
        private final Map<String, ProcessorCode> with;
        private final Map<String, Value> stubs;
        private final RunListener listener;
        private final List<Example> examples = new ArrayList<>();
        private final CollectingEgress egress = new CollectingEgress();
        private Optional<RunStart> start = Optional.empty();
        private Optional<Failure> failure = Optional.empty();
        private boolean failsAsRecorded;
        private List<String> steps = List.of();
        private long inputs;
        private long same;
        private long added;
        private long removed;
        private long changed;

        private Pass(Map<String, ProcessorCode> with, Map<String, Value> stubs, RunListener listener) {
            this.with = with;
            this.stubs = stubs;
            this.listener = listener;
        }

        /** Replays, and returns each step's state at the end. */
        private List<MapValue> run(RunFolder run, Extensions extensions) throws IOException, StepLoadException {
            try (RunLogReader log = RunLogReader.open(run.log())) {
                start = Optional.of(log.start());
                steps = log.start().code().stream().map(ProcessorCode::step).toList();
                StepLoader loader =
                        new StepLoader(extensions, log.start(), step -> PipelineFile.TIMEOUT_DEFAULT, listener);
                try (Replay replay = Replay.fromStart(loader, log, with, egress)
                        .withoutVerifying()
                        .withStubs(stubs)) {
                    for (Optional<RecordedInput> at = replay.next(); at.isPresent(); at = replay.next()) {
                        if (!step(replay, at.get())) {
                            break;
                        }
                    }
                    return replay.states().stream()
                            .map(state -> Step.stateValue(state).asMap())
                            .toList();
                }
            }
        }

        private boolean step(Replay replay, RecordedInput recorded) throws IOException, StepLoadException {
            inputs++;
            egress.clear();
            Optional<Failure> ofLiveRun = recorded.stopped()
                    .filter(before ->
                            recorded.outcome().isEmpty() && before.kind().isOfLiveRun());
            if (ofLiveRun.isPresent() && with.isEmpty()) {
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
                removed +=
                        RecordedOutputs.of(recorded, steps.size() - 1).outputs().size();
                return false;
            } catch (DivergenceException e) {
                throw new AssertionError("this replay does not verify", e);
            }
            if (isSameToTheByte(recorded)) {
                same += egress.outcome().orElseThrow().outputCount();
            } else {
                compare(recorded, RecordedOutputs.of(recorded, steps.size() - 1).outputs(), egress.outputs());
            }
            if (inputs % 1024 == 0) {
                listener.progress(inputs, same + added + changed);
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

        private void compare(RecordedInput recorded, List<Output> before, List<Output> now) {
            for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
                if (i >= before.size()) {
                    added++;
                    example(Kind.ADDED, recorded, i, Value.NULL, now.get(i).value());
                } else if (i >= now.size()) {
                    removed++;
                    example(Kind.REMOVED, recorded, i, before.get(i).value(), Value.NULL);
                } else if (encoded(before.get(i)).equals(encoded(now.get(i)))) {
                    same++;
                } else {
                    changed++;
                    example(
                            Kind.CHANGED,
                            recorded,
                            i,
                            before.get(i).value(),
                            now.get(i).value());
                }
            }
        }

        private static Bytes encoded(Output output) {
            return ValueEncoder.encode(output.toValue());
        }

        private void example(Kind kind, RecordedInput recorded, int index, Value before, Value now) {
            long ofKind =
                    examples.stream().filter(example -> example.kind() == kind).count();
            if (ofKind < EXAMPLES_MAX) {
                examples.add(new Example(
                        kind,
                        Failure.Place.of(recorded.input().message()),
                        start.orElseThrow().taskNumber(),
                        recorded.input().ordinal(),
                        index,
                        before,
                        now));
            }
        }
    }
}
