package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.WriterLock;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What can be done with pipelines and their runs: the face of this module. */
public final class Controller {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final RunStore store;
    private final Extensions extensions;

    /** A controller of the runs in a store. */
    public Controller(RunStore store, Extensions extensions) {
        this.store = store;
        this.extensions = extensions;
    }

    /**
     * Runs a pipeline: begins a run, or goes on with its newest one.
     *
     * @throws ConnectorException where a source or sink cannot be opened
     * @throws DivergenceException where the log's tail, replayed, differs from the record
     * @throws IOException where the data folder cannot be read or written, or holds something damaged
     */
    public RunSummary run(PipelineDefinition definition, RunOptions options, RunListener listener)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        return new PipelineRun(definition, store, extensions, options, listener, RunMachine.REAL).run();
    }

    /** How the runs stand, oldest first. */
    public List<RunDetails> runs() throws IOException {
        List<RunDetails> details = new ArrayList<>();
        for (RunStore.Run run : store.runs()) {
            details.add(RunStatus.of(run, store));
        }
        return details;
    }

    /** How this process differs from what a run was recorded on. */
    public Fingerprint.Differences environment(RunFolder run) throws IOException {
        RunStart start = run.start();
        return Fingerprint.differences(start.fingerprint(), extensions.runtimeVersions(start.code()));
    }

    /** Replays a run and compares every call of a processor with the record. */
    public Verification verify(RunFolder run, RunListener listener) throws IOException, StepLoadException {
        return verify(run, Verification.Mode.ONCE, listener);
    }

    /**
     * The same beside a run that goes on, with what it records meanwhile, until it ends.
     *
     * @param stopRequested asked often; once true, what is recorded now is the end
     */
    public Verification verifyContinuously(RunFolder run, BooleanSupplier stopRequested, RunListener listener)
            throws IOException, StepLoadException {
        String pipeline = run.start().pipeline();
        List<RunFolder> tasks = run.tasks();
        return Verification.ofRun(TaskWork.inEach(
                tasks,
                tasks.size(),
                listener,
                (task, told) -> Verification.of(
                        task, Verification.Mode.ONCE, () -> goesOn(pipeline, stopRequested), extensions, told)));
    }

    private Verification verify(RunFolder run, Verification.Mode mode, RunListener listener)
            throws IOException, StepLoadException {
        return Verification.ofRun(TaskWork.inEach(
                run.tasks(), PROCESSORS, listener, (task, told) -> Verification.of(task, mode, extensions, told)));
    }

    private boolean goesOn(String pipeline, BooleanSupplier stopRequested) {
        try {
            boolean running = !stopRequested.getAsBoolean() && store.running(pipeline);
            if (running) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with the code loaded anew before each input: state that is kept outside the keyed store is lost. */
    public Verification verifyRestoring(RunFolder run, RunListener listener) throws IOException, StepLoadException {
        return verify(run, Verification.Mode.RESTORING, listener);
    }

    /** The same, with the state of each checkpoint in the log compared, and gone on with. */
    public Verification verifyFromCheckpoints(RunFolder run, RunListener listener)
            throws IOException, StepLoadException {
        return verify(run, Verification.Mode.CHECKPOINTS, listener);
    }

    /** The newest run of a pipeline. */
    public Optional<RunFolder> newest(PipelineDefinition definition) throws IOException {
        return store.newestOf(definition.name()).map(RunStore.Run::folder);
    }

    /**
     * Feeds the first inputs of a run, or of its first task, to a pipeline's code of today, without a sink, and records
     * that as a run.
     *
     * @param inputsMax how many inputs
     * @param folder where to, an empty folder
     */
    public TrialRun tryOut(
            RunFolder run, PipelineDefinition definition, long inputsMax, Path folder, RunListener listener)
            throws IOException, StepLoadException {
        return TrialRun.record(
                run.tasks().getFirst(), definition, inputsMax, new RunFolder(folder), extensions, listener);
    }

    /**
     * Replays a run with other code for some steps, and compares the outputs and the state at the end.
     *
     * @throws IllegalArgumentException where a place does not tell it for every task; the message is a sentence
     */
    public Comparison compare(RunFolder run, Variation variation, RunListener listener)
            throws IOException, StepLoadException {
        variation.check(run.tasks().size());
        return Comparison.ofRun(TaskWork.inEach(
                run.tasks(), PROCESSORS, listener, (task, told) -> Comparison.of(task, variation, extensions, told)));
    }

    /**
     * Replays a run and sends the outputs, up to an input that fails, to sinks, as effects of their own. Doing the same
     * again adds nothing to a sink that remembers.
     *
     * @param sinks the pipeline whose sinks get them
     * @param overwrite whether another run's outputs may be removed there
     * @return how many outputs the sink did not hold yet
     * @throws ConnectorException where a sink does not take them; it has some of them then
     */
    public long emit(
            RunFolder run, Variation variation, PipelineDefinition sinks, boolean overwrite, RunListener listener)
            throws IOException, ConnectorException, StepLoadException {
        Emission emission = new Emission(sinks, variation, overwrite, extensions, listener);
        long sent = 0;
        for (RunFolder task : run.tasks()) {
            sent += emission.of(task);
        }
        return sent;
    }

    /**
     * Replays a task of a run, and compares it so, with a stop for a debugger.
     *
     * @return empty where the run has no such position
     * @throws IllegalArgumentException where it is not told which task, there is no such step, or the position is not in
     *     the stretch to replay; the message is a sentence
     */
    public Optional<Comparison> debug(RunFolder run, Variation variation, DebuggerStop stop, RunListener listener)
            throws IOException, StepLoadException {
        Optional<RunFolder> task = taskOf(run, stop.at());
        Optional<DebuggedInput> input = task.isPresent() ? DebuggedInput.find(task.get(), stop) : Optional.empty();
        return input.isPresent()
                ? Optional.of(Comparison.debugged(task.get(), variation, input.get(), extensions, listener))
                : Optional.empty();
    }

    /** The task of a position, or the only one where none is named. */
    private static Optional<RunFolder> taskOf(RunFolder run, Optional<RunPosition> position) throws IOException {
        List<RunFolder> tasks = run.tasks();
        if (position.isEmpty() && tasks.size() > 1) {
            throw new IllegalArgumentException("the run has several tasks: say which input, as in --at '1/#5'");
        }
        return position.isPresent() ? position.get().taskOf(tasks) : Optional.of(tasks.getFirst());
    }

    /**
     * Replays a run up to a position, with that input included.
     *
     * @return what is there; empty where the run has no such position. Where several tasks have one, what was fed first
     * @throws IllegalArgumentException where the run has several tasks and the ordinal does not say whose; the message is
     *     a sentence
     */
    public Optional<Inspection> inspect(RunFolder run, RunPosition position, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        Optional<RunFolder> task = position.taskOf(run.tasks());
        return task.isPresent() ? Inspection.of(task.get(), position, extensions, listener) : Optional.empty();
    }

    /**
     * Compares two recorded runs, message by message.
     *
     * @param ignored fields of outputs that may differ, with dots between those that lead to one
     */
    public RunDifference diff(RunFolder before, RunFolder after, List<String> ignored, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        return RunDifference.of(before, after, ignored, extensions, listener);
    }

    /** Opens a task of a run to be looked at input by input. */
    public Playback open(RunFolder task, RunListener listener) throws IOException {
        return Playback.open(task, extensions, listener);
    }

    /**
     * Finds the first input of a task after which something holds.
     *
     * @param byHalves whether what holds once is taken to hold from there on, so that a few inputs tell; otherwise all are
     *     looked at
     * @return empty where it does not hold at the last input, or where all were looked at, at none
     */
    public Optional<Bisection> bisect(RunFolder task, Standpoint.Test test, boolean byHalves, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        try (Playback playback = open(task, listener)) {
            return byHalves ? Bisection.byHalves(playback, test) : Bisection.byScan(playback, test, listener);
        }
    }

    /**
     * Finds the smallest set of a task's inputs after which something holds, or the task fails as it did, and records them
     * as a run.
     *
     * @param wanted what has to hold; empty for the failure that stopped the run
     * @param stopRequested asked often; once true, what was found so far is the result
     * @return empty where it never holds
     * @throws IOException where the run did not fail and nothing else is wanted, with a sentence, among others
     */
    public Optional<ShrunkRun> shrink(
            RunFolder task,
            Optional<Standpoint.Test> wanted,
            RunListener listener,
            ShrinkingProgress progress,
            BooleanSupplier stopRequested)
            throws IOException, StepLoadException {
        return ShrunkRun.of(task, wanted, store, extensions, listener, progress, stopRequested);
    }

    /**
     * Takes a pipeline's newest run back to an earlier place: makes a run that goes on from there when the pipeline is run
     * again, first with the inputs that are recorded behind it, then with the source.
     *
     * @param to an input, which is kept, or a time, before which what was fed is kept
     * @param deliverAgain whether what was delivered is delivered again; otherwise the sinks get what they do not hold
     * @param dryRun whether to tell only what it would come to
     * @throws IllegalArgumentException where the place does not tell it for every task; the message is a sentence
     * @throws IOException where the pipeline is running, or has no run, with a sentence, among others
     */
    public Rewound rewind(
            PipelineDefinition definition, RunPosition to, boolean deliverAgain, boolean dryRun, RunListener listener)
            throws IOException, StepLoadException, DivergenceException {
        String pipeline = definition.name();
        try (WriterLock _ = store.lock(pipeline)
                .orElseThrow(() -> new AlreadyRunningException(
                        "pipeline \"" + pipeline + "\" is running; stop it before it is rewound"))) {
            RunStore.Run newest = store.newestOf(pipeline)
                    .orElseThrow(() -> new IOException("pipeline \"" + pipeline + "\" has no run yet to rewind"));
            Rewinding rewinding = new Rewinding(newest.folder(), extensions, listener);
            List<Rewound.Part> parts = rewinding.parts(to);
            Optional<RunStart> made =
                    dryRun ? Optional.empty() : Optional.of(rewinding.make(parts, deliverAgain, store));
            return new Rewound(newest.start(), parts, made);
        }
    }

    /**
     * Makes of a run, or a part of one, a file that can be copied to another machine.
     *
     * @param target the file, which must not exist
     * @param made a folder that does not exist, for logs that have to be made first; whoever calls deletes it
     * @throws IllegalArgumentException where a place does not tell which part it is; the message is a sentence
     */
    public Packed pack(
            RunFolder run, PackOptions options, Path target, Path made, RunListener listener, LogProgress progress)
            throws IOException, StepLoadException, DivergenceException {
        return new Packing(run, options, extensions, listener, progress).pack(target, made);
    }

    /**
     * What a step was called with, and what it made of it: at a position with the state just before, or, where none is
     * named, in the whole run if that is short, and else at its last input.
     *
     * @param step the step's id; empty for the one that failed there, or the first
     * @return empty where the run has no such position
     * @throws IllegalArgumentException where the run has no such step, or several tasks and it is not said whose; the
     *     message is a sentence
     * @throws NoScenarioException where no test can be made of it
     */
    public Optional<RecordedScenario> scenario(
            RunFolder run, Optional<RunPosition> position, String step, RunListener listener)
            throws IOException, StepLoadException, DivergenceException, ConnectorException {
        Optional<RunFolder> task = taskOf(run, position);
        return task.isPresent()
                ? ScenarioRecorder.record(task.get(), position, step, extensions, listener)
                : Optional.empty();
    }

    /** The input of an ordinal of a task as its log has it, decoded or, where it cannot be decoded, as bytes. */
    public Optional<RecordedMessage> input(RunFolder task, long ordinal) throws IOException {
        return RecordedMessage.read(task, ordinal);
    }

    /**
     * Gives the messages that a run passed over, task by task, in order.
     *
     * @param whole whether to read again at the source what the log withholds
     * @throws WithheldInputException where that cannot be had again
     */
    public void passedOver(RunFolder run, boolean whole, PassedOver.Visitor visitor)
            throws IOException, ConnectorException {
        for (RunFolder task : run.tasks()) {
            PassedOver.visit(task, whole, extensions, visitor);
        }
    }

    /** The code in force at the end of a run's log, or of its last task's, in the order of the steps. */
    public List<ProcessorCode> code(RunFolder run) throws IOException {
        return CodeValues.inForce(run.tasks().getLast());
    }
}
