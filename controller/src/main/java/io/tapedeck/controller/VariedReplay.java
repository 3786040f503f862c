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

/** A task replayed with a variation, input by input, its outputs compared with the record's. */
final class VariedReplay implements AutoCloseable {
    private static final int TELL_EVERY = 1024;

    private final Variation variation;
    private final RunListener listener;
    private final OutputDifferences outputs;
    private final CollectingEgress egress;
    private final RunLogReader log;
    private final List<String> steps;
    private final Replay replay;
    private Optional<DebuggedInput> debugged = Optional.empty();
    private Optional<RecordedInput> at = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean failsAsRecorded;
    private long inputs;

    private VariedReplay(
            Variation variation, CollectingEgress egress, RunLogReader log, Replay replay, RunListener listener) {
        this.variation = variation;
        this.listener = listener;
        this.egress = egress;
        this.log = log;
        this.replay = replay;
        outputs = new OutputDifferences(variation.ignored());
        steps = log.start().code().stream().map(ProcessorCode::step).toList();
    }

    static VariedReplay open(RunFolder task, Variation variation, Extensions extensions, RunListener listener)
            throws IOException {
        for (Optional<RunPosition> place : List.of(variation.from(), variation.to())) {
            if (place.isPresent()) {
                task.checkHas(place.get());
            }
        }
        RunLogReader log = RunLogReader.open(task.log());
        try {
            CollectingEgress egress = new CollectingEgress();
            StepLoader loader = new StepLoader(extensions, log.start(), step -> PipelineFile.TIMEOUT_DEFAULT, listener);
            // Other code that gets all inputs is there from the start; otherwise a checkpoint before the first will do.
            Replay replay = variation.from().isPresent()
                    ? Replay.before(variation.from().get(), task, loader, log, egress)
                    : Replay.fromStart(loader, log, variation.with(), egress);
            return new VariedReplay(
                    variation, egress, log, replay.withoutVerifying().withStubs(variation.stubs()), listener);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** Stops before an input for a debugger. */
    void stopAt(DebuggedInput input) {
        debugged = Optional.of(input);
    }

    /**
     * Replays all.
     *
     * @param recordedStates what to compare the states at the end with; empty where they can be no others
     */
    Comparison compare(Optional<List<MapValue>> recordedStates) throws IOException, StepLoadException {
        run();
        List<StateDifference> states = recordedStates.map(this::statesUnlike).orElse(List.of());
        return new Comparison(log.start(), inputs, outputs, failure, failsAsRecorded, states);
    }

    private List<StateDifference> statesUnlike(List<MapValue> recorded) {
        List<MapValue> now = states();
        List<StateDifference> differences = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            differences.addAll(
                    StateDifference.between(log.start().taskNumber(), steps.get(i), recorded.get(i), now.get(i)));
        }
        return differences;
    }

    /** Each step's state as it is now. */
    List<MapValue> states() {
        return replay.states().stream()
                .map(state -> Step.stateValue(state).asMap())
                .toList();
    }

    /** Replays all. */
    void run() throws IOException, StepLoadException {
        begin(Egress.DISCARDING);
        while (step()) {
            // the outputs are compared as it goes
        }
    }

    /**
     * Goes to the first input that the other code gets; those before it the recorded code takes.
     *
     * @param to what gets the outcomes from there on
     */
    void begin(Egress to) throws IOException, StepLoadException {
        at = variation.from().isPresent() ? goTo(variation.from().get()) : replay.next();
        egress.handOnTo(to);
    }

    private Optional<RecordedInput> goTo(RunPosition first) throws IOException, StepLoadException {
        try {
            Optional<RecordedInput> found = replay.goTo(first, listener);
            replay.override(variation.with());
            return found;
        } catch (DivergenceException e) {
            throw new IOException(
                    "input #" + e.divergence().ordinal()
                            + ", which went through when it was recorded, fails now; ./tapedeck verify tells why",
                    e);
        }
    }

    /** Takes an input, if there is one left. Returns whether it went through. */
    boolean step() throws IOException, StepLoadException {
        if (at.isEmpty() || !process(at.get())) {
            return false;
        }
        at = isLast(at.get().input()) ? Optional.empty() : replay.next();
        return true;
    }

    private boolean isLast(FedInput input) {
        return variation.to().filter(last -> last.isReachedBy(input)).isPresent();
    }

    private boolean process(RecordedInput recorded) throws IOException, StepLoadException {
        inputs++;
        egress.clear();
        boolean isDebugged = debugged.filter(
                        input -> input.ordinal() == recorded.input().ordinal())
                .isPresent();
        if (isDebugged) {
            debugged.orElseThrow().hold(replay, log.start(), recorded);
        }
        Optional<Failure> ofLiveRun = recorded.failureOfLiveRun();
        if (ofLiveRun.isPresent() && variation.with().isEmpty()) {
            if (isDebugged) {
                showDebugger();
            }
            failure = ofLiveRun;
            failsAsRecorded = true;
            return false;
        }
        try {
            replay.process();
        } catch (InputFailedException e) {
            failure = Optional.of(e.failure());
            failsAsRecorded = recorded.stoppedForGood()
                    .filter(before -> before.error().equals(e.failure().error()))
                    .isPresent();
            outputs.addRemoved(RecordedOutputs.count(recorded, steps.size() - 1));
            return false;
        } catch (DivergenceException e) {
            throw new AssertionError("this replay does not verify", e);
        }
        if (isSameToTheByte(recorded)) {
            outputs.addSame(egress.outcome().orElseThrow().outputCount());
        } else {
            outputs.compare(
                    OutputDifferences.Origin.of(log.start(), recorded.input()),
                    RecordedOutputs.of(recorded, steps.size() - 1).outputs(),
                    egress.outputs());
        }
        if (inputs % TELL_EVERY == 0) {
            listener.progress(inputs, outputs.same() + outputs.added() + outputs.changed());
        }
        return true;
    }

    /** Tries an input again that has no outcome, for the debugger to see; so what comes of it is none either. */
    private void showDebugger() throws IOException, StepLoadException {
        try {
            replay.process();
        } catch (InputFailedException e) {
            // The record's failure is told.
        } catch (DivergenceException e) {
            throw new AssertionError("this replay does not verify", e);
        }
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

    @Override
    public void close() throws IOException {
        replay.close();
        log.close();
    }
}
