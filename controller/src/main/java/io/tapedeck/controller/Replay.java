package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays a run's log through its steps, with the code that was in force at each input: the same loop as live, with
 * the edges swapped. Resuming, verifying, inspecting and comparing all begin with it.
 */
final class Replay implements AutoCloseable {
    private static final int COMMIT_EVERY = 4096;
    private static final int TELL_EVERY = 1024;

    private final LogIngress ingress;
    private Map<String, ProcessorCode> overrides;
    private final TaskClock clock;
    private final Tally tally;
    private final Egress egress;
    private StepLoader loader;
    private List<ProcessorCode> code;
    private List<StateStore> states;
    private Optional<StepChain> chain = Optional.empty();
    private Optional<Pipeline> pipeline = Optional.empty();
    private Optional<VerifyingJournal> verifying = Optional.empty();
    private Optional<RecordedInput> next = Optional.empty();
    private Optional<String> held = Optional.empty();
    private Map<String, Value> stubs = Map.of();
    private boolean verify = true;
    private boolean restore;

    /**
     * A replay that begins where {@code log} stands.
     *
     * @param code the code in force there
     * @param states the steps' states there
     * @param overrides code to use in the place of the recorded, by step
     * @param tally what was counted before
     */
    Replay(
            StepLoader loader,
            RunLogReader log,
            List<ProcessorCode> code,
            List<StateStore> states,
            Map<String, ProcessorCode> overrides,
            TaskClock clock,
            Tally tally,
            Egress egress) {
        this.loader = loader;
        this.ingress = new LogIngress(log, loader.extensions());
        this.overrides = Map.copyOf(overrides);
        this.clock = clock;
        this.tally = tally;
        this.egress = egress;
        this.states = List.copyOf(states);
        this.code = code.stream()
                .map(step -> this.overrides.getOrDefault(step.step(), step))
                .toList();
    }

    /** A replay of what follows a checkpoint; {@code log} is sent there. */
    static Replay from(
            RecordedCheckpoint checkpoint,
            List<ProcessorCode> code,
            List<StateStore> states,
            StepLoader loader,
            RunLogReader log,
            Egress egress)
            throws IOException {
        return from(checkpoint, code, states, Map.of(), loader, log, egress);
    }

    private static Replay from(
            RecordedCheckpoint checkpoint,
            List<ProcessorCode> code,
            List<StateStore> states,
            Map<String, ProcessorCode> overrides,
            StepLoader loader,
            RunLogReader log,
            Egress egress)
            throws IOException {
        log.seek(checkpoint);
        Tally tally = new Tally();
        tally.startAt(checkpoint.checkpoint());
        TaskClock clock = new TaskClock();
        clock.reached(checkpoint.checkpoint().endNanos());
        return new Replay(loader, log, code, states, overrides, clock, tally, egress);
    }

