package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a task begins with: empty states, or, where its log has a part of a run, the states before the first input there.
 *
 * @param states the state of each step
 * @param recorded how far the run was then; empty where it had not begun
 */
record Opening(List<StateStore> states, Optional<Checkpoint> recorded) {
    /** Copies the list. */
    Opening {
        states = List.copyOf(states);
    }

    /** That of a run from its start. */
    static Opening empty(RunStart start) {
        return new Opening(start.code().stream().map(step -> new StateStore()).toList(), Optional.empty());
    }

    /** That of a task. */
    static Opening of(RunFolder task) throws IOException {
        RunStart start = task.start();
        if (start.excerpt().isEmpty()) {
            return empty(start);
        }
        try (RecordedCheckpoints log = RecordedCheckpoints.open(task.log())) {
            RecordedCheckpoint first = log.opening();
            return new Opening(log.states(first), Optional.of(first.checkpoint()));
        }
    }

    /** That of a run of which a part was replayed. */
    static Opening behind(Replay replay, long inputs) {
        Tally tally = replay.tally();
        return new Opening(
                replay.states(),
                Optional.of(checkpoint(
                        inputs,
                        tally.ticks(),
                        tally.outputs(),
                        tally.sourcePosition(),
                        MapValue.EMPTY,
                        tally.endNanos())));
    }

    /** A checkpoint whose states stand elsewhere. */
    static Checkpoint checkpoint(
            long inputs, long ticks, long outputs, Value sourcePosition, MapValue delivered, long endNanos) {
        return new Checkpoint(
                inputs,
                ticks,
                outputs,
                sourcePosition,
                delivered,
                endNanos,
                Optional.empty(),
                List.of(),
                0,
                Optional.empty());
    }

    /** How far the run was. */
    Checkpoint checkpoint() {
        return recorded.orElseThrow(() -> new IllegalStateException("it begins with the run"));
    }

    /** The states, to be written to. */
    List<StateStore> fresh() {
        return states.stream().map(StateStore::restored).toList();
    }

    /** Writes a checkpoint with the whole state; returns where it stands. */
    LogPosition writeTo(StateLog.Appender log) throws IOException {
        StateLog stateLog = new StateLog(log, Optional.empty());
        states.forEach(StateStore::markChanged);
        Checkpoint at = checkpoint();
        List<Checkpoint.Delta> deltas = stateLog.deltas(states);
        return stateLog.append(new Checkpoint(
                at.inputs(),
                at.ticks(),
                at.outputs(),
                at.sourcePosition(),
                at.delivered(),
                at.endNanos(),
                Optional.empty(),
                deltas,
                stateLog.entriesSinceSnapshot(),
                stateLog.previous()));
    }
}
