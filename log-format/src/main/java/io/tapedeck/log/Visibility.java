package io.tapedeck.log;

import java.util.Locale;

/** From when on readers, in this process and others, see a record. */
public enum Visibility {
    /** From the next {@link LogWriter#sync} on, or earlier. */
    SYNC,
    /** When the call that appends it returns. */
    APPEND;

    /** The word in texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
