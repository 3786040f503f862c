package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import java.io.IOException;
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

    static Comparison of(RunFolder task, Variation variation, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        return of(task, variation, Optional.empty(), extensions, listener);
    }

    /** The same, and the replay stops for a debugger. */
    static Comparison debugged(
            RunFolder task, Variation variation, DebuggedInput input, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        return of(task, input.stretch(variation, task), Optional.of(input), extensions, listener);
    }

    private static Comparison of(
            RunFolder task,
            Variation variation,
            Optional<DebuggedInput> debugged,
            Extensions extensions,
            RunListener listener)
            throws IOException, StepLoadException {
        // The recorded code makes the recorded state: where no other is given, one replay tells both.
        Optional<List<MapValue>> recorded = variation.isAsRecorded()
                ? Optional.empty()
                : Optional.of(statesAtEnd(task, variation.asRecorded(), extensions, listener));
        try (VariedReplay replay = VariedReplay.open(task, variation, extensions, listener)) {
            debugged.ifPresent(replay::stopAt);
            return replay.compare(recorded);
        }
    }

    private static List<MapValue> statesAtEnd(
            RunFolder task, Variation variation, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        try (VariedReplay replay = VariedReplay.open(task, variation, extensions, listener)) {
            replay.run();
            return replay.states();
        }
    }
}
