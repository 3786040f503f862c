package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.Scenario;
import io.tapedeck.runtime.Scenario.Trigger;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import io.tapedeck.runtime.StepRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays a part of a task's log and writes down the calls of one step: of one input with the state just before it, or
 * of all inputs.
 */
final class ScenarioRecorder implements StepChain.CallWatcher {
    /** A run of so many inputs is still one that a person looks through. */
    static final int WHOLE_INPUTS_MAX = 100;

    private final RunStart start;
    private final Replay replay;
    private final String step;
    private final boolean single;
    private final ProcessorCode code;
    private final Scenario.State before;
    private final List<Scenario.Call> calls = new ArrayList<>();
    private RecordedInput current;
    private Optional<Failure> failure = Optional.empty();

    /** A recorder of a step's calls from an input on, to which {@code replay} went and which is not processed yet. */
    private ScenarioRecorder(RunStart start, Replay replay, String step, RecordedInput first, boolean single)
            throws StepLoadException {
        this.start = start;
        this.replay = replay;
        this.step = step;
        this.single = single;
        this.current = first;
        this.code = replay.code().stream()
                .filter(each -> each.step().equals(step))
                .findFirst()
                .orElseThrow();
        this.before = Scenario.State.of(store());
        replay.chain().watch(this);
    }

