package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The live phase of a run: feeds what the source gives, commits in groups, makes checkpoints, and ends with a record
 * of how the run stands.
 */
final class LiveRun {
    /** What is gathered in 10 ms at most, so that an endless group needs no endless memory. */
    private static final long GROUP_INPUTS_MAX = 4096;

    private static final long GROUP_INPUTS_NANOS = 10_000_000;
    private static final long GROUP_FACTOR_MAX = 16;
    private static final long GROUP_BYTES_MAX = 16 << 20;
    /** The part of a group's time for which one waits for more before it is delivered early. */
    private static final int IDLE_PART = 100;

    private static final Duration IDLE_WAIT = Duration.ofMillis(50);
    /** How long one waits for an input at most where there is nothing to do but to deliver a group soon. */
    private static final Duration GROUP_WAIT = Duration.ofMillis(1);

    private static final String STATE_REFUSAL =
            "the step keeps state or timers, and the source's shards may go to another "
                    + "worker, who does not have them; leave out group = … (one run then reads all shards), or keep no state";

    private final RunFolder folder;
    private final RunStart start;
    private final SourceIngress ingress;
    private final RecordingJournal journal;
    private final SinkEgress egress;
    private final StepChain chain;
    private final Pipeline pipeline;
    private final Checkpointer checkpointer;
    private final StateLog stateLog;
    private final Tally tally;
    private final FeedRanges fed;
    private final Duration checkpointEvery;
    private final long commitNanos;
    private final Duration gatherWait;
    private final long groupInputsMax;
    private final RunOptions options;
    private final RunListener listener;
    private Optional<UnreachableException> unreachable = Optional.empty();
    private int groupInputs;
    private long groupStartNanos;
    /** Whether a group is being made durable, and delivered when that is done. */
    private boolean isGroupUnderWay;

    private long checkpointNanos = System.nanoTime();

    LiveRun(
            RunFolder folder,
            RunStart start,
            SourceIngress ingress,
            RecordingJournal journal,
            SinkEgress egress,
            StepChain chain,
            Checkpointer checkpointer,
            StateLog stateLog,
            FeedRanges fed,
            Tally tally,
            PipelineDefinition definition,
            RunOptions options,
            RunListener listener) {
        this.folder = folder;
        this.start = start;
        this.ingress = ingress;
        this.journal = journal;
        this.egress = egress;
        this.chain = chain;
        this.fed = fed;
        this.pipeline = new Pipeline(ingress, journal, new ListeningEgress(egress, fed, listener), chain, tally);
        this.checkpointer = checkpointer;
        this.stateLog = stateLog;
        this.tally = tally;
        checkpointEvery = definition.checkpointEvery();
        commitNanos = definition.commitEvery().toNanos();
        gatherWait = Duration.ofNanos(Math.max(1, commitNanos / IDLE_PART));
        groupInputsMax = GROUP_INPUTS_MAX * Math.clamp(commitNanos / GROUP_INPUTS_NANOS, 1, GROUP_FACTOR_MAX);
        this.options = options;
        this.listener = listener;
        chain.steps().forEach(Step::goLive);
        if (ingress.isShared()) {
            chain.steps().forEach(step -> step.refuseState(STATE_REFUSAL));
        }
    }

    /** What it failed by, where a server was away, which may pass. */
    Optional<UnreachableException> unreachable() {
        return unreachable;
    }

    /** Runs until the source ends, the run fails, or it is told to stop. */
    RunSummary run(Optional<FedInput> pending) throws IOException, DivergenceException, InterruptedException {
        listener.started(start.id(), tally.inputs());
        ingress.beforeRelease(this::settle);
        try {
            acknowledge();
            if (pending.isPresent()) {
                pipeline.process(pending.get());
                groupInputs++;
            }
            return end(feed());
        } catch (InputFailedException e) {
            return fail(e.failure());
        } catch (EdgeFailedException e) {
            unreachable = e.unreachable();
            return e.failure().kind() == FailureKind.SINK ? failSink(e.failure()) : fail(e.failure());
        }
    }

