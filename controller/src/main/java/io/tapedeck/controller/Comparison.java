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
import java.util.Comparator;
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
 * @param groups the differing outputs, grouped by how they differ
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
        List<Group> groups,
        Optional<Failure> failure,
        boolean failsAsRecorded,
        List<StateDifference> states) {
    private static final int GROUPS_MAX = 50;
    private static final int EXAMPLES_MAX = 5;

    /** Copies the lists. */
    public Comparison {
        groups = List.copyOf(groups);
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
     * Outputs that differ in the same way.
     *
     * @param kind how they differ
     * @param fields of changed outputs, the fields that are others; empty for the whole value
     * @param count how many
     * @param examples the first of them
     */
    public record Group(Kind kind, List<String> fields, long count, List<Example> examples) {
        /** Copies the lists. */
        public Group {
            fields = List.copyOf(fields);
            examples = List.copyOf(examples);
        }

        private Group with(Group other) {
            List<Example> both = new ArrayList<>(examples);
            other.examples.stream().limit(EXAMPLES_MAX - examples.size()).forEach(both::add);
            return new Group(kind, fields, count + other.count, both);
        }

        /** Whether both are of outputs that differ in the same way. */
        private boolean isLike(Group other) {
            return kind == other.kind && fields.equals(other.fields);
        }
    }

    /** Adds to groups what is of one of them, or begins another; there is an end to how many there can be. */
    private static void add(List<Group> groups, Group more) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).isLike(more)) {
                groups.set(i, groups.get(i).with(more));
                return;
            }
        }
        if (groups.size() < GROUPS_MAX) {
            groups.add(more);
        }
    }

    /** The first differences of a kind. */
    public List<Example> examples(Kind kind) {
        return groups.stream()
                .filter(group -> group.kind() == kind)
                .flatMap(group -> group.examples().stream())
                .sorted(Comparator.comparingLong(Example::ordinal))
                .limit(EXAMPLES_MAX)
                .toList();
    }

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
        List<Group> groups = new ArrayList<>();
        tasks.forEach(task -> task.groups.forEach(group -> add(groups, group)));
        return new Comparison(
                telling.start,
                tasks.stream().mapToLong(Comparison::inputs).sum(),
                tasks.stream().mapToLong(Comparison::same).sum(),
                tasks.stream().mapToLong(Comparison::added).sum(),
                tasks.stream().mapToLong(Comparison::removed).sum(),
                tasks.stream().mapToLong(Comparison::changed).sum(),
                groups,
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
            addDifferences(now.start.orElseThrow().taskNumber(), now.steps.get(i), before.get(i), after.get(i), states);
        }
        return new Comparison(
                now.start.orElseThrow(),
                now.inputs,
                now.same,
                now.added,
                now.removed,
                now.changed,
                now.groups,
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
        private final Variation variation;
        private final RunListener listener;
        private final List<Group> groups = new ArrayList<>();
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

        private Pass(Variation variation, RunListener listener) {
            this.variation = variation;
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
            if (variation.from().isEmpty()) {
                return Replay.fromStart(loader, log, variation.with(), egress);
            }
            try (RecordedCheckpoints recorded = RecordedCheckpoints.open(run.log())) {
                Optional<RecordedCheckpoint> before =
                        recorded.before(variation.from().get());
                return before.isPresent()
                        ? Replay.from(
                                before.get(),
                                recorded.code(before.get()),
                                recorded.states(before.get()),
                                loader,
                                log,
                                egress)
                        : Replay.fromStart(loader, log, Map.of(), egress);
            }
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
            Optional<Failure> ofLiveRun = recorded.stopped()
                    .filter(before ->
                            recorded.outcome().isEmpty() && before.kind().isOfLiveRun());
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
                } else if (compared(before.get(i)).equals(compared(now.get(i)))) {
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

        private Bytes compared(Output output) {
            Value value = output.value();
            for (String field : variation.ignored()) {
                value = ValueDifference.without(value, field);
            }
            return ValueEncoder.encode(new Output(value, output.key(), output.headers()).toValue());
        }

        private void example(Kind kind, RecordedInput recorded, int index, Value before, Value now) {
            Example example = new Example(
                    kind,
                    Failure.Place.of(recorded.input().message()),
                    start.orElseThrow().taskNumber(),
                    recorded.input().ordinal(),
                    index,
                    before,
                    now);
            List<String> fields = kind == Kind.CHANGED
                    ? ValueDifference.between(before, now).stream()
                            .map(ValueDifference::pathText)
                            .filter(field -> !field.isEmpty() && !isIgnored(field))
                            .toList()
                    : List.of();
            add(groups, new Group(kind, fields, 1, List.of(example)));
        }

        private boolean isIgnored(String field) {
            return variation.ignored().stream()
                    .anyMatch(ignored -> field.equals(ignored) || field.startsWith(ignored + "."));
        }
    }
}
