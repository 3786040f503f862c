package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
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
 * what the checkpoints hold, and a state is read from at most twice as much as it is.
 */
final class StateLog {
    private static final int PART_BYTES = 128 * 1024;
    /** Of fewer entries a snapshot is not worth while. */
    private static final int ENTRIES_MIN = 1_000;

    private final RecordingJournal journal;
    private Optional<LogPosition> previous;
    private Optional<Snapshot> snapshot = Optional.empty();
    private long entriesSinceSnapshot;
    /** Those before a snapshot that is on its way, and may never be whole. */
    private long entriesBeforeSnapshot;

    /**
     * For a run that goes on.
     *
     * @param from the checkpoint from which it goes on; empty where it began with an empty state
     */
    StateLog(RecordingJournal journal, Optional<RecordedCheckpoint> from) {
        this.journal = journal;
        previous = from.map(RecordedCheckpoint::position);
        entriesSinceSnapshot =
                from.map(at -> at.checkpoint().entriesSinceSnapshot()).orElse(0L);
    }

    /** What changed in the states since the last checkpoint. */
    List<Checkpoint.Delta> deltas(List<StateStore> states) {
        return states.stream().map(this::delta).toList();
    }

    private Checkpoint.Delta delta(StateStore state) {
        ValueEncoder written = new ValueEncoder();
        ValueEncoder removed = new ValueEncoder();
        for (Value key : state.changedKeys()) {
            if (state.has(key)) {
                written.write(key);
                written.write(state.get(key));
            } else {
                removed.write(key);
            }
            entriesSinceSnapshot++;
        }
        return new Checkpoint.Delta(state.digest(), written.toBytes(), removed.toBytes());
    }

    /** The checkpoint or part of a snapshot that was written last. */
    Optional<LogPosition> previous() {
        return previous;
    }

    /** How many entries the deltas since the last snapshot told of. */
    long entriesSinceSnapshot() {
        return entriesBeforeSnapshot + entriesSinceSnapshot;
    }

    /** Writes a checkpoint; returns where it stands. */
    LogPosition append(Checkpoint checkpoint) throws IOException {
        LogPosition position = journal.append(checkpoint.toRecord());
        previous = Optional.of(position);
        return position;
    }

    /** Writes a part of a snapshot, if one is due or on its way. */
    void goOn(List<StateStore> states) throws IOException {
        long entries = states.stream().mapToLong(StateStore::size).sum();
        if (snapshot.isEmpty() && entriesSinceSnapshot > Math.max(entries, ENTRIES_MIN)) {
            snapshot = Optional.of(new Snapshot(states)).filter(begun -> !begun.ended());
            entriesBeforeSnapshot = entriesSinceSnapshot;
            entriesSinceSnapshot = 0;
        }
        if (snapshot.isPresent()) {
            previous = Optional.of(journal.append(snapshot.get().part(previous).toRecord()));
            snapshot = snapshot.filter(begun -> !begun.ended());
            entriesBeforeSnapshot = snapshot.isPresent() ? entriesBeforeSnapshot : 0;
        }
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

        /** The keys now: what is added later the next checkpoints tell. */
        private Iterator<Value> keys(int index) {
            return index < states.size()
                    ? new ArrayList<>(states.get(index).keys()).iterator()
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
