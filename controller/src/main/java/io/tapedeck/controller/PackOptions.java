package io.tapedeck.controller;

import java.util.List;
import java.util.Optional;

/**
 * What of a run is packed, and how.
 *
 * @param from the first input; empty for the run's first
 * @param to the last input; empty for the run's last
 * @param redacted the fields whose values become pseudonyms, with dots between those that lead to one
 */
public record PackOptions(Optional<RunPosition> from, Optional<RunPosition> to, List<String> redacted) {
    /** The run whole, as it is. */
    public static final PackOptions WHOLE = new PackOptions(Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public PackOptions {
        redacted = List.copyOf(redacted);
    }
}
