package io.tapedeck.controller;

import java.util.List;
import java.util.Optional;

/**
 * A run taken back to an earlier place, or what that would come to.
 *
 * @param parent how the run was started that is taken back
 * @param parts what is kept of each task, and what is fed again
 * @param made how the run is started that goes on from there; empty where none was made
 */
public record Rewound(RunStart parent, List<Part> parts, Optional<RunStart> made) {
    /** Copies the list. */
    public Rewound {
        parts = List.copyOf(parts);
    }

    /**
     * What is kept of a task, and what is fed again.
     *
     * @param task the task's folder
     * @param start how it was started
     * @param kept the last input that is kept; 0 for none
     * @param last the last input that there is
     */
    public record Part(RunFolder task, RunStart start, long kept, long last) {}
}
