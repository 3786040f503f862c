package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueDecoder;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds checkpoints in a run's log, and makes of them the states that {@link StateLog} wrote. */
final class RecordedCheckpoints implements Closeable {
    private final LogReader log;
    /** Whether the records stand where they were written: in a repaired log, places that they name are others. */
    private final boolean original;

    private RecordedCheckpoints(LogReader log) throws IOException {
        this.log = log;
        original = log.next()
                && log.record() instanceof RunRecord record
                && record.kind() == RunRecord.Kind.RUN_START
                && RunStart.ofRecord(record).logId().equals(log.logId());
    }

    static RecordedCheckpoints open(Path folder) throws IOException {
        LogReader log = LogReader.open(folder);
        try {
            return new RecordedCheckpoints(log);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /**
     * The checkpoint at a place; empty where something else stands there.
     *
     * @throws io.tapedeck.log.LogException.Truncated where the log ends before it
     */
    Optional<RecordedCheckpoint> at(LogPosition position) throws IOException {
        log.seek(position);
        return original && log.next() ? here() : Optional.empty();
    }

    private Optional<RecordedCheckpoint> here() {
        return log.record() instanceof RunRecord record && record.kind() == RunRecord.Kind.CHECKPOINT
                ? Optional.of(new RecordedCheckpoint(log.position(), Checkpoint.ofRecord(record)))
                : Optional.empty();
    }

    /** The checkpoint with which the log of a part of a run begins. */
    RecordedCheckpoint opening() throws IOException {
        log.seekStart();
        while (original && log.next() && !(log.record() instanceof LogRecord.MessageRecord)) {
            Optional<RecordedCheckpoint> found = here();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new DataLossException("the state before the first input of this part of a run is not where it has to be: "
                + "the log was repaired, or is not whole");
    }

    /** The last checkpoint of the log. */
    Optional<RecordedCheckpoint> last() throws IOException {
        log.seekOrdinal(Long.MAX_VALUE);
        return back(Long.MAX_VALUE);
    }

    /** The last checkpoint that does not include the input at a position, nor any behind it. */
    Optional<RecordedCheckpoint> before(RunPosition position) throws IOException {
        position.seekIn(log);
        long inputsMax = Long.MAX_VALUE;
        while (log.next()) {
            if (log.record() instanceof LogRecord.MessageRecord message) {
                inputsMax = message.ordinal() - 1;
                break;
            }
        }
        return back(inputsMax);
    }

    /** The last checkpoint before another one. */
    Optional<RecordedCheckpoint> before(RecordedCheckpoint later) throws IOException {
        log.seek(later.position());
        return back(Long.MAX_VALUE);
    }

    private Optional<RecordedCheckpoint> back(long inputsMax) throws IOException {
        while (original && log.previous(RunRecord.Kind.CHECKPOINT)) {
            Optional<RecordedCheckpoint> found =
                    here().filter(at -> at.checkpoint().inputs() <= inputsMax);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The code in force at a checkpoint: that of its segment's head, and what changed before the first step. */
    List<ProcessorCode> code(RecordedCheckpoint at) throws IOException {
        log.seek(LogPosition.startOf(at.position().segment()));
        List<ProcessorCode> code = List.of();
        while (log.next() && log.position().compareTo(at.position()) < 0) {
            if (log.record() instanceof LogRecord.StepRecord) {
                break;
            }
            if (log.record() instanceof RunRecord record) {
                switch (record.kind()) {
                    case RUN_START -> code = RunStart.ofRecord(record).code();
                    case CODE_CHANGE -> code = CodeValues.with(code, CodeValues.ofValue(record.content()));
                    default -> {}
                }
            }
        }
        return code;
    }

    /**
     * The state of each step at a checkpoint. What was written last counts, so the records are read backward, until a
     * snapshot that is whole, or the start of the run, has told all the rest.
     */
    List<StateStore> states(RecordedCheckpoint at) throws IOException {
        List<Entries> entries = new ArrayList<>();
        at.checkpoint().states().forEach(ignored -> entries.add(new Entries()));
        boolean whole = false;
        Optional<LogPosition> next = Optional.of(at.position());
        while (next.isPresent()) {
            RunRecord record = read(next.get());
            if (record.kind() == RunRecord.Kind.CHECKPOINT) {
                Checkpoint checkpoint = Checkpoint.ofRecord(record);
                for (int i = 0; i < entries.size(); i++) {
                    entries.get(i).takeUnknown(checkpoint.states().get(i).changes());
                }
                next = checkpoint.previous();
                continue;
            }
            StatePart part = StatePart.ofRecord(record);
            next = part.previous();
            switch (part) {
                case ChangesPart changed -> entries.get(part.step()).takeUnknown(changed.changes());
                case SnapshotPart snapshot -> {
                    entries.get(part.step()).takeUnknown(snapshot.entries());
                    whole |= snapshot.last();
                    next = snapshot.first() && whole ? Optional.empty() : next;
                }
            }
        }
        List<StateStore> states = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            states.add(new StateStore(
                    entries.get(i).present, at.checkpoint().states().get(i).digest()));
        }
        return states;
    }

    private RunRecord read(LogPosition position) throws IOException {
        log.seek(position);
        if (log.next() && log.record() instanceof RunRecord record) {
            return record;
        }
        throw new IOException("the log has no checkpoint at offset " + position.offset() + " of segment "
                + position.segment() + ", where one that follows says");
    }

    /** Entries read backward: the first that is told of a key counts. */
    private static final class Entries {
        private final Map<Value, Value> present = new HashMap<>();
        private final Set<Value> removed = new HashSet<>();

        private void takeUnknown(ChangedEntries changes) {
            takeUnknown(changes.written());
            ValueDecoder keys = new ValueDecoder(changes.removed());
            while (keys.hasMore()) {
                Value key = keys.read();
                if (!present.containsKey(key)) {
                    removed.add(key);
                }
            }
        }

        private void takeUnknown(Bytes entries) {
            ValueDecoder decoder = new ValueDecoder(entries);
            while (decoder.hasMore()) {
                Value key = decoder.read();
                Value value = decoder.read();
                if (!removed.contains(key)) {
                    present.putIfAbsent(key, value);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
