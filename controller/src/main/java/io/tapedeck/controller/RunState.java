package io.tapedeck.controller;

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

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