    /** A replay from the last checkpoint before a position, or from the start of the run. */
    static Replay before(RunPosition position, RunFolder task, StepLoader loader, RunLogReader log, Egress egress)
            throws IOException {
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(task.log())) {
            Optional<RecordedCheckpoint> from = recorded.before(position);
            return from.isPresent()
                    ? from(from.get(), recorded.code(from.get()), recorded.states(from.get()), loader, log, egress)
                    : fromStart(loader, log, Map.of(), egress);
        }
    }

    /** A replay of all that a log has: from the start of the run, or, of a part of one, from the state before that. */
    static Replay fromStart(StepLoader loader, RunLogReader log, Map<String, ProcessorCode> overrides, Egress egress)
            throws IOException {
        if (log.start().excerpt().isPresent()) {
            try (RecordedCheckpoints recorded = RecordedCheckpoints.open(log.folder())) {
                RecordedCheckpoint opening = recorded.opening();
                return from(opening, recorded.code(opening), recorded.states(opening), overrides, loader, log, egress);
            }
        }
        List<ProcessorCode> code = log.start().code();
        List<StateStore> states = code.stream().map(step -> new StateStore()).toList();
        return new Replay(loader, log, code, states, overrides, new TaskClock(), new Tally(), egress);
    }

    /** Uses other code from here on, in the place of the recorded. */
    void override(Map<String, ProcessorCode> with) throws StepLoadException {
        change(List.copyOf(with.values()));
        overrides = Map.copyOf(with);
    }

    /** Does not compare with the record: for code that is meant to differ. */
    Replay withoutVerifying() {
        verify = false;
        return this;
    }

    /** Answers for services what is not recorded, by service: for code that asks something else. */
    Replay withStubs(Map<String, Value> answers) {
        stubs = Map.copyOf(answers);
        return this;
    }

    /** Loads the code anew before each input, with the state as a checkpoint gives it back. */
    Replay restoringBetweenInputs() {
        restore = true;
        return this;
    }

    /** Gives an input that could not be decoded as the log has it; {@link #whole} reads it again. */
    Replay leavingUndecodable() {
        ingress.leaveUndecodable();
        return this;
    }

    /** The input that {@link #next} went to last, with all that its source gave. */
    FedInput whole() throws IOException {
        return ingress.whole().input();
    }

    /** Goes to the next recorded input, which is not processed yet; empty at the end of the log. */
    Optional<RecordedInput> next() throws IOException, StepLoadException {
        next = ingress.next(java.time.Duration.ZERO) instanceof Ingress.Fed
                ? Optional.of(ingress.current())
                : Optional.empty();
        if (next.isPresent()) {
            change(next.get().codeChanges());
        }
        return next;
    }

    private void change(List<ProcessorCode> changes) throws StepLoadException {
        for (ProcessorCode change : changes) {
            if (overrides.containsKey(change.step())) {
                continue;
            }
            for (int i = 0; i < code.size(); i++) {
                if (code.get(i).step().equals(change.step()) && !code.get(i).equals(change)) {
                    replace(i, change);
                }
            }
        }
    }

    /** Goes on with the code that was in force elsewhere in the log. */
    void goBackTo(List<ProcessorCode> inForce) throws StepLoadException {
        change(inForce);
    }

    private void replace(int index, ProcessorCode change) throws StepLoadException {
        if (held.equals(Optional.of(change.step()))) {
            loader.tellLeft(change.step(), next.orElseThrow().input().ordinal());
        }
        List<ProcessorCode> changed = new ArrayList<>(code);
        changed.set(index, change);
        code = List.copyOf(changed);
        if (chain.isPresent()) {
            chain.get().replace(index, loader.load(change, states.get(index)));
        }
    }

    /** Waits for a debugger at a step, and lifts the time-outs of all. */
    void hold(ProcessorCode inForce, ProcessorDebugger debugger) throws StepLoadException {
        loader = loader.withoutTimeouts();
        held = Optional.of(inForce.step());
        chain().steps().forEach(Step::liftTimeout);
        loader.hold(chain().steps().get(code.indexOf(inForce)), inForce, debugger);
    }

    /** Takes the input that {@link #next} went to through the steps, and compares. */
    void process() throws IOException, StepLoadException, InputFailedException, DivergenceException {
        if (restore && loaded()) {
            restoreSteps();
        }
        loadedPipeline().process(next.orElseThrow().input());
    }

    /** Does the same with an input that the record says went through. */
    void processRecorded() throws IOException, StepLoadException, DivergenceException {
        try {
            process();
        } catch (InputFailedException e) {
            RecordedInput recorded = next.orElseThrow();
            if (e.failure().kind() == FailureKind.TIMEOUT) { // how long a call takes is no outcome
                throw new IOException("input #" + recorded.input().ordinal()
                        + " went through when it was recorded; now, in"
                        + " step \"" + e.failure().step() + "\", " + e.failure().error()
                        + "; try again when the machine is less busy, or give the step a longer timeout");
            }
            throw new DivergenceException(Divergence.ofFailure(recorded, e.failure()));
        }
    }

    /**
     * Goes to the first input at a position or behind it, which is not processed yet; those before it are, as they are
     * recorded.
     *
     * @return empty where the record has none
     */
    Optional<RecordedInput> goTo(RunPosition position, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        Optional<RecordedInput> at = next();
        for (long inputs = 1; at.isPresent() && !position.isReachedBy(at.get().input()); inputs++) {
            if (at.get().outcome().isEmpty()) {
                return Optional.empty(); // the record ends there
            }
            processRecorded();
            if (inputs % TELL_EVERY == 0) {
                listener.progress(inputs, tally.outputs());
            }
            at = next();
        }
        return at;
    }

    private void restoreSteps() throws StepLoadException {
        goOnWith(states.stream().map(StateStore::restored).toList());
    }

    /** Compares the states with those of a checkpoint before the next input, and goes on with these. */
    Optional<Divergence> goOnFrom(List<StateStore> recorded) throws StepLoadException {
        chain();
        for (int i = 0; i < states.size(); i++) {
            Optional<Divergence> difference =
                    Divergence.ofStates(next.orElseThrow().input(), code.get(i).step(), recorded.get(i), states.get(i));
            if (difference.isPresent()) {
                states.forEach(state -> state.rollBackTo(0)); // what was written before is no part of it
                return difference;
            }
        }
        goOnWith(recorded);
        return Optional.empty();
    }

    private void goOnWith(List<StateStore> others) throws StepLoadException {
        states = List.copyOf(others);
        for (int i = 0; i < code.size(); i++) {
            chain().replace(i, loader.load(code.get(i), states.get(i)));
        }
    }

    /** Processes all inputs that the log has an outcome for. Returns the last one, where it has none. */
    Optional<RecordedInput> processCompleted()
            throws IOException, StepLoadException, DivergenceException, ConnectorException {
        Optional<RecordedInput> at = next();
        for (long count = 1; at.isPresent() && at.get().outcome().isPresent(); count++) {
            processRecorded();
            if (count % COMMIT_EVERY == 0) {
                egress.push();
            }
            at = next();
        }
        egress.push();
        return at;
    }

    private Pipeline loadedPipeline() throws StepLoadException {
        if (pipeline.isEmpty()) {
            VerifyingJournal journal = new VerifyingJournal(
                    ingress, code.stream().map(ProcessorCode::step).toList(), verify, stubs);
            verifying = Optional.of(journal);
            pipeline = Optional.of(new Pipeline(ingress, journal, egress, chain(), tally));
        }
        return pipeline.get();
    }

    /** The steps, loaded if they are not yet. */
    StepChain chain() throws StepLoadException {
        if (chain.isEmpty()) {
            chain = Optional.of(loader.load(code, states, clock));
        }
        return chain.get();
    }

    /** Whether the steps are loaded: nothing was processed otherwise. */
    boolean loaded() {
        return chain.isPresent();
    }

    /** Hands the steps over; this replay closes them no more. */
    StepChain release() throws StepLoadException {
        StepChain released = chain();
        chain = Optional.empty();
        return released;
    }

    /** The code in force. */
    List<ProcessorCode> code() {
        return code;
    }

    /** Brings today's code in the place of what differs from it. */
    void adopt(List<ProcessorCode> today) throws StepLoadException {
        change(CodeValues.changed(code, today));
    }

    /** The steps' states. */
    List<StateStore> states() {
        return states;
    }

    /** What a step wrote to its state for the last input that it took. */
    List<StateStore.Change> writes(String step) {
        return CodeValues.ofStep(step, code, states)
                .map(StateStore::committedChanges)
                .orElse(List.of());
    }

    /** What was counted. */
    Tally tally() {
        return tally;
    }

    /** The processor calls compared with the record. */
    long callsCompared() {
        return verifying.map(VerifyingJournal::callsCompared).orElse(0L);
    }

    /** The outputs compared with the record. */
    long outputsCompared() {
        return verifying.map(VerifyingJournal::outputsCompared).orElse(0L);
    }

    @Override
    public void close() {
        ingress.close();
        chain.ifPresent(StepChain::close);
    }
}