    /**
     * The calls of a step.
     *
     * @param position the input; empty for all where they are few, and else for the last
     * @param wanted the step's id; empty for the one that failed there, or the first
     * @return empty where the task has no such input
     * @throws IllegalArgumentException where the run has no such step; the message is a sentence
     * @throws NoScenarioException where what happened cannot be made to happen again by calling the step
     */
    static Optional<RecordedScenario> record(
            RunFolder task, Optional<RunPosition> position, String wanted, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException, DivergenceException, ConnectorException {
        Extent extent = Extent.of(task);
        if (extent.last().isEmpty()) {
            return Optional.empty();
        }
        boolean whole = position.isEmpty() && extent.inputs() <= WHOLE_INPUTS_MAX;
        RunPosition at = position.orElse(
                new RunPosition.Ordinal(0, extent.last().get().input().ordinal()));
        try (RunLogReader log = RunLogReader.open(task.log())) {
            StepLoader loader = new StepLoader(extensions, log.start(), id -> PipelineFile.TIMEOUT_DEFAULT, listener);
            CollectingEgress egress = new CollectingEgress();
            try (Replay replay = whole
                    ? Replay.fromStart(loader, log, Map.of(), egress)
                    : Replay.before(at, task, loader, log, egress)) {
                Optional<RecordedInput> first = whole
                        ? replay.next()
                        : replay.goTo(at, listener).filter(found -> Inspection.isAt(at, found.input()));
                if (first.isEmpty()) {
                    return Optional.empty();
                }
                String step = stepOf(wanted, log.start(), whole ? extent.last().get() : first.get());
                ScenarioRecorder recorder = new ScenarioRecorder(log.start(), replay, step, first.get(), !whole);
                return Optional.of(whole ? recorder.takeAll() : recorder.takeOne());
            }
        }
    }

    /**
     * What there is in a task's log.
     *
     * @param inputs how many inputs
     * @param last the last of them
     */
    private record Extent(long inputs, Optional<RecordedInput> last) {
        static Extent of(RunFolder task) throws IOException {
            try (RunLogReader log = RunLogReader.open(task.log())) {
                Optional<RecordedInput> last = Optional.empty();
                long inputs = 0;
                for (Optional<RecordedInput> at = log.next(); at.isPresent(); at = log.next()) {
                    last = at;
                    inputs++;
                }
                return new Extent(inputs, last);
            }
        }
    }

    private static String stepOf(String wanted, RunStart start, RecordedInput at) throws NoScenarioException {
        List<String> steps = start.steps();
        if (steps.isEmpty()) {
            throw new NoScenarioException("the pipeline " + start.pipeline() + " has no step to test");
        }
        if (wanted.isEmpty()) {
            return at.failedStep().orElse(steps.getFirst());
        }
        start.checkHasStep(wanted);
        return wanted;
    }

    private RecordedScenario takeOne() throws IOException, StepLoadException, DivergenceException {
        take();
        return result(Optional.of(current.input()));
    }

    private RecordedScenario takeAll() throws IOException, StepLoadException, DivergenceException {
        FedInput first = current.input();
        take();
        for (Optional<RecordedInput> next = replay.next(); next.isPresent(); next = replay.next()) {
            current = next.get();
            if (current.codeChanges().stream().anyMatch(change -> change.step().equals(step))) {
                throw new NoScenarioException("the code of step \"" + step + "\" changed at " + place()
                        + ", so no one code made all that this run has; name one input with --at");
            }
            take();
        }
        return result(Optional.of(first).filter(only -> only.equals(current.input())));
    }

    private void take() throws IOException, StepLoadException, DivergenceException {
        if (current.outcome().isPresent()) {
            replay.processRecorded();
            return;
        }
        try {
            replay.process();
        } catch (InputFailedException e) {
            failure = Optional.of(e.failure());
        }
        checkCanBeShown();
    }

    /** That what stopped the run there is something that a call of the step shows. */
    private void checkCanBeShown() throws NoScenarioException {
        Optional<Failure> known = failure.or(current::stoppedForGood);
        if (known.isEmpty()) {
            return;
        }
        FailureKind kind = known.get().kind();
        boolean lost = failure.isEmpty() || kind == FailureKind.LIMIT || kind == FailureKind.TIMEOUT;
        if (lost || known.get().step().isEmpty()) {
            throw new NoScenarioException("the run stopped at " + place() + " because of what no call of a step shows ("
                    + known.get().error() + "); name another input with --at");
        }
    }

    private RecordedScenario result(Optional<FedInput> input) throws StepLoadException, NoScenarioException {
        if (calls.isEmpty()) {
            throw new NoScenarioException("step \"" + step + "\" was not called "
                    + (single ? "at " + place() : "in this run") + ", so there is nothing to test");
        }
        boolean stops = calls.getLast().stops();
        Optional<Scenario.State> after =
                failure.isPresent() || stops ? Optional.empty() : Optional.of(Scenario.State.of(store()));
        Scenario scenario = new Scenario(
                code,
                StepRandom.stepSeed(start.seed(), start.task(), step),
                start.locality().orElseThrow(), // the step was loaded with it
                start.started(),
                before,
                calls,
                after);
        Optional<Failure> shown = failure.filter(known -> known.step().equals(step));
        return new RecordedScenario(
                start, input, scenario, shown.or(() -> stops ? passedOverHere() : Optional.empty()));
    }

    private Optional<Failure> passedOverHere() {
        return current.passedOver().stream()
                .filter(known -> known.step().equals(step))
                .findFirst();
    }

    private StateStore store() throws StepLoadException {
        return replay.chain().steps().stream()
                .filter(each -> each.id().equals(step))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private String place() {
        return start.position(current.input().ordinal());
    }

    @Override
    public void made(Step called, Trigger trigger, Step.Occasion occasion, List<Output> outputs) {
        add(called, trigger, occasion, outputs, Optional.empty(), false);
    }

    @Override
    public void failed(Step called, Trigger trigger, Step.Occasion occasion, ProcessorException e) {
        // That the run went on does not make the one call that is looked at a good one.
        boolean passedOver = current.outcome().isPresent() && !single;
        add(called, trigger, occasion, List.of(), Optional.of(e.error()), passedOver);
    }

    private void add(
            Step called,
            Trigger trigger,
            Step.Occasion occasion,
            List<Output> outputs,
            Optional<String> error,
            boolean passedOver) {
        if (!called.id().equals(step) || !calls.isEmpty() && calls.getLast().stops()) {
            return;
        }
        calls.add(new Scenario.Call(
                occasion.ordinal(),
                occasion.path(),
                Times.instant(occasion.startNanos()),
                trigger,
                asked(occasion),
                outputs,
                error,
                passedOver));
    }

    private List<Scenario.Asked> asked(Step.Occasion occasion) {
        return current.effects().stream()
                .filter(effect -> effect.request().step().equals(step))
                .filter(effect -> effect.request().path().equals(occasion.path()))
                .map(effect -> new Scenario.Asked(
                        effect.request().service(), effect.request().content(), effect.result()))
                .toList();
    }
}
