package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes to the log what changed in the state, checkpoint by checkpoint, and now and then the state whole: in parts
 * between the other records, so that nothing waits for it. {@link RecordedCheckpoints} reads it.
 *
 * <p>A snapshot begins when more entries were written since the last one than there are: so the log holds at most twice
 * what the checkpoints hold, and a state is read from at most twice as much as it is. A state that is empty needs none:
 * nobody has to read what was before.
 */
final class StateLog {
    /** What reading a checkpoint costs besides its entries, in entries. */
    static final int CHECKPOINT_ENTRIES = 10;

    private static final int PART_BYTES = 128 * 1024;
    /** Of fewer entries a snapshot is not worth while. */
    private static final int ENTRIES_MIN = 1_000;

    private final Appender log;
    private Optional<LogPosition> previous;
    private Optional<Snapshot> snapshot = Optional.empty();
    private long entriesSinceSnapshot;
    /** Those before a snapshot that is on its way, and may never be whole. */
    private long entriesBeforeSnapshot;

    /** Takes the records. */
    @FunctionalInterface
    interface Appender {
        /** Appends one; returns where it stands. */
        LogPosition append(RunRecord record) throws IOException;
    }

    /**
     * For a run that goes on.
     *
     * @param from the checkpoint from which it goes on; empty where it began with an empty state
     */
    StateLog(Appender log, Optional<RecordedCheckpoint> from) {
        this.log = log;
        previous = from.map(RecordedCheckpoint::position);
        entriesSinceSnapshot =
                from.map(at -> at.checkpoint().entriesSinceSnapshot()).orElse(0L);
    }

    /**
     * What changed in the states since the last checkpoint: as much of it as one record should hold. The rest is written
     * before, in parts.
     */
    List<Checkpoint.Delta> deltas(List<StateStore> states) throws IOException {
        entriesSinceSnapshot += CHECKPOINT_ENTRIES;
        ChangedEntries.Encoder changes = new ChangedEntries.Encoder();
        List<Checkpoint.Delta> deltas = new ArrayList<>();
        int deltaBytes = 0;
        for (int step = 0; step < states.size(); step++) {
            StateStore state = states.get(step);
            for (Value key : state.changedKeys()) {
                changes.add(key, state);
                entriesSinceSnapshot++;
                if (changes.bytes() >= PART_BYTES) {
                    append(new ChangesPart(step, changes.take(), previous));
                }
            }
            deltaBytes += changes.bytes();
            if (deltaBytes >= PART_BYTES) {
                deltaBytes -= changes.bytes();
                append(new ChangesPart(step, changes.take(), previous));
            }
            deltas.add(new Checkpoint.Delta(state.digest(), changes.take()));
        }
        return deltas;
    }

    private void append(StatePart part) throws IOException {
        previous = Optional.of(log.append(part.toRecord()));
    }

    /** The checkpoint or part that was written last, if anything before the next one counts. */
    Optional<LogPosition> previous() {
        return previous;
    }

    /** How many entries the checkpoints since the last snapshot told of, with what the checkpoints themselves count. */
    long entriesSinceSnapshot() {
        return entriesBeforeSnapshot + entriesSinceSnapshot;
    }

    /** Writes a checkpoint; returns where it stands. */
    LogPosition append(Checkpoint checkpoint) throws IOException {
        LogPosition position = log.append(checkpoint.toRecord());
        previous = Optional.of(position);
        return position;
    }

    /** Writes a part of a snapshot, if one is due or on its way. */
    void goOn(List<StateStore> states) throws IOException {
        long entries = states.stream().mapToLong(state -> state.keys().size()).sum();
        if (entries == 0) {
            beginAnew();
        } else if (snapshot.isEmpty() && entriesSinceSnapshot > Math.max(entries, ENTRIES_MIN)) {
            snapshot = Optional.of(new Snapshot(states));
            entriesBeforeSnapshot = entriesSinceSnapshot;
            entriesSinceSnapshot = 0;
        }
        if (snapshot.isPresent()) {
            append(snapshot.get().part(previous));
            snapshot = snapshot.filter(begun -> !begun.ended());
            entriesBeforeSnapshot = snapshot.isPresent() ? entriesBeforeSnapshot : 0;
        }
    }

    /** Nothing is there: what will be there was written from now on, and the next checkpoint tells all of it. */
    private void beginAnew() {
        snapshot = Optional.empty();
        previous = Optional.empty();
        entriesBeforeSnapshot = 0;
        entriesSinceSnapshot = 0;
    }

    /** Writes the rest of a snapshot that is due or on its way: who comes later begins with it. */
    void finish(List<StateStore> states) throws IOException {
        do {
            goOn(states);
        } while (snapshot.isPresent());
    }

    /** A snapshot on its way. */
    private static final class Snapshot {
        private final List<StateStore> states;
        private int step;
        private Iterator<Value> keys;
        private boolean begun;

        private Snapshot(List<StateStore> states) {
            this.states = List.copyOf(states);
            keys = keys(0);
            skipEmpty();
        }

        /** The keys that are there all the while: what is added later the next checkpoints tell. */
        private Iterator<Value> keys(int index) {
            return index < states.size()
                    ? states.get(index).keys().iterator()
                    : List.<Value>of().iterator();
        }

        private void skipEmpty() {
            while (!keys.hasNext() && !ended()) {
                keys = keys(++step);
            }
        }

        private boolean ended() {
            return step >= states.size();
        }

        private SnapshotPart part(Optional<LogPosition> previous) {
            int of = step;
            StateStore state = states.get(of);
            ValueEncoder entries = new ValueEncoder();
            while (keys.hasNext() && entries.length() < PART_BYTES) {
                Value key = keys.next();
                if (state.has(key)) {
                    entries.write(key);
                    entries.write(state.get(key));
                }
            }
            boolean first = !begun;
            begun = true;
            skipEmpty();
            return new SnapshotPart(of, entries.toBytes(), first, ended(), previous);
        }
    }
}
