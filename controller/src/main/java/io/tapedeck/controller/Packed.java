package io.tapedeck.controller;

import java.util.List;
import java.util.Optional;

/**
 * A run that was packed.
 *
 * @param run what the file says of itself
 * @param failure what the run fails by at the last input that is there
 * @param failureBefore of a redacted run, what the original fails by there
 * @param endsAsOriginal whether a redacted run ends as the original does
 * @param leftInCode redacted values that stand in the code too, or in names of streams, which are not redacted
 */
public record Packed(
        PackedRun run,
        Optional<Failure> failure,
        Optional<Failure> failureBefore,
        boolean endsAsOriginal,
        List<String> leftInCode) {
    /** Copies the list. */
    public Packed {
        leftInCode = List.copyOf(leftInCode);
    }

    /** One that is as it was recorded. */
    static Packed asRecorded(PackedRun run) {
        return new Packed(run, Optional.empty(), Optional.empty(), true, List.of());
    }
}
