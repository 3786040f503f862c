package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStart;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A run, which of its tasks, and whose state of it is meant. */
final class TaskArgument {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "an id, a prefix of one, a run's folder, a packed run, or latest, which is the default")
    private String run = "latest";

    @Option(names = "--task", paramLabel = "N", description = "which task, where the run has several")
    private int task;

    @Option(names = "--step", paramLabel = "ID", description = "whose state, where there are several steps; the first")
    private String step = "";

    /** The folder of the task. */
    RunFolder find(CommonOptions common) throws IOException, RunNotFoundException, WrongUseException {
        List<RunFolder> tasks = common.find(run).tasks();
        if (tasks.size() == 1 && task == 0) {
            return tasks.getFirst();
        }
        for (RunFolder each : tasks) {
            if (each.start().taskNumber() == task && task > 0) {
                return each;
            }
        }
        throw new WrongUseException(
                task > 0
                        ? "the run has no task " + task
                                + (tasks.size() == 1 ? "; it has only one, without a number" : "")
                        : "the run has " + tasks.size()
                                + " tasks, each with inputs of its own: say which, as in --task 1");
    }

    /** The step whose state is meant; empty where the run has none. */
    String step(RunStart start) throws WrongUseException {
        return StepChoice.of(start, step);
    }
}
