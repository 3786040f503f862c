package io.tapedeck.controller;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How a run stands. */
public enum RunState {
    /** The source ended, and all was processed. */
    COMPLETED,
    /** A message, the source or a sink failed. */
    FAILED,
    /** It was told to stop. */
    STOPPED,
    /** A process is at it. */
    RUNNING,
    /** Its process is gone without a word: a crash. */
    INTERRUPTED;

    /** A run of several tasks stands as the one that comes last here. */
    static final Comparator<RunState> BY_GRAVITY =
            Comparator.comparingInt(List.of(COMPLETED, STOPPED, INTERRUPTED, FAILED, RUNNING)::indexOf);

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
