package io.tapedeck.controller;

import io.tapedeck.log.LogException;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a pipeline back to an earlier place: makes a run whose log is that of its parent up to there, with the state as it
 * was. When the pipeline is run again, it goes on with that run: is fed the rest of the parent's inputs, and then what the
 * source has behind them.
 *
 * <p>The log's beginning is copied, so the new run is whole in itself: it is verified, replayed and kept like any other.
 */
final class Rewinding {
    private final Extensions extensions;
    private final RunListener listener;
    private final RunFolder parent;
    private final RunStart of;

    Rewinding(RunFolder parent, Extensions extensions, RunListener listener) throws IOException {
        this.parent = parent;
        this.extensions = extensions;
        this.listener = listener;
        this.of = parent.start();
    }

    /**
     * Where each task is taken back to.
     *
     * @throws IllegalArgumentException where a place does not tell it for every task; the message is a sentence
     */
    List<Rewound.Part> parts(RunPosition to) throws IOException {
        checkHasFedAll();
        List<RunFolder> tasks = parent.tasks();
        if (tasks.size() > 1 && !(to instanceof RunPosition.FeedTime)) {
            throw new IllegalArgumentException("the run has " + tasks.size()
                    + " tasks, each with inputs of its own: only a time tells for all of them where to go back to");
        }
        List<Rewound.Part> parts = new ArrayList<>();
        for (RunFolder task : tasks) {
            long last = task.lastOrdinal();
            parts.add(new Rewound.Part(task, task.start(), Math.min(last, kept(task, to, last)), last));
        }
        return parts;
    }

    private void checkHasFedAll() throws IOException {
        for (RunFolder task : parent.tasks()) {
            if (RecordedAgain.last(task.start(), task) > task.lastOrdinal()) {
                throw new IOException("run " + of.id() + " was rewound itself, and has not fed all again that run "
                        + of.parent().orElseThrow().id() + " has; run the pipeline first");
            }
        }
    }

    /** An input that is named is kept; at a time, those that were fed before it. */
    private static long kept(RunFolder task, RunPosition to, long last) throws IOException {
        Optional<LogRecord.MessageRecord> at = to.firstIn(task);
        return switch (to) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> ordinal;
            case RunPosition.FeedTime ignored ->
                at.map(found -> found.ordinal() - 1).orElse(last);
            case RunPosition.Sequence sequence ->
                at.map(found -> found.message().sequence() == sequence.sequence()
                                ? found.ordinal()
                                : found.ordinal() - 1)
                        .orElse(last);
        };
    }

    /**
     * Makes the run.
     *
     * @param deliverAgain whether what was delivered is delivered again, as effects of another run
     */
    RunStart make(List<Rewound.Part> parts, boolean deliverAgain, RunStore store)
            throws IOException, StepLoadException, DivergenceException {
        UUID run = store.newIdentity(of.pipeline());
        RunParent from = new RunParent(
                RunParent.Kind.REWOUND,
                of.run(),
                of.id(),
                parts.getFirst().kept(),
                store.behindAll(Instant.now()),
                deliverAgain ? run : of.lineage());
        RunFolder folder = store.folder(of.pipeline(), RunStart.shortId(run));
        for (Rewound.Part part : parts) {
            copy(
                    part,
                    part.start().child(run, from),
                    folder.ofTask(part.start().task(), part.start().tasks()),
                    deliverAgain);
        }
        return of.child(run, from);
    }

    private void copy(Rewound.Part part, RunStart start, RunFolder target, boolean deliverAgain)
            throws IOException, StepLoadException, DivergenceException {
        List<StateStore> states = states(part);
        target.create();
        try (CopiedLog copy = CopiedLog.begin(target, start, Opening.empty(start));
                LogReader reader = LogReader.open(part.task().log())) {
            copy(reader, part, copy);
            if (part.kept() > 0) {
                copy.checkpoint(part.kept(), states, deliverAgain ? MapValue.EMPTY : delivered(part));
            }
            copy.stop();
            copy.sync();
        }
    }

    /** Copies all up to the outcome of the last input that is kept, but what belongs to places of the old log. */
    private static void copy(LogReader reader, Rewound.Part part, CopiedLog copy) throws IOException {
        boolean done = part.kept() == 0;
        while (!done && reader.next()) {
            switch (reader.record()) {
                case LogRecord.MessageRecord message -> copy.append(FedInput.of(message));
                case LogRecord.StepRecord step -> {
                    copy.append(step);
                    done = step.ordinal() == part.kept();
                }
                case LogRecord.RunRecord record -> copy(record, copy);
                case LogRecord.Gap gap ->
                    throw new LogException.Incomplete(part.task().log(), gap);
                default -> {}
            }
        }
    }

    private static void copy(LogRecord.RunRecord record, CopiedLog copy) throws IOException {
        switch (record.kind()) {
            case CODE_CHANGE -> copy.changeCode(CodeValues.ofValue(record.content()));
            case FAILURE, FEED, EFFECT -> copy.append(record);
            default -> {} // the controller's own account of where it stood
        }
    }

    /** What the parent delivered last, be it behind the place: that is not delivered again. */
    private static MapValue delivered(Rewound.Part part) throws IOException {
        try (RecordedCheckpoints checkpoints =
                RecordedCheckpoints.open(part.task().log())) {
            return checkpoints.last().map(at -> at.checkpoint().delivered()).orElse(MapValue.EMPTY);
        }
    }

    private List<StateStore> states(Rewound.Part part) throws IOException, StepLoadException, DivergenceException {
        try (Playback playback = Playback.open(part.task(), extensions, listener)) {
            if (part.kept() > 0) {
                Optional<Moment> at = playback.goTo(part.kept());
                if (at.flatMap(Moment::failure)
                        .filter(failure -> failure.decision() == ErrorPolicy.STOP)
                        .isPresent()) {
                    throw new IOException("the run failed at input #" + part.kept()
                            + ", so there is nothing behind it to go back to; rewind to #" + (part.kept() - 1));
                }
            }
            return playback.states();
        }
    }
}
