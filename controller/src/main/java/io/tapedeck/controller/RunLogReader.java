package io.tapedeck.controller;

import io.tapedeck.log.LogException;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReadAhead;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a run log as a sequence of inputs, each with what the log says of it. */
final class RunLogReader implements Closeable {
    private final Path folder;
    private final LogReadAhead log;
    private final RunStart start;
    private Optional<MessageRecord> pending = Optional.empty();
    private LogPosition pendingPosition = new LogPosition(0, 0);
    private final List<ProcessorCode> codeChanges = new ArrayList<>();
    private final List<RecordedEffect> effects = new ArrayList<>();
    private final List<Failure> passedOver = new ArrayList<>();
    private final FeedRanges fed = new FeedRanges();
    private Optional<Failure> stopped = Optional.empty();
    private boolean following;
    private Optional<RunEnd> end = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<LogPosition> checkpoint = Optional.empty();
    private MapValue delivered = MapValue.EMPTY;
    private Optional<Value> sourcePosition = Optional.empty();
    private long lastOrdinal;
    private long lastCompleted;

    private RunLogReader(Path folder, LogReadAhead log, RunStart start) {
        this.folder = folder;
        this.log = log;
        this.start = start;
    }

    /**
     * Opens a run log at its first input.
     *
     * @param folder the folder of its segments
     */
    static RunLogReader open(Path folder) throws IOException {
        LogReadAhead log = LogReadAhead.open(folder);
        try {
            if (!log.next() || !(log.record() instanceof RunRecord first) || first.kind() != RunRecord.Kind.RUN_START) {
                throw new NothingRecordedException(folder);
            }
            return new RunLogReader(folder, log, RunStart.ofRecord(first));
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** The folder of its segments. */
    Path folder() {
        return folder;
    }

    /** The log's identity; that of a repaired log is another than the run's. */
    UUID logId() {
        return log.logId();
    }

    /** How the run was started. */
    RunStart start() {
        return start;
    }

    /** Goes to a place that a checkpoint remembers. */
    void seek(LogPosition position) throws IOException {
        log.seek(position);
        codeChanges.clear();
        fed.clear();
        sourcePosition = Optional.empty();
    }

    /** Goes to where one goes on from a checkpoint, which knows too where the source stood. */
    void seek(RecordedCheckpoint from) throws IOException {
        seek(from.resume());
        sourcePosition = Optional.of(from.checkpoint().sourcePosition()).filter(position -> !position.isNull());
    }

    /** Goes to before the first input whose ordinal is at least {@code ordinal}. */
    void seekOrdinal(long ordinal) throws IOException {
        log.seekOrdinal(ordinal);
        fed.clear();
        sourcePosition = Optional.empty();
    }

    /** Goes to the first record again. */
    void seekStart() throws IOException {
        log.seekStart();
        fed.clear();
        sourcePosition = Optional.empty();
        codeChanges.clear();
    }

    /** Whether the end of the log is but the end for now: an input without an outcome is kept until it has one. */
    void follow(boolean live) {
        following = live;
    }

    /** The next input; empty at the end of the log. */
    Optional<RecordedInput> next() throws IOException {
        while (log.next()) {
            switch (log.record()) {
                case MessageRecord message -> {
                    checkOrder(message);
                    if (pending.isEmpty()) {
                        stopped = Optional.empty(); // what stopped the run before was not this input
                    }
                    pending = Optional.of(message);
                    pendingPosition = log.position();
                    effects.clear();
                    passedOver.clear();
                }
                case StepRecord step -> {
                    checkHasInput(step);
                    RecordedInput recorded = takePending(Optional.of(step));
                    lastCompleted = step.ordinal();
                    fed.add(recorded.input());
                    codeChanges.clear();
                    return Optional.of(recorded);
                }
                case RunRecord record -> {
                    Optional<Failure> failed = note(record);
                    if (failed.isPresent() && failed.get().decision() == ErrorPolicy.STOP) {
                        stopped = failed;
                    } else {
                        failed.ifPresent(passedOver::add);
                    }
                }
                case LogRecord.Gap gap -> checkLeftOut(gap);
                default -> {}
            }
        }
        return pending.isEmpty() || following ? Optional.empty() : Optional.of(takePending(Optional.empty()));
    }

    /** A run of selected inputs begins with gaps where the others were; those that a repair made are losses. */
    private void checkLeftOut(LogRecord.Gap gap) throws LogException {
        if (!start.leavesOutIn(log.logId())) {
            throw new LogException.Incomplete(folder, gap);
        }
    }

    /** In a repaired log, what followed an input may be lost, up to the outcome of a later one. */
    private void checkHasInput(StepRecord step) throws LogException {
        long firstLost = pending.isPresent() ? pending.get().ordinal() + 1 : step.ordinal();
        if (firstLost <= step.ordinal()) {
            throw new LogException.Incomplete(folder, new LogRecord.Gap(firstLost, step.ordinal()));
        }
    }

    private RecordedInput takePending(Optional<StepRecord> outcome) {
        RecordedInput recorded = recorded(outcome);
        sourcePosition = Optional.of(recorded.input().position());
        checkpoint = Optional.empty();
        pending = Optional.empty();
        effects.clear();
        passedOver.clear();
        stopped = Optional.empty();
        return recorded;
    }

    private void checkOrder(MessageRecord message) throws DataLossException {
        if (pending.isPresent() && message.ordinal() != pending.get().ordinal()) {
            throw new DataLossException(
                    folder + " has no outcome for input #" + pending.get().ordinal() + ", and goes on with #"
                            + message.ordinal() + ": it was repaired after that was lost");
        }
        lastOrdinal = message.ordinal();
    }

    private RecordedInput recorded(Optional<StepRecord> outcome) {
        MessageRecord message = pending.orElseThrow(() -> new IllegalStateException("an outcome without an input"));
        return new RecordedInput(
                FedInput.of(message), pendingPosition, codeChanges, effects, passedOver, stopped, outcome, checkpoint);
    }

    private Optional<Failure> note(RunRecord record) {
        switch (record.kind()) {
            case CODE_CHANGE -> {
                ProcessorCode change = CodeValues.ofValue(record.content());
                codeChanges.removeIf(earlier -> earlier.step().equals(change.step())); // no input was made by that
                codeChanges.add(change);
            }
            case FEED -> {
                delivered = record.content().get("delivered").asMap();
                fed.clear();
            }
            case RUN_END -> end = Optional.of(RunEnd.ofRecord(record));
            case EFFECT -> noteEffect(RecordedEffect.ofRecord(record));
            case CHECKPOINT -> checkpoint = Optional.of(log.position());
            case FAILURE -> {
                Failure failed = Failure.ofRecord(record);
                if (failed.decision() == ErrorPolicy.STOP) {
                    failure = Optional.of(failed);
                }
                return Optional.of(failed);
            }
            default -> {}
        }
        return Optional.empty();
    }

    /** An attempt behind one that failed asks again; what came of it last counts. */
    private void noteEffect(RecordedEffect effect) {
        effects.removeIf(earlier -> earlier.isAt(effect.request()));
        effects.add(effect);
    }

    /** Code changes read behind the last input given. */
    List<ProcessorCode> trailingCodeChanges() {
        return List.copyOf(codeChanges);
    }

    /** How the controller stopped, as far as was read. */
    Optional<RunEnd> end() {
        return end;
    }

    /** How the controller stopped, if no input was fed since; as far as was read. */
    Optional<RunEnd> endBehindLastInput() {
        return end.filter(stopped -> stopped.inputs() >= lastCompleted);
    }

    /** The last failure that stopped the run, as far as was read. */
    Optional<Failure> failure() {
        return failure;
    }

    /** The last effects that the log says were delivered, as far as was read. */
    MapValue delivered() {
        return delivered;
    }

    /** What all steps were through with and no record of ranges tells, as far as was read. */
    FeedRanges fed() {
        return fed;
    }

    /** Where the source stood behind the last input given; empty at its start. */
    Optional<Value> sourcePosition() {
        return sourcePosition;
    }

    /** The ordinal of the last input read. */
    long lastOrdinal() {
        return lastOrdinal;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
