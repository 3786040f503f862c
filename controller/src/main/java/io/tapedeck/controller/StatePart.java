package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.MapValue;
import java.util.Optional;

/** A part of a step's state in a record of its own: some of it whole, or some of what changed. */
sealed interface StatePart permits SnapshotPart, ChangesPart {
    /** The step's index. */
    int step();

    /** The checkpoint or part before; empty where the state was empty. */
    Optional<LogPosition> previous();

    /** The form in the log. */
    RunRecord toRecord();

    static StatePart ofRecord(RunRecord record) {
        MapValue content = record.content();
        return content.has("entries") ? SnapshotPart.ofContent(content) : ChangesPart.ofContent(content);
    }
}
