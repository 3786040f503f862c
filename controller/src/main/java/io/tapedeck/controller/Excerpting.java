package io.tapedeck.controller;

import io.tapedeck.log.LogException;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.PayloadEncoding;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a part of a task's log into a log of its own, which begins with the state before that part; what a log withholds
 * is made whole on the way. See spec/packed-run.md.
 */
final class Excerpting {
    private static final int TELL_EVERY = 1024;

    private final Stretch part;
    private final Extensions extensions;
    private final RunListener listener;
    /** Where the checkpoints and parts of states, and the last message, stand now, by where they stood. */
    private final Map<LogPosition, LogPosition> places = new HashMap<>();

    private Optional<LogPosition> opening = Optional.empty();
    private LogPosition message = new LogPosition(0, 0);

    Excerpting(Stretch part, Extensions extensions, RunListener listener) {
        this.part = part;
        this.extensions = extensions;
        this.listener = listener;
    }

    /** Whether the part is one that begins with the run. */
    private boolean beginsWithRun() {
        return part.first() == part.firstOfTask() && part.start().excerpt().isEmpty();
    }

    /** Copies it into a folder that does not exist. */
    void copyTo(RunFolder target) throws IOException, StepLoadException, DivergenceException {
        if (beginsWithRun()) {
            RunStart start = part.start().as(Optional.empty());
            copy(target, start, Opening.empty(start));
            return;
        }
        try (RunLogReader log = RunLogReader.open(part.task().log())) {
            StepLoader loader = new StepLoader(extensions, log.start(), step -> Duration.ZERO, listener);
            RunPosition first = new RunPosition.Ordinal(0, part.first());
            try (Replay replay = Replay.before(first, part.task(), loader, log, Egress.DISCARDING)) {
                replay.goTo(first, listener);
                RunStart start = part.start()
                        .withCode(replay.code())
                        .as(Optional.of(new Excerpt(part.first(), feedTimeBefore())));
                copy(target, start, Opening.behind(replay, part.first() - 1));
            }
        }
    }

    private void tell(long ordinal) {
        if (ordinal % TELL_EVERY == 0) {
            listener.progress(ordinal, 0);
        }
    }

    private Optional<Long> feedTimeBefore() throws IOException {
        if (part.first() == part.firstOfTask()) {
            return part.start().excerpt().flatMap(Excerpt::beforeNanos);
        }
        try (LogReader log = LogReader.open(part.task().log())) {
            log.seekOrdinal(part.first());
            while (log.previous()) {
                if (log.record() instanceof MessageRecord before) {
                    return Optional.of(before.feedTimeNanos());
                }
            }
            return Optional.empty();
        }
    }

    private void copy(RunFolder target, RunStart start, Opening opening) throws IOException {
        try (CopiedLog copy = CopiedLog.begin(target, start, opening);
                LogReader reader = LogReader.open(part.task().log());
                RunLogReader inputs = RunLogReader.open(part.task().log());
                LogIngress whole = new LogIngress(inputs, extensions)) {
            if (part.live()) {
                reader.readDurableOnly();
            }
            if (!beginsWithRun()) {
                reader.seekOrdinal(part.first());
            }
            inputs.seekOrdinal(part.first());
            this.opening = copy.opening();
            boolean ended = copy(reader, copy, whole);
            if (!ended) {
                copy.stop();
            }
            copy.sync();
        }
    }

    /** Copies up to the outcome of the last input, or to the log's end. Returns whether a run end was the last of it. */
    private boolean copy(LogReader reader, CopiedLog copy, LogIngress whole) throws IOException {
        boolean ended = false;
        boolean done = part.last() == 0;
        while (!done && reader.next()) {
            switch (reader.record()) {
                case MessageRecord record -> {
                    done = record.ordinal() > part.last();
                    ended = false;
                    if (!done) {
                        copy(reader.position(), record, copy, whole);
                    }
                }
                case LogRecord.StepRecord step -> {
                    copy.append(step);
                    ended = false;
                    done = step.ordinal() == part.last() && part.last() < part.lastOfTask();
                }
                case RunRecord record -> {
                    copy(reader.position(), record, copy);
                    ended |= record.kind() == RunRecord.Kind.RUN_END;
                }
                case LogRecord.Gap gap -> checkLeftOut(reader, gap);
                default -> {}
            }
        }
        return ended;
    }

    private void checkLeftOut(LogReader reader, LogRecord.Gap gap) throws LogException {
        if (!part.start().leavesOutIn(reader.logId())) {
            throw new LogException.Incomplete(part.task().log(), gap);
        }
    }

    private void copy(LogPosition from, MessageRecord record, CopiedLog copy, LogIngress whole) throws IOException {
        FedInput input =
                record.message().encoding() == PayloadEncoding.WITHHELD ? whole(record, whole) : FedInput.of(record);
        places.remove(message);
        places.put(from, copy.append(input));
        message = from;
        tell(record.ordinal());
    }

    private static FedInput whole(MessageRecord record, LogIngress inputs) throws IOException {
        while (inputs.next(Duration.ZERO) instanceof Ingress.Fed(FedInput input)) {
            if (input.ordinal() == record.ordinal()) {
                return input;
            }
        }
        throw new IOException("input #" + record.ordinal() + " is in the log no more");
    }

    private void copy(LogPosition from, RunRecord record, CopiedLog copy) throws IOException {
        switch (record.kind()) {
            case RUN_START, FEED -> {} // this log has its own start, and the ranges that were fed are those of another
            case CODE_CHANGE -> copy.changeCode(CodeValues.ofValue(record.content()));
            case CHECKPOINT ->
                places.put(from, copy.append(moved(Checkpoint.ofRecord(record)).toRecord()));
            case SNAPSHOT ->
                places.put(from, copy.append(moved(StatePart.ofRecord(record)).toRecord()));
            default -> copy.append(record);
        }
    }

    /** Where something stands now; what stood before the first input, the checkpoint in front of it tells. */
    private Optional<LogPosition> moved(Optional<LogPosition> place) {
        return place.flatMap(at -> Optional.ofNullable(places.get(at)).or(() -> opening));
    }

    private Checkpoint moved(Checkpoint checkpoint) {
        return new Checkpoint(
                checkpoint.inputs(),
                checkpoint.ticks(),
                checkpoint.outputs(),
                checkpoint.sourcePosition(),
                checkpoint.delivered(),
                checkpoint.endNanos(),
                checkpoint.resume().flatMap(at -> Optional.ofNullable(places.get(at))),
                checkpoint.states(),
                checkpoint.entriesSinceSnapshot(),
                moved(checkpoint.previous()));
    }

    private StatePart moved(StatePart statePart) {
        return switch (statePart) {
            case ChangesPart changes -> new ChangesPart(changes.step(), changes.changes(), moved(changes.previous()));
            case SnapshotPart snapshot ->
                new SnapshotPart(
                        snapshot.step(),
                        snapshot.entries(),
                        snapshot.first(),
                        snapshot.last(),
                        moved(snapshot.previous()));
        };
    }
}