    private RunState feed()
            throws IOException, InputFailedException, DivergenceException, EdgeFailedException, InterruptedException {
        Duration wait = waitForNext();
        while (!options.stopRequested().getAsBoolean()) {
            switch (step(wait)) {
                case Ingress.Fed ignored -> {
                    if (groupInputs++ == 0) {
                        groupStartNanos = System.nanoTime();
                    }
                    if (isGroupWhole()) {
                        commit();
                    } else {
                        deliverGroupIfDurable();
                    }
                    wait = waitForNext();
                }
                case Ingress.Idle ignored -> {
                    deliverGroupIfDurable();
                    if (wait.isZero()) {
                        wait = gatherWait(); // perhaps more is on its way
                    } else if (groupInputs > 0 || !isGroupUnderWay) {
                        commit();
                        wait = waitForNext();
                    }
                }
                case Ingress.Ended ignored -> {
                    return RunState.COMPLETED;
                }
            }
        }
        return RunState.STOPPED;
    }

    /** What is fed already waits for nothing but what is at hand. */
    private Duration waitForNext() {
        return groupInputs > 0 || isGroupUnderWay ? Duration.ZERO : IDLE_WAIT;
    }

    private Duration gatherWait() {
        boolean isOnlyForGroup = isGroupUnderWay && groupInputs == 0;
        return isOnlyForGroup && gatherWait.compareTo(GROUP_WAIT) > 0 ? GROUP_WAIT : gatherWait;
    }

    private boolean isGroupWhole() {
        return groupInputs >= groupInputsMax
                || egress.waitingBytes() >= GROUP_BYTES_MAX
                || System.nanoTime() - groupStartNanos >= commitNanos;
    }

    private Ingress.Next step(Duration wait)
            throws IOException, InputFailedException, DivergenceException, EdgeFailedException, InterruptedException {
        try {
            return pipeline.step(wait);
        } catch (ConnectorException e) {
            switch (e.getCause()) {
                case EdgeFailedException settling -> throw settling;
                case UncheckedIOException settling -> throw settling.getCause();
                case null, default -> throw new EdgeFailedException(FailureKind.INPUT, tally.inputs() + 1, e);
            }
        }
    }

    /** Within {@link #step}, before the next input: the source is about to give up shards. */
    private void settle() throws ConnectorException {
        try {
            commit();
        } catch (EdgeFailedException e) {
            throw new ConnectorException("cannot settle", e);
        } catch (IOException e) {
            throw new ConnectorException("cannot settle", new UncheckedIOException(e));
        }
    }

    /** Ends a group: what it made is delivered when the log is durable up to there, which inputs do not wait for. */
    private void commit() throws IOException, EdgeFailedException {
        if (groupInputs == 0) {
            settleSinks(); // who has nothing to do learns whether what is on its way has arrived
            return;
        }
        if (System.nanoTime() - checkpointNanos >= checkpointEvery.toNanos()) {
            deliver();
            settleSinks();
            RecordedCheckpoint checkpoint = appendCheckpoint();
            journal.sync();
            save(checkpoint);
        } else if (ingress.isAcknowledged()) {
            deliver(); // what is acknowledged is all that was fed
        } else {
            deliverGroup();
            journal.beginSync();
            egress.endGroup();
            isGroupUnderWay = true;
        }
        groupInputs = 0;
        stateLog.goOn(states());
        listener.progress(tally.inputs(), tally.outputs());
    }

    private void deliverGroupIfDurable() throws IOException, EdgeFailedException {
        if (isGroupUnderWay && !journal.isSyncing()) {
            deliverGroup();
        }
    }

    /** Delivers the group that is being made durable, if there is one, when it is. */
    private void deliverGroup() throws IOException, EdgeFailedException {
        if (!isGroupUnderWay) {
            return;
        }
        journal.awaitSync();
        isGroupUnderWay = false;
        try {
            egress.pushGroup();
        } catch (ConnectorException e) {
            throw sinkFailed(e);
        }
    }

    /** Makes the log durable and delivers what is not yet. */
    private void deliver() throws IOException, EdgeFailedException {
        isGroupUnderWay = false;
        try {
            pipeline.commit();
        } catch (ConnectorException e) {
            throw sinkFailed(e);
        }
        if (ingress.isShared()) {
            settleSinks();
        }
        acknowledge();
    }

