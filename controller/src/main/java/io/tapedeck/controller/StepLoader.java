package io.tapedeck.controller;

import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import io.tapedeck.runtime.StepRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Loads the steps of a run: each in the world of that run, with the code that is asked for. */
final class StepLoader {
    private final Extensions extensions;
    private final RunStart start;
    private final Function<String, Duration> timeouts;
    private final RunListener listener;

    /**
     * A loader for a run.
     *
     * @param listener is told of a call that does not end
     * @param timeouts how long a call of a step may take; zero for no limit
     */
    StepLoader(Extensions extensions, RunStart start, Function<String, Duration> timeouts, RunListener listener) {
        this.listener = listener;
        this.extensions = extensions;
        this.start = start;
        this.timeouts = timeouts;
    }

    /** What this installation has. */
    Extensions extensions() {
        return extensions;
    }

    /** The same, with calls that may take as long as they take. */
    StepLoader withoutTimeouts() {
        return new StepLoader(extensions, start, step -> Duration.ZERO, listener);
    }

    /** Has a step wait for a debugger, which is to stop before its next call. */
    void hold(Step step, ProcessorCode code, ProcessorDebugger debugger) throws StepLoadException {
        try {
            step.hold(debugger, code, start.startNanos());
        } catch (ProcessorException e) {
            throw new StepLoadException(code.step(), e);
        }
    }

    /** Tells that a debugger is at code of a step which is not in force from an input on. */
    void tellLeft(String step, long ordinal) {
        String place = start.position(ordinal);
        listener.warning("step \"" + step + "\" has other code from " + place + " on; to debug that, stop there: --at '"
                + place + "'");
    }

    /** Loads all steps. The states go with the codes, in order. */
    StepChain load(List<ProcessorCode> code, List<StateStore> states, TaskClock clock) throws StepLoadException {
        List<Step> steps = new ArrayList<>();
        try {
            for (int i = 0; i < code.size(); i++) {
                steps.add(load(code.get(i), states.get(i)));
            }
        } catch (StepLoadException e) {
            steps.forEach(Step::close);
            throw e;
        }
        return new StepChain(steps, clock);
    }

    /** Loads one step. */
    Step load(ProcessorCode code, StateStore state) throws StepLoadException {
        long seed = StepRandom.stepSeed(start.seed(), start.task(), code.step());
        try {
            return Step.load(
                    code,
                    extensions
                            .host(code.language())
                            .orElseThrow(() -> cannotLoad(
                                    "this Tapedeck has no host for processors written in " + code.language())),
                    state,
                    start.locality()
                            .orElseThrow(() -> cannotLoad("the run has "
                                    + Fingerprint.localityText(start.fingerprint())
                                    + ", of which this JDK does not know one")),
                    start.startNanos(),
                    (ordinal, path) -> StepRandom.callSeed(seed, ordinal, path),
                    timeouts.apply(code.step()),
                    () -> listener.hung(start.id(), code.step()));
        } catch (ProcessorException e) {
            throw new StepLoadException(code.step(), e);
        }
    }

    private static ProcessorException cannotLoad(String sentence) {
        return new ProcessorException(FailureKind.LOAD, sentence, Optional.empty(), "");
    }
}
