package io.tapedeck.connectors;

import java.util.Locale;

/** What must not be able to undo a write. */
public enum Durability {
    /** The end of the process; a power loss may. */
    OS,
    /** A power loss. */
    FSYNC;

    /** The word in a pipeline file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
