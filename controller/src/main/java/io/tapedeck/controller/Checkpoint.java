package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a task needs to go on behind an input, as a record of the log; the code in force is at the head of its segment.
 *
 * @param inputs the ordinal of the last input that it includes
 * @param ticks how many of the inputs up to there were ticks
 * @param outputs the outputs made so far
 * @param sourcePosition where the source goes on
 * @param delivered the last effect that each sink was given
 * @param endNanos the clock at the end of the last input
 * @param resume where in the log to go on, if not behind this record: at an input that is not finished
 * @param states what changed in the state of each step since the checkpoint before
 * @param entriesSinceSnapshot how many entries the checkpoints since the last snapshot told of, this one included, and
 *     {@link StateLog#CHECKPOINT_ENTRIES} more for each of these
 * @param previous the checkpoint or part of a state before; empty where the state was empty since the checkpoint before
 */
record Checkpoint(
        long inputs,
        long ticks,
        long outputs,
        Value sourcePosition,
        MapValue delivered,
        long endNanos,
        Optional<LogPosition> resume,
        List<Delta> states,
        long entriesSinceSnapshot,
        Optional<LogPosition> previous) {
    /** Copies the list. */
    Checkpoint {
        states = List.copyOf(states);
    }

    /**
     * What changed in the state of a step.
     *
     * @param digest the state's digest
     * @param changes the entries that changed, but for those in parts before the checkpoint
     */
    record Delta(long digest, ChangedEntries changes) {
        private MapValue toValue() {
            MapValue.Builder map = MapValue.builder().put("digest", Value.of(digest));
            changes.putTo(map);
            return map.build();
        }

        private static Delta ofValue(Value value) {
            return new Delta(value.get("digest").asLong(), ChangedEntries.ofValue(value));
        }
    }

    /** The digest of each step's state. */
    List<Long> digests() {
        return states.stream().map(Delta::digest).toList();
    }

    RunRecord toRecord() {
        return new RunRecord(
                RunRecord.Kind.CHECKPOINT,
                MapValue.builder()
                        .put("inputs", Value.of(inputs))
                        .put("ticks", Value.of(ticks))
                        .put("outputs", Value.of(outputs))
                        .put("source", sourcePosition)
                        .put("delivered", delivered)
                        .put("end", Value.of(endNanos))
                        .put("resume", toValue(resume))
                        .put(
                                "states",
                                Value.list(states.stream().map(Delta::toValue).toList()))
                        .put("since_snapshot", Value.of(entriesSinceSnapshot))
                        .put("previous", toValue(previous))
                        .build());
    }

    static Checkpoint ofRecord(RunRecord record) {
        MapValue content = record.content();
        return new Checkpoint(
                content.get("inputs").asLong(),
                content.has("ticks") ? content.get("ticks").asLong() : 0, // missing in logs of earlier versions
                content.get("outputs").asLong(),
                content.get("source"),
                content.get("delivered").asMap(),
                content.get("end").asLong(),
                position(content.get("resume")),
                content.get("states").asList().stream().map(Delta::ofValue).toList(),
                content.get("since_snapshot").asLong(),
                position(content.get("previous")));
    }

    /** The form of a place in the log: a list of segment and offset, or null. */
    static Value toValue(Optional<LogPosition> position) {
        return position.map(at -> (Value) Value.list(Value.of(at.segment()), Value.of(at.offset())))
                .orElse(Value.NULL);
    }

    static Optional<LogPosition> position(Value value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        List<Value> parts = value.asList();
        return Optional.of(new LogPosition(
                Math.toIntExact(parts.get(0).asLong()), parts.get(1).asLong()));
    }
}
