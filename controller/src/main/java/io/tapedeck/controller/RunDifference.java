package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two recorded runs compared, message by message: the outputs, and the state at the end.
 *
 * @param before how the one was started, or its first task
 * @param after how the other was
 * @param inputs the messages that both have
 * @param onlyBefore the messages that only the one has
 * @param onlyAfter the messages that only the other has
 * @param outputs the outputs of those that both have
 * @param states the entries of the state at the end that differ
 */
public record RunDifference(
        RunStart before,
        RunStart after,
        long inputs,
        long onlyBefore,
        long onlyAfter,
        OutputDifferences outputs,
        List<StateDifference> states) {
    private static final int TELL_EVERY = 1024;

    /** Copies the list. */
    public RunDifference {
        states = List.copyOf(states);
    }

    /** Whether both have the same messages, outputs and state. */
    public boolean isEmpty() {
        return onlyBefore + onlyAfter == 0 && outputs.isEmpty() && states.isEmpty();
    }

    static RunDifference of(
            RunFolder before, RunFolder after, List<String> ignored, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        List<RunFolder> one = before.tasks();
        List<RunFolder> other = after.tasks();
        if (one.size() != other.size()) {
            throw new IOException("the one run has " + one.size() + " tasks and the other " + other.size()
                    + ": which message is in which is not the same, so their states cannot be compared");
        }
        Meeting meeting = new Meeting(ignored, listener);
        List<StateDifference> states = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            meeting.meet(one.get(i), other.get(i));
            states.addAll(states(one.get(i), other.get(i), extensions));
        }
        return new RunDifference(
                before.start(),
                after.start(),
                meeting.inputs,
                meeting.onlyBefore,
                meeting.onlyAfter,
                meeting.outputs,
                states);
    }

    private static List<StateDifference> states(RunFolder before, RunFolder after, Extensions extensions)
            throws IOException, StepLoadException, DivergenceException {
        int task = after.start().taskNumber();
        Map<String, MapValue> one = statesAtEnd(before, extensions);
        Map<String, MapValue> other = statesAtEnd(after, extensions);
        List<StateDifference> found = new ArrayList<>();
        one.forEach((step, state) -> {
            if (other.containsKey(step)) {
                found.addAll(StateDifference.between(task, step, state, other.getOrDefault(step, MapValue.EMPTY)));
            }
        });
        return found;
    }

    private static Map<String, MapValue> statesAtEnd(RunFolder task, Extensions extensions)
            throws IOException, StepLoadException, DivergenceException {
        try (Playback playback = Playback.open(task, extensions, RunListener.SILENT)) {
            return playback.goTo(playback.last()).isPresent()
                    ? Inspection.of(playback).states()
                    : Map.of();
        }
    }

    /** One of the runs, with the outputs of the inputs that the other has not had yet. */
    private static final class Side {
        private final RunLogReader log;
        private final boolean isBefore;
        private final Map<Failure.Place, List<Output>> waiting = new HashMap<>();

        private Side(RunLogReader log, boolean isBefore) {
            this.log = log;
            this.isBefore = isBefore;
        }
    }

    /** Has the inputs of two logs meet by what they are: runs of one source have them in nearly the same order. */
    private static final class Meeting {
        private final OutputDifferences outputs;
        private final RunListener listener;
        private long inputs;
        private long onlyBefore;
        private long onlyAfter;

        private Meeting(List<String> ignored, RunListener listener) {
            outputs = new OutputDifferences(ignored);
            this.listener = listener;
        }

        private void meet(RunFolder before, RunFolder after) throws IOException {
            try (RunLogReader first = RunLogReader.open(before.log());
                    RunLogReader second = RunLogReader.open(after.log())) {
                Side one = new Side(first, true);
                Side other = new Side(second, false);
                boolean goesOn = true;
                while (goesOn) {
                    boolean wasOne = take(one, other);
                    goesOn = take(other, one) || wasOne;
                }
                onlyBefore += one.waiting.size();
                onlyAfter += other.waiting.size();
            }
        }

        /** Takes an input of one side: it meets its like of the other, or waits for it. Returns whether there was one. */
        private boolean take(Side side, Side other) throws IOException {
            Optional<RecordedInput> at = next(side.log);
            if (at.isEmpty()) {
                return false;
            }
            OutputDifferences.Origin origin =
                    OutputDifferences.Origin.of(side.log.start(), at.get().input());
            List<Output> made = outputs(side.log, at.get());
            Optional<List<Output>> met = Optional.ofNullable(other.waiting.remove(origin.place()));
            if (met.isEmpty()) {
                side.waiting.put(origin.place(), made);
            } else {
                compare(origin, side.isBefore ? made : met.get(), side.isBefore ? met.get() : made);
            }
            return true;
        }

        private void compare(OutputDifferences.Origin origin, List<Output> before, List<Output> after) {
            outputs.compare(origin, before, after);
            if (++inputs % TELL_EVERY == 0) {
                listener.progress(inputs, outputs.same());
            }
        }

        /** Ticks are a run's own. */
        private static Optional<RecordedInput> next(RunLogReader log) throws IOException {
            Optional<RecordedInput> at = log.next();
            while (at.isPresent() && at.get().input().isTick()) {
                at = log.next();
            }
            return at;
        }

        private static List<Output> outputs(RunLogReader log, RecordedInput input) {
            return RecordedOutputs.of(input, log.start().code().size() - 1).outputs();
        }
    }
}
