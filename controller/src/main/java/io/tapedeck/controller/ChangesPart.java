package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.Optional;

/**
 * Some of the changes that the next checkpoint tells of, where those are more than one record should hold.
 *
 * @param step the step's index
 * @param changes the entries that changed
 * @param previous the checkpoint or part before
 */
record ChangesPart(int step, ChangedEntries changes, Optional<LogPosition> previous) implements StatePart {
    @Override
    public RunRecord toRecord() {
        MapValue.Builder content = MapValue.builder().put("step", Value.of(step));
        changes.putTo(content);
        return new RunRecord(
                RunRecord.Kind.SNAPSHOT,
                content.put("previous", Checkpoint.toValue(previous)).build());
    }

    static ChangesPart ofContent(MapValue content) {
        return new ChangesPart(
                Math.toIntExact(content.get("step").asLong()),
                ChangedEntries.ofValue(content),
                Checkpoint.position(content.get("previous")));
    }
}