    private void settleSinks() throws EdgeFailedException {
        try {
            egress.settle();
        } catch (ConnectorException e) {
            throw sinkFailed(e);
        }
    }

    private EdgeFailedException sinkFailed(ConnectorException e) {
        return new EdgeFailedException(FailureKind.SINK, tally.inputs(), e);
    }

    private void acknowledge() throws EdgeFailedException {
        try {
            ingress.acknowledge();
        } catch (ConnectorException e) {
            throw new EdgeFailedException(FailureKind.INPUT, tally.inputs(), e);
        }
    }

    private RecordedCheckpoint appendCheckpoint() throws IOException {
        journal.append(fed.toRecord(egress.delivered()));
        Checkpoint checkpoint = new Checkpoint(
                tally.inputs(),
                tally.ticks(),
                tally.outputs(),
                tally.sourcePosition(),
                egress.delivered(),
                tally.endNanos(),
                journal.unfinished(tally.inputs()),
                stateLog.deltas(states()),
                stateLog.entriesSinceSnapshot(),
                stateLog.previous());
        return new RecordedCheckpoint(stateLog.append(checkpoint), checkpoint);
    }

    /** Keeps the state of a checkpoint that is durable in the log. */
    private void save(RecordedCheckpoint checkpoint) throws IOException {
        checkpointer.save(checkpoint, states());
        checkpointNanos = System.nanoTime();
    }

    private List<StateStore> states() {
        return chain.steps().stream().map(Step::state).toList();
    }

    /** Ends the run behind a whole input. */
    private RunSummary end(RunState state) throws IOException, EdgeFailedException {
        deliver();
        settleSinks();
        close(state, Optional.empty());
        return summary(state, tally.messages(), Optional.empty());
    }

    private RunSummary fail(Failure failure) throws IOException {
        try {
            deliver();
            settleSinks();
        } catch (EdgeFailedException e) {
            unreachable = e.unreachable();
            return failSink(e.failure());
        }
        close(RunState.FAILED, Optional.of(failure));
        return summary(RunState.FAILED, tally.messages() + (failedInMessage(failure) ? 1 : 0), Optional.of(failure));
    }

    /** A failed sink gets nothing more; what it lacks is made again from the last checkpoint. */
    private RunSummary failSink(Failure failure) throws IOException {
        journal.append(failure.toRecord());
        journal.append(runEnd(RunState.FAILED));
        journal.sync();
        return summary(RunState.FAILED, tally.messages(), Optional.of(failure));
    }

    /** Whether a message failed that is in the log: one that the source could not give is not, and a tick is none. */
    private static boolean failedInMessage(Failure failure) {
        return failure.place().filter(at -> !at.stream().equals(Tick.STREAM)).isPresent();
    }

    private void close(RunState state, Optional<Failure> failure) throws IOException {
        stateLog.finish(states());
        RecordedCheckpoint checkpoint = appendCheckpoint();
        if (failure.isPresent()) {
            journal.append(failure.get().toRecord());
        }
        journal.append(runEnd(state));
        journal.sync();
        save(checkpoint);
    }

    private RunRecord runEnd(RunState state) {
        return new RunEnd(state, tally.inputs(), tally.outputs(), Instant.now()).toRecord();
    }

    private RunSummary summary(RunState state, long inputs, Optional<Failure> failure) {
        return RunSummary.ofTask(start, folder, state, inputs, tally.outputs(), failure);
    }

    /** A source or a sink failed. */
    static final class EdgeFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        EdgeFailedException(FailureKind kind, long ordinal, ConnectorException e) {
            super(e);
            failure = Failure.of(Optional.empty(), ordinal, kind, String.valueOf(e.getMessage()), ErrorPolicy.STOP);
        }

        Failure failure() {
            return failure;
        }

        private Optional<UnreachableException> unreachable() {
            return getCause() instanceof UnreachableException away ? Optional.of(away) : Optional.empty();
        }
    }
}
