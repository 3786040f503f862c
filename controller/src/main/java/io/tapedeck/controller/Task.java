package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.WriterLock;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs a pipeline's task live: begins a run, or goes on with the newest one. */
final class Task {
    private final PipelineDefinition definition;
    private final RunStore store;
    private final Extensions extensions;
    private final RunOptions options;
    private final RunListener listener;
    private final RunMachine machine;

    Task(
            PipelineDefinition definition,
            RunStore store,
            Extensions extensions,
            RunOptions options,
            RunListener listener,
            RunMachine machine) {
        this.definition = definition;
        this.store = store;
        this.extensions = extensions;
        this.options = options;
        this.listener = listener;
        this.machine = machine;
    }

    RunSummary run() throws IOException, ConnectorException, DivergenceException, InterruptedException {
        Optional<WriterLock> lock = store.lock(definition.name());
        if (lock.isEmpty()) {
            throw new AlreadyRunningException("pipeline \"" + definition.name()
                    + "\" is running already, in another process; stop that one first");
        }
        try (WriterLock _ = lock.get()) {
            Optional<RunStore.Run> newest = options.startNew() ? Optional.empty() : store.newestOf(definition.name());
            return newest.isPresent() ? resume(newest.get()) : begin();
        }
    }

    private RunSummary begin() throws IOException, ConnectorException, DivergenceException, InterruptedException {
        RunStart start = newStart();
        try (Connections connections = Connections.open(definition, extensions, sinkContext(start))) {
            connections.source().seek(Optional.empty());
            RunFolder folder = store.create(definition.name(), start.id());
            try (LogWriter log = machine.logs().create(folder.log(), start.run(), definition.log());
                    Services services = services(start);
                    Checkpointer checkpointer =
                            Checkpointer.open(folder.checkpoint(), start.run(), listener::warning)) {
                log.append(start.toRecord());
                log.sync();
                RecordingJournal journal = new RecordingJournal(log, definition, input -> services);
                StateLog stateLog = new StateLog(journal, Optional.empty());
                TaskClock clock = clock(start);
                Tally tally = new Tally();
                List<StateStore> states =
                        start.code().stream().map(code -> new StateStore()).toList();
                try (StepChain chain = loader(start).load(start.code(), states, clock)) {
                    return new LiveRun(
                                    folder,
                                    start,
                                    new SourceIngress(
                                            connections.source(), Optional.empty(), clock, 0, tally, chain::nextTimer),
                                    journal,
                                    connections.egress(MapValue.EMPTY),
                                    chain,
                                    checkpointer,
                                    stateLog,
                                    tally,
                                    definition.checkpointEvery(),
                                    options,
                                    listener)
                            .run(Optional.empty());
                } catch (StepLoadException e) {
                    return failToLoad(folder, start, journal, tally, e);
                }
            }
        }
    }

    private RunStart newStart() throws IOException {
        UUID run = UUID.randomUUID();
        return new RunStart(
                run,
                run.toString().substring(0, 8),
                definition.name(),
                0,
                startTime(),
                new SecureRandom().nextLong(),
                definition.from().url().toString(),
                definition.to().url().toString(),
                code(),
                Fingerprint.here(extensions.runtimeVersions(code()), definition.locality()));
    }

    /** Now, but behind the start of every run there is: the one that started last is the newest. */
    private Instant startTime() throws IOException {
        Instant now = Times.instant(machine.clock().getAsLong());
        List<RunStore.Run> runs = store.runs();
        return runs.isEmpty() || runs.getLast().start().started().isBefore(now)
                ? now
                : runs.getLast().start().started().plusNanos(1);
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

    private SinkContext sinkContext(RunStart start) {
        return new SinkContext(start.run(), start.id(), start.task(), options.overwrite(), definition.durability());
    }

    private Services services(RunStart start) {
        return new Services(definition.services(), extensions, start.run());
    }

    private StepLoader loader(RunStart start) {
        return new StepLoader(extensions, start, definition::timeoutOf, listener);
    }

    /** Records that the code could not be loaded: the run failed before its next input. */
    private static RunSummary failToLoad(
            RunFolder folder, RunStart start, RecordingJournal journal, Tally tally, StepLoadException e)
            throws IOException {
        journal.append(e.failure().toRecord());
        journal.append(new RunEnd(RunState.FAILED, tally.inputs(), tally.outputs(), Instant.now()).toRecord());
        journal.sync();
        return new RunSummary(
                start.id(),
                start.pipeline(),
                RunState.FAILED,
                tally.messages(),
                tally.outputs(),
                folder.log(),
                Optional.of(e.failure()));
    }

    private RunSummary resume(RunStore.Run run)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        RunStart start = run.start();
        checkSame(start);
        try (Connections connections = Connections.open(definition, extensions, sinkContext(start));
                RunLogReader reader = RunLogReader.open(run.folder().log());
                Checkpointer checkpointer =
                        Checkpointer.open(run.folder().checkpoint(), reader.logId(), listener::warning)) {
            Resumption resumption = Resumption.prepare(
                    run.folder(), reader, checkpointer, connections, loader(start), clock(start), listener);
            try (Replay replay = resumption.replay()) {
                Optional<RecordedInput> pending = resumption.catchUp();
                Source source = connections.source();
                source.seek(nonNull(replay.tally().sourcePosition()));
                Optional<Polled.Input> peeked = Optional.empty();
                if (pending.isEmpty() && resumption.completed()) {
                    switch (source.poll(Duration.ZERO)) {
                        case Polled.Ended ignored -> {
                            return completed(run, replay.tally());
                        }
                        case Polled.Idle ignored -> {}
                        case Polled.Input input -> peeked = Optional.of(input);
                    }
                }
                return goOn(run, connections, checkpointer, resumption, pending, peeked);
            } catch (StepLoadException e) {
                throw new IOException(
                        "the recorded code of run " + start.id() + " cannot be loaded any more: " + e.getMessage(), e);
            }
        }
    }

