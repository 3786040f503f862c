package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.Optional;

/**
 * Some entries of a step's state, as they were when they were written down. A snapshot is many of these between other
 * records; what changes meanwhile, the checkpoints behind them tell.
 *
 * @param step the step's index
 * @param entries the encodings of key and value of each entry, in turn
 * @param first whether a snapshot begins with it
 * @param last whether a snapshot ends with it
 * @param previous the checkpoint or part before
 */
record SnapshotPart(int step, Bytes entries, boolean first, boolean last, Optional<LogPosition> previous)
        implements StatePart {
    @Override
    public RunRecord toRecord() {
        return new RunRecord(
                RunRecord.Kind.SNAPSHOT,
                MapValue.builder()
                        .put("step", Value.of(step))
                        .put("entries", Value.of(entries))
                        .put("first", Value.of(first))
                        .put("last", Value.of(last))
                        .put("previous", Checkpoint.toValue(previous))
                        .build());
    }

    static SnapshotPart ofContent(MapValue content) {
        return new SnapshotPart(
                Math.toIntExact(content.get("step").asLong()),
                content.get("entries").asBytes(),
                content.get("first").asBoolean(),
                content.get("last").asBoolean(),
                Checkpoint.position(content.get("previous")));
    }
}
