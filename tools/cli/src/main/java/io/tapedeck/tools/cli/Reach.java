package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From where to where the inputs of a run go. */
final class Reach {
    private static final int TASKS_TOLD_MAX = 3;

    private Reach() {}

    /** What to say of a position that a run has no input at. */
    static NothingFoundException noInputAt(RunFolder run, String position) throws IOException {
        List<RunFolder> tasks = run.tasks();
        List<String> reaches = new ArrayList<>();
        for (RunFolder task : tasks.subList(0, Math.min(TASKS_TOLD_MAX, tasks.size()))) {
            of(task).ifPresent(reaches::add);
        }
        return new NothingFoundException("run " + run.start().id() + " has no input at " + position + ": it has "
                + (reaches.isEmpty() ? "none" : String.join("; ", reaches))
                + (tasks.size() > TASKS_TOLD_MAX ? "; …" : ""));
    }

    private static Optional<String> of(RunFolder task) throws IOException {
        Optional<MessageRecord> first = task.firstInput();
        Optional<MessageRecord> last = task.lastInput();
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        int number = task.start().taskNumber();
        return Optional.of(position(number, first.get()) + " … " + position(number, last.get()) + ", fed "
                + Format.time(first.get().feedTimeNanos()) + " … "
                + Format.time(last.get().feedTimeNanos()));
    }

    private static String position(int task, MessageRecord input) {
        return new RunPosition.Ordinal(task, input.ordinal()).toString();
    }
}
