package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;

/**
 * A checkpoint where it stands in the log.
 *
 * @param position where
 * @param checkpoint what it says
 */
record RecordedCheckpoint(LogPosition position, Checkpoint checkpoint) {
    /** Where in the log to go on from here. */
    LogPosition resume() {
        return checkpoint.resume().orElse(position);
    }
}