    private static RunSummary completed(RunStore.Run run, Tally tally) {
        return new RunSummary(
                run.start().id(),
                run.start().pipeline(),
                RunState.COMPLETED,
                tally.messages(),
                tally.outputs(),
                run.folder().log(),
                Optional.empty());
    }

    private static Optional<Value> nonNull(Value position) {
        return position.isNull() ? Optional.empty() : Optional.of(position);
    }

    private void checkSame(RunStart start) throws IOException {
        String from = definition.from().url().toString();
        if (!start.from().equals(from)) {
            throw new IOException("run " + start.id() + " reads " + start.from() + ", the pipeline file now says "
                    + from + "; --new starts a new run");
        }
        List<String> before = start.code().stream().map(ProcessorCode::step).toList();
        List<String> now = definition.steps().stream().map(StepDefinition::id).toList();
        if (!before.equals(now)) {
            throw new IOException("run " + start.id() + " has the steps " + before + ", the pipeline file now has "
                    + now + "; --new starts a new run");
        }
        if (!start.locality().equals(Optional.of(definition.locality()))) {
            MapValue here = Fingerprint.here(Map.of(), definition.locality());
            throw new IOException("run " + start.id() + " has " + Fingerprint.localityText(start.fingerprint())
                    + ", the pipeline file now says " + Fingerprint.localityText(here)
                    + "; --new starts a new run");
        }
    }

    private RunSummary goOn(
            RunStore.Run run,
            Connections connections,
            Checkpointer checkpointer,
            Resumption resumption,
            Optional<RecordedInput> pending,
            Optional<Polled.Input> peeked)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        RunStart start = run.start();
        Replay replay = resumption.replay();
        List<ProcessorCode> inForce = resumption.codeInForce();
        RunRecord preamble = start.withCode(inForce).toRecord();
        try (LogWriter log = machine.logs().resume(run.folder().log(), preamble, definition.log());
                Services services = services(start)) {
            RecordingJournal journal = new RecordingJournal(log, definition, input -> services);
            pending.ifPresent(input -> journal.resumedAt(input.input().ordinal(), input.logPosition()));
            try {
                for (ProcessorCode changed : CodeValues.changed(inForce, code())) {
                    journal.append(CodeValues.toChange(changed));
                }
                replay.adopt(code());
                log.repeatAtHead(start.withCode(replay.code()).toRecord());
                replay.chain();
            } catch (StepLoadException e) {
                return failToLoad(run.folder(), start, journal, replay.tally(), e);
            }
            Optional<FedInput> first = pending.isPresent()
                    ? Optional.of(again(pending.get(), connections.source(), replay.tally(), journal))
                    : Optional.empty();
            long ordinal = Math.max(
                    replay.tally().inputs(), first.map(FedInput::ordinal).orElse(0L));
            return new LiveRun(
                            run.folder(),
                            start,
                            new SourceIngress(
                                    connections.source(),
                                    peeked,
                                    resumption.clock(),
                                    ordinal,
                                    replay.tally(),
                                    replay.chain()::nextTimer),
                            journal,
                            resumption.egress(),
                            replay.chain(),
                            checkpointer,
                            new StateLog(journal, resumption.checkpoint()),
                            replay.tally(),
                            definition.checkpointEvery(),
                            options,
                            listener)
                    .run(first);
        } catch (StepLoadException e) {
            throw new AssertionError("the chain was loaded", e);
        }
    }

    /**
     * The failed input, to be tried again. One that could not be decoded is asked for again, for it may have been
     * mended at the source; the source is left behind it.
     */
    private static FedInput again(RecordedInput pending, Source source, Tally tally, RecordingJournal journal)
            throws IOException, ConnectorException, InterruptedException {
        FedInput input = pending.input();
        boolean undecodable = pending.stopped()
                .filter(failure -> failure.kind() == FailureKind.INPUT)
                .isPresent();
        if (undecodable
                && source.poll(Duration.ZERO) instanceof Polled.Input(var message, var position)
                && message.stream().equals(input.message().stream())
                && message.sequence() == input.message().sequence()) {
            if (message.payload().equals(input.message().payload())
                    && message.encoding() == input.message().encoding()) {
                return input;
            }
            FedInput mended = new FedInput(input.ordinal(), input.feedTimeNanos(), message, position);
            journal.input(mended);
            return mended;
        }
        SourcePosition behind = new SourcePosition(tally.sourcePosition());
        behind.advance(input.position());
        source.seek(nonNull(behind.toValue()));
        return input;
    }
}
