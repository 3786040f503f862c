package io.tapedeck.controller;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands, as {@code run} reports it. The counts are of the whole run, not of one process.
 *
 * @param run the run's short id
 * @param pipeline the pipeline's name
 * @param state how it stands
 * @param inputs the inputs fed
 * @param outputs the outputs made
 * @param log the folder of its log; of a run of several tasks the run's folder, which has one for each
 * @param failure what it failed by
 * @param task the number of the task that failed, from 1; 0 where the run has only one, or none failed
 */
public record RunSummary(
        String run,
        String pipeline,
        RunState state,
        long inputs,
        long outputs,
        Path log,
        Optional<Failure> failure,
        int task) {
    /** How one task stands, as if it were the run. */
    static RunSummary ofTask(
            RunStart start, RunFolder folder, RunState state, long inputs, long outputs, Optional<Failure> failure) {
        return new RunSummary(
                start.id(), start.pipeline(), state, inputs, outputs, folder.log(), failure, start.taskNumber());
    }

    /** The folder of the task that failed, or of the run where it has only one. */
    public RunFolder failedTask() {
        return new RunFolder(task == 0 ? Optional.ofNullable(log.getParent()).orElse(log) : log.resolve(task + ""));
    }

    /** The same in another state. */
    RunSummary withState(RunState other) {
        return new RunSummary(run, pipeline, other, inputs, outputs, log, failure, task);
    }

    /** The same while a process is at it, whatever came before. */
    RunSummary atWork() {
        return new RunSummary(run, pipeline, RunState.RUNNING, inputs, outputs, log, Optional.empty(), task);
    }

    /** How a run of several tasks stands: as the worst of them does. */
    static RunSummary ofRun(RunStart start, RunFolder folder, List<RunSummary> tasks) {
        Optional<RunSummary> failed =
                tasks.stream().filter(task -> task.failure().isPresent()).findFirst();
        return new RunSummary(
                start.id(),
                start.pipeline(),
                tasks.stream().map(RunSummary::state).max(RunState.BY_GRAVITY).orElse(RunState.INTERRUPTED),
                tasks.stream().mapToLong(RunSummary::inputs).sum(),
                tasks.stream().mapToLong(RunSummary::outputs).sum(),
                folder.path(),
                failed.flatMap(RunSummary::failure),
                failed.map(RunSummary::task).orElse(0));
    }
}
