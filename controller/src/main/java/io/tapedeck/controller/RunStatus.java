package io.tapedeck.controller;

import io.tapedeck.log.LogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells from its log how a run stands. */
final class RunStatus {
    private RunStatus() {}

    static RunDetails of(RunStore.Run run, RunStore store) throws IOException {
        boolean running = store.running(run.start().pipeline());
        List<RunSummary> tasks = new ArrayList<>();
        List<Instant> waiting = new ArrayList<>();
        long bytes = 0;
        for (RunFolder task : run.folder().tasks()) {
            if (task.begun().isPresent()) {
                boolean isWritten = LogWriter.isAtWork(task.log()); // it goes on then, whether or not anything comes
                Optional<Instant> since = isWritten ? Optional.empty() : WaitingSign.since(task);
                since.ifPresent(waiting::add);
                RunSummary status = ofTask(task, running);
                tasks.add(
                        isWritten ? status.atWork() : since.isPresent() ? status.withState(RunState.RUNNING) : status);
                bytes += bytes(task);
            }
        }
        RunSummary summary =
                run.start().tasks() == 1 ? tasks.getFirst() : RunSummary.ofRun(run.start(), run.folder(), tasks);
        return new RunDetails(
                summary,
                run.start().made(),
                run.start().parent(),
                bytes,
                waiting.stream().min(Comparator.naturalOrder()));
    }

    /**
     * How a task stands.
     *
     * @param running whether somebody may be at it
     */
    static RunSummary ofTask(RunFolder task, boolean running) throws IOException {
        try (RunLogReader log = RunLogReader.open(task.log());
                RecordedCheckpoints checkpoints = RecordedCheckpoints.open(task.log())) {
            RunStart start = log.start();
            long outputs = 0;
            long inputs = 0;
            Optional<RecordedCheckpoint> last = checkpoints.last();
            if (last.isPresent() && start.excerpt().isEmpty()) { // of a part of a run, what is there is counted
                inputs = last.get().checkpoint().inputs()
                        - last.get().checkpoint().ticks();
                outputs = last.get().checkpoint().outputs();
                log.seek(last.get().resume());
            }
            Optional<RecordedInput> input = log.next();
            while (input.isPresent()) {
                inputs += input.get().input().isTick() ? 0 : 1;
                outputs += RecordedOutputs.count(input.get(), start.code().size() - 1);
                input = log.next();
            }
            Optional<RunEnd> end = log.endBehindLastInput();
            RunState state = end.map(RunEnd::state).orElse(running ? RunState.RUNNING : RunState.INTERRUPTED);
            return RunSummary.ofTask(
                    start,
                    task,
                    state,
                    inputs,
                    end.map(RunEnd::outputs).orElse(outputs),
                    state == RunState.FAILED ? log.failure() : Optional.empty());
        }
    }

    private static long bytes(RunFolder task) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(task.log())) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
