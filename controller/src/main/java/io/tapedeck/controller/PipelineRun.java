package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.WriterLock;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs a pipeline live, alone or as one of several workers: takes its newest run, or a new one, and runs the tasks of
 * that.
 */
final class PipelineRun {
    private static final long BEGIN_WAIT_MILLIS = 100;

    private final PipelineDefinition definition;
    private final RunStore store;
    private final Extensions extensions;
    private final RunOptions options;
    private final RunListener listener;
    private final RunMachine machine;

    PipelineRun(
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
        String name = definition.name();
        try (WriterLock _ =
                (options.worker() ? store.lockAsWorker(name) : store.lock(name)).orElseThrow(this::alreadyRunning)) {
            return options.worker() ? work() : runAlone(newestOrNew());
        }
    }

    private AlreadyRunningException alreadyRunning() {
        return new AlreadyRunningException("pipeline \"" + definition.name() + "\" is running already, in another "
                + "process; stop that one first" + (options.worker() ? ", or run that one with --worker too" : ""));
    }

    private RunSummary runAlone(RunStart start)
            throws IOException, ConnectorException, DivergenceException, InterruptedException {
        if (start.tasks() == 1) {
            return task(start, 0, options, listener).run(start);
        }
        return crew(start).run(start.tasks());
    }

    /** Workers begin a run one after the other, so that they all find the same. */
    private RunSummary work() throws IOException, ConnectorException, DivergenceException, InterruptedException {
        WorkerList workers = store.workers(definition.name());
        try (WriterLock _ = workers.join();
                WriterLock begin = lockToBegin()) {
            return crew(newestOrNew()).runAsOneOf(workers, begin);
        }
    }

    private WriterLock lockToBegin() throws IOException, InterruptedException {
        Optional<WriterLock> lock = store.lockToBegin(definition.name());
        while (lock.isEmpty()) {
            Thread.sleep(BEGIN_WAIT_MILLIS);
            lock = store.lockToBegin(definition.name());
        }
        return lock.get();
    }

    private Crew crew(RunStart start) {
        TaskListeners listeners = new TaskListeners(listener, start.tasks());
        RunFolder folder = store.folder(start.pipeline(), start.id());
        return new Crew(
                start,
                folder,
                (task, stop) -> task(
                        start,
                        task,
                        new RunOptions(options.startNew(), options.overwrite(), options.worker(), stop),
                        listeners.of(task)),
                options.stopRequested(),
                listener);
    }

    private Task task(RunStart start, int task, RunOptions taskOptions, RunListener taskListener) {
        RunFolder folder = store.folder(start.pipeline(), start.id()).ofTask(task, start.tasks());
        return new Task(definition, folder, extensions, taskOptions, taskListener, machine);
    }

    private RunStart newestOrNew() throws IOException {
        Optional<RunStore.Run> newest = options.startNew() ? Optional.empty() : store.newestOf(definition.name());
        if (newest.isEmpty()) {
            return newStart();
        }
        checkSame(newest.get().start());
        return newest.get().start();
    }

    private RunStart newStart() throws IOException {
        UUID run = store.newIdentity(definition.name());
        List<ProcessorCode> code =
                definition.steps().stream().map(StepDefinition::code).toList();
        return new RunStart(
                run,
                RunStart.shortId(run),
                definition.name(),
                0,
                definition.tasks(),
                store.behindAll(Times.instant(machine.clock().getAsLong())),
                new SecureRandom().nextLong(),
                definition.from().url().toString(),
                definition.to().url().toString(),
                code,
                Fingerprint.here(extensions.runtimeVersions(code), definition.locality()),
                definition.recording() == Recording.RANGES
                        ? Optional.of(SourceReference.of(definition.from()))
                        : Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
        if (start.tasks() != definition.tasks()) {
            throw new IOException("run " + start.id() + " has tasks = " + start.tasks()
                    + ", the pipeline file now says " + definition.tasks()
                    + ": each task keeps its shards and their state; --new starts a new run");
        }
        if (start.recording() != definition.recording()) {
            throw new IOException("run " + start.id() + " has record = \""
                    + start.recording().word() + "\", the pipeline file now says \""
                    + definition.recording().word() + "\"; --new starts a new run");
        }
        if (!start.locality().equals(Optional.of(definition.locality()))) {
            MapValue here = Fingerprint.here(Map.of(), definition.locality());
            throw new IOException("run " + start.id() + " has " + Fingerprint.localityText(start.fingerprint())
                    + ", the pipeline file now says " + Fingerprint.localityText(here)
                    + "; --new starts a new run");
        }
    }
}
