package io.tapedeck.controller;

import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorDebugger;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a replay stops for a debugger, and how one gets in.
 *
 * @param at the input before which it stops; empty for the last, which is the one that failed where the run did
 * @param step the id of the step to debug; empty for the one that failed there, or else the first
 * @param entrance makes the way in
 */
public record DebuggerStop(Optional<RunPosition> at, String step, Entrance entrance) {
    /** Makes the way for a debugger to a step, and tells people of it. */
    @FunctionalInterface
    public interface Entrance {
        /**
         * Called when the replay has come to the place, before it waits.
         *
         * @param run the run
         * @param ordinal the input that comes next
         * @param code the code of the step
         */
        ProcessorDebugger open(RunStart run, long ordinal, ProcessorCode code) throws IOException, ProcessorException;
    }
}
