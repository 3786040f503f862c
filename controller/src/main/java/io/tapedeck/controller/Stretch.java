package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some inputs of a task that follow each other.
 *
 * @param task the task
 * @param start how it was started
 * @param first the ordinal of the first of them; 0 where there is none
 * @param last that of the last
 * @param firstOfTask the ordinal of the task's first input; 0 where there is none
 * @param lastOfTask that of its last
 * @param live whether the task is being written
 */
record Stretch(RunFolder task, RunStart start, long first, long last, long firstOfTask, long lastOfTask, boolean live) {
    /** All inputs of a task; empty where it recorded nothing yet. */
    static Optional<Stretch> whole(RunFolder task) throws IOException {
        Optional<RunStart> start = task.begun();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        boolean live = LogWriter.isAtWork(task.log());
        long last = task.lastOrdinal();
        long first = last == 0 ? 0 : task.firstOrdinal();
        return Optional.of(new Stretch(task, start.get(), first, last, first, last, live));
    }

    /**
     * What a run has between two places, both included. In several tasks it is the same stretch of time: a place that
     * names an input of one stands, for the others, for the time at which that was fed.
     *
     * @throws IllegalArgumentException where a place does not tell it; the message is a sentence
     */
    static List<Stretch> between(RunFolder run, Optional<RunPosition> from, Optional<RunPosition> to)
            throws IOException {
        List<RunFolder> tasks = run.tasks();
        Optional<Place> begin = from.isPresent() ? Optional.of(Place.of(run, tasks, from.get())) : Optional.empty();
        Optional<Place> end = to.isPresent() ? Optional.of(Place.of(run, tasks, to.get())) : Optional.empty();
        List<Stretch> found = new ArrayList<>();
        for (RunFolder task : tasks) {
            Optional<Stretch> all = whole(task);
            if (all.isPresent()) {
                Stretch part = all.get()
                        .within(
                                begin.isPresent() ? begin.get().firstIn(task) : 0,
                                end.isPresent() ? end.get().lastIn(task) : Long.MAX_VALUE);
                if (part.first <= part.last && (part.first > 0 || from.isEmpty() && to.isEmpty())) {
                    found.add(part);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("the run has no input from "
                    + from.map(Object::toString).orElse("its first") + " to "
                    + to.map(Object::toString).orElse("its last") + "; it has " + run.extent());
        }
        return found;
    }

    private Stretch within(long from, long to) {
        return new Stretch(task, start, Math.max(first, from), Math.min(last, to), firstOfTask, lastOfTask, live);
    }

    /** The same with another end: that which a copy came to. */
    Stretch upTo(long ordinal) {
        boolean isAllThereWas = live && last == lastOfTask;
        return new Stretch(task, start, first, ordinal, firstOfTask, isAllThereWas ? ordinal : lastOfTask, live);
    }

    /** Whether these are all inputs of the task. */
    boolean isWhole() {
        return first == firstOfTask && last == lastOfTask;
    }

    /** What a packed run says of it. */
    PackedRun.Part toPart() throws IOException {
        return new PackedRun.Part(
                start.taskNumber(),
                first,
                last,
                task.inputs(first, last),
                isWhole() && start.excerpt().isEmpty());
    }

    /** A place in a run: in the task that it names an input of, and as a time. */
    private record Place(RunPosition position, RunFolder task, RunPosition.FeedTime time, boolean isTime) {
        private static Place of(RunFolder run, List<RunFolder> tasks, RunPosition position) throws IOException {
            Optional<RunFolder> task = position.taskOf(tasks);
            Optional<MessageRecord> at = task.isPresent() ? position.firstIn(task.get()) : Optional.empty();
            if (position instanceof RunPosition.FeedTime time) {
                return new Place(position, task.orElse(run), time, true);
            }
            if (at.isEmpty() || !Inspection.isAt(position, FedInput.of(at.get()))) {
                throw new IOException("the run has no input at " + position + "; it has " + run.extent());
            }
            return new Place(
                    position, task.get(), RunPosition.FeedTime.ofNanos(at.get().feedTimeNanos()), false);
        }

        private RunPosition in(RunFolder other) {
            return !isTime && other.equals(task) ? position : time;
        }

        private long firstIn(RunFolder other) throws IOException {
            return in(other).firstIn(other).map(MessageRecord::ordinal).orElse(Long.MAX_VALUE);
        }

        /** At a time, the last input that was fed then or before. */
        private long lastIn(RunFolder other) throws IOException {
            if (!isTime && other.equals(task)) {
                return firstIn(other);
            }
            return RunPosition.FeedTime.ofNanos(time.nanos() + 1)
                    .firstIn(other)
                    .map(message -> message.ordinal() - 1)
                    .orElse(Long.MAX_VALUE);
        }
    }
}
