package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The input of a task before which its replay stops for a debugger.
 *
 * @param ordinal the input's
 * @param stop what was asked for
 */
record DebuggedInput(long ordinal, DebuggerStop stop) {
    /**
     * Looks it up; empty where the task has no such input.
     *
     * @throws IllegalArgumentException where the run has no such step; the message is a sentence
     */
    static Optional<DebuggedInput> find(RunFolder task, DebuggerStop stop) throws IOException {
        RunStart start = task.start();
        if (start.code().isEmpty()) {
            throw new IllegalArgumentException("the run has no step to debug");
        }
        if (!stop.step().isEmpty()) {
            start.checkHasStep(stop.step());
        }
        Optional<Long> ordinal = stop.at().isPresent()
                ? find(stop.at().get(), task)
                : Optional.of(task.lastOrdinal()).filter(last -> last > 0);
        return ordinal.map(found -> new DebuggedInput(found, stop));
    }

    private static Optional<Long> find(RunPosition position, RunFolder task) throws IOException {
        return position.firstIn(task)
                .filter(found -> Inspection.isAt(position, FedInput.of(found)))
                .map(MessageRecord::ordinal);
    }

    /**
     * What to replay: with the recorded code, what is from here on; other code takes all that it would otherwise.
     *
     * @throws IllegalArgumentException where the replay would not come here; the message is a sentence
     */
    Variation stretch(Variation asked, RunFolder task) throws IOException {
        RunPosition here = new RunPosition.Ordinal(0, ordinal);
        Optional<Long> first = ordinal(asked.from(), task);
        Optional<Long> last = ordinal(asked.to(), task);
        if (first.filter(at -> at > ordinal).isPresent()
                || last.filter(at -> at < ordinal).isPresent()) {
            throw new IllegalArgumentException("the debugger is to stop before " + here + ", which is not between "
                    + first.map(at -> "#" + at).orElse("the first input") + " and "
                    + last.map(at -> "#" + at).orElse("the last"));
        }
        return asked.from().isPresent() || !asked.isAsRecorded()
                ? asked
                : new Variation(asked.with(), asked.stubs(), Optional.of(here), asked.to(), asked.ignored());
    }

    private static Optional<Long> ordinal(Optional<RunPosition> position, RunFolder task) throws IOException {
        return position.isPresent() ? position.get().firstIn(task).map(MessageRecord::ordinal) : Optional.empty();
    }

    /** Waits for a debugger, the replay having come to this input, which is {@code at}. */
    void hold(Replay replay, RunStart start, RecordedInput at) throws IOException, StepLoadException {
        ProcessorCode code = step(replay.code(), at);
        replay.chain(); // what is told is true then: it only waits
        try {
            replay.hold(code, stop.entrance().open(start, ordinal, code));
        } catch (ProcessorException e) {
            throw new StepLoadException(code.step(), e);
        }
    }

    private ProcessorCode step(List<ProcessorCode> code, RecordedInput at) {
        String wanted = stop.step().isEmpty() ? at.failedStep().orElse("") : stop.step();
        return code.stream()
                .filter(each -> each.step().equals(wanted))
                .findFirst()
                .orElse(code.getFirst());
    }
}
