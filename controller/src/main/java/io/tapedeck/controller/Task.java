package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.WithheldPayload;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs a task live: begins its log, or goes on with it. */
final class Task {
    private final PipelineDefinition definition;
    private final RunFolder folder;
    private final Extensions extensions;
    private final RunOptions options;
    private final RunListener listener;
    private final RunMachine machine;
    /** What the last attempt failed by, where that may pass. */
    private Optional<UnreachableException> unreachable = Optional.empty();

    private final WaitingSign sign;

    /**
     * A task.
     *
     * @param folder its folder, which need not exist
     */
    Task(
            PipelineDefinition definition,
            RunFolder folder,
            Extensions extensions,
            RunOptions options,
            RunListener listener,
            RunMachine machine) {
        this.definition = definition;
        this.folder = folder;
        this.extensions = extensions;
        this.options = options;
        this.listener = listener;
        this.machine = machine;
        sign = new WaitingSign(folder);
    }

    /**
     * Runs until the source ends, the task fails, or it is told to stop.
     *
     * @param fresh how it starts, where it has recorded nothing yet
     */
    RunSummary run(RunStart fresh) throws IOException, ConnectorException, DivergenceException, InterruptedException {
        try (sign) {
            return runPatiently(fresh);
        }
    }

    private RunSummary runPatiently(RunStart fresh)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        Backoff backoff = new Backoff(definition.retry());
        Optional<CircuitBreaker> breaker =
                definition.circuit().map(circuit -> new CircuitBreaker(circuit, listener::circuit));
        long inputs = 0;
        while (true) {
            unreachable = Optional.empty();
            Optional<RunSummary> summary = attempt(fresh);
            long inputsNow = summary.map(RunSummary::inputs).orElse(inputs);
            long more = inputsNow - inputs;
            inputs = inputsNow;
            if (more > 0) {
                backoff.reset();
                sign.lower();
            }
            if (unreachable.isEmpty() || !tryAgain(unreachable.get(), backoff, breaker, more)) {
                breaker.ifPresent(each -> each.passed(more));
                if (summary.isEmpty()) {
                    throw unreachable.orElseThrow();
                }
                return summary.get();
            }
        }
    }

    /** Runs once; empty where a server could not be reached at its start. */
    private Optional<RunSummary> attempt(RunStart fresh)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        try {
            return Optional.of(runOnce(fresh));
        } catch (UnreachableException e) {
            unreachable = Optional.of(e);
            return Optional.empty();
        } catch (WithheldInputException e) {
            if (e.getCause() instanceof UnreachableException away) {
                unreachable = Optional.of(new UnreachableException(String.valueOf(e.getMessage()), away));
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The run is through with its servers for now: all is closed, and what it goes on with is in its log. */
    private boolean tryAgain(
            UnreachableException reason, Backoff backoff, Optional<CircuitBreaker> breaker, long inputs)
            throws IOException, InterruptedException {
        boolean isOpen = breaker.isPresent() && breaker.get().failed(inputs);
        Duration pause =
                isOpen ? backoff.next(definition.circuit().orElseThrow().open()) : backoff.next();
        if (pause.isNegative() || pause.isZero() || options.stopRequested().getAsBoolean()) {
            return false;
        }
        listener.warning(reason.getMessage() + "; trying again in "
                + String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1e3));
        sign.raise();
        boolean goesOn = Backoff.pause(pause, options.stopRequested());
        breaker.filter(ignored -> goesOn).ifPresent(CircuitBreaker::triesAgain);
        return goesOn;
    }

    private RunSummary run(LiveRun live, Optional<FedInput> first)
            throws IOException, DivergenceException, InterruptedException {
        RunSummary summary = live.run(first);
        unreachable = live.unreachable();
        return summary;
    }

    private RunSummary runOnce(RunStart fresh)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        Optional<RunStart> recorded = folder.begun();
        return recorded.isPresent() ? resume(recorded.get()) : begin(fresh);
    }

    private RunSummary begin(RunStart start)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        try (Connections connections = open(start)) {
            connections.source().seek(Optional.empty());
            folder.create();
            try (LogWriter log = machine.logs().create(folder.log(), start.logId(), definition.log());
                    Services services = services(start);
                    Checkpointer checkpointer =
                            Checkpointer.open(folder.checkpoint(), start.logId(), listener::warning)) {
                log.append(start.toRecord());
                log.sync();
                RecordingJournal journal =
                        new RecordingJournal(log, definition, input -> services).recording(start.recording());
                StateLog stateLog = new StateLog(journal::append, Optional.empty());
                TaskClock clock = clock(start);
                Tally tally = new Tally();
                List<StateStore> states =
                        start.code().stream().map(code -> new StateStore()).toList();
                try (StepChain chain = loader(start).load(start.code(), states, clock)) {
                    return run(
                            new LiveRun(
                                    folder,
                                    start,
                                    new SourceIngress(
                                            connections.source(),
                                            RecordedAgain.NOTHING,
                                            Optional.empty(),
                                            clock,
                                            0,
                                            tally,
                                            chain::nextTimer,
                                            definition.drain()),
                                    journal,
                                    connections.egress(MapValue.EMPTY),
                                    chain,
                                    checkpointer,
                                    stateLog,
                                    new FeedRanges(),
                                    tally,
                                    definition,
                                    options,
                                    listener),
                            Optional.empty());
                } catch (StepLoadException e) {
                    return failToLoad(start, journal, tally, e);
                }
            }
        }
    }

    /** What the code sees while it is loaded, its inputs do not go behind. */
    private TaskClock clock(RunStart start) {
        TaskClock clock = new TaskClock(machine.clock());
        clock.reached(start.startNanos());
        return clock;
    }

    private List<ProcessorCode> code() {
        return definition.steps().stream().map(StepDefinition::code).toList();
    }

    private Connections open(RunStart start) throws ConnectorException {
        return Connections.open(
                definition, new ShardShare(start.task(), start.tasks()), extensions, sinkContext(start));
    }

    private SinkContext sinkContext(RunStart start) {
        return new SinkContext(start.lineage(), start.id(), start.task(), options.overwrite(), definition.durability());
    }

    private Services services(RunStart start) {
        return new Services(definition.services(), extensions, start.lineage());
    }

    /** With the source's properties, which the log does not have. */
    private Extensions withSource() {
        return extensions.withSourceOfReplays(definition.from());
    }

    private StepLoader loader(RunStart start) {
        return new StepLoader(withSource(), start, definition::timeoutOf, listener);
    }

    /** Records that the code could not be loaded: the run failed before its next input. */
    private RunSummary failToLoad(RunStart start, RecordingJournal journal, Tally tally, StepLoadException e)
            throws IOException {
        journal.append(e.failure().toRecord());
        journal.append(new RunEnd(RunState.FAILED, tally.inputs(), tally.outputs(), Instant.now()).toRecord());
        journal.sync();
        return RunSummary.ofTask(
                start, folder, RunState.FAILED, tally.messages(), tally.outputs(), Optional.of(e.failure()));
    }

    private RunSummary resume(RunStart start)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        try (Connections connections = open(start);
                RunLogReader reader = RunLogReader.open(folder.log());
                Checkpointer checkpointer = Checkpointer.open(folder.checkpoint(), reader.logId(), listener::warning)) {
            Resumption resumption = Resumption.prepare(
                    folder, reader, checkpointer, connections, loader(start), clock(start), listener);
            try (Replay replay = resumption.replay()) {
                Optional<RecordedInput> pending = resumption.catchUp();
                Source source = connections.source();
                source.seek(nonNull(replay.tally().sourcePosition()));
                Optional<Polled.Input> peeked = Optional.empty();
                if (pending.isEmpty() && resumption.completed()) {
                    switch (source.poll(Duration.ZERO)) {
                        case Polled.Ended ignored -> {
                            return completed(start, replay.tally());
                        }
                        case Polled.Idle ignored -> {}
                        case Polled.Input input -> peeked = Optional.of(input);
                    }
                }
                long last = pending.map(at -> at.input().ordinal())
                        .orElse(replay.tally().inputs());
                try (RecordedAgain again = RecordedAgain.of(start, folder, last, withSource())) {
                    return goOn(start, connections, checkpointer, resumption, pending, again, peeked);
                }
            } catch (StepLoadException e) {
                throw new IOException(
                        "the recorded code of run " + start.id() + " cannot be loaded any more: " + e.getMessage(), e);
            }
        }
    }

    private RunSummary completed(RunStart start, Tally tally) {
        return RunSummary.ofTask(
                start, folder, RunState.COMPLETED, tally.messages(), tally.outputs(), Optional.empty());
    }

    private static Optional<Value> nonNull(Value position) {
        return position.isNull() ? Optional.empty() : Optional.of(position);
    }

    private RunSummary goOn(
            RunStart start,
            Connections connections,
            Checkpointer checkpointer,
            Resumption resumption,
            Optional<RecordedInput> pending,
            RecordedAgain again,
            Optional<Polled.Input> peeked)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        Replay replay = resumption.replay();
        List<ProcessorCode> inForce = resumption.codeInForce();
        RunRecord preamble = start.withCode(inForce).toRecord();
        try (LogWriter log = machine.logs().resume(folder.log(), preamble, definition.log());
                Services services = services(start)) {
            RecordingJournal journal =
                    new RecordingJournal(log, definition, input -> services).recording(start.recording());
            pending.ifPresent(input -> journal.resumedAt(input.input().ordinal(), input.logPosition()));
            try {
                for (ProcessorCode changed : CodeValues.changed(inForce, code())) {
                    journal.append(CodeValues.toChange(changed));
                }
                replay.adopt(code());
                log.repeatAtHead(start.withCode(replay.code()).toRecord());
                replay.chain();
            } catch (StepLoadException e) {
                return failToLoad(start, journal, replay.tally(), e);
            }
            Optional<FedInput> first = pending.isPresent()
                    ? Optional.of(again(pending.get(), connections.source(), replay, journal))
                    : Optional.empty();
            long ordinal = Math.max(
                    replay.tally().inputs(), first.map(FedInput::ordinal).orElse(0L));
            return run(
                    new LiveRun(
                            folder,
                            start,
                            new SourceIngress(
                                    connections.source(),
                                    again,
                                    peeked,
                                    resumption.clock(),
                                    ordinal,
                                    replay.tally(),
                                    replay.chain()::nextTimer,
                                    definition.drain()),
                            journal,
                            resumption.egress(),
                            replay.chain(),
                            checkpointer,
                            new StateLog(journal::append, resumption.checkpoint()),
                            resumption.fed(),
                            replay.tally(),
                            definition,
                            options,
                            listener),
                    first);
        } catch (StepLoadException e) {
            throw new AssertionError("the chain was loaded", e);
        }
    }

    /**
     * The failed input, to be tried again. One that could not be decoded is asked for again, for it may have been
     * mended at the source; the source is left behind it.
     */
    private static FedInput again(RecordedInput pending, Source source, Replay replay, RecordingJournal journal)
            throws IOException, ConnectorException, InterruptedException {
        FedInput input = pending.input();
        if (pending.isUndecodable()
                && source.poll(Duration.ZERO) instanceof Polled.Input(var message, var position)
                && message.stream().equals(input.message().stream())
                && message.sequence() == input.message().sequence()) {
            if (isSame(input.message(), message)) {
                return replay.whole();
            }
            FedInput mended = new FedInput(input.ordinal(), input.feedTimeNanos(), message, position);
            journal.input(mended);
            return mended;
        }
        SourcePosition behind = new SourcePosition(replay.tally().sourcePosition());
        behind.advance(input.position());
        source.seek(nonNull(behind.toValue()));
        return replay.whole();
    }

    /** Whether a message has the content that was recorded, or withheld. */
    private static boolean isSame(EncodedMessage recorded, EncodedMessage message) {
        return WithheldPayload.in(recorded)
                .map(withheld -> withheld.encoding() == message.encoding() && withheld.isOf(message))
                .orElseGet(() -> recorded.encoding() == message.encoding()
                        && recorded.payload().equals(message.payload()));
    }
}
