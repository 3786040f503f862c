package io.tapedeck.processors.java;

import io.tapedeck.runtime.CodeLocation;
import java.util.Optional;

/**
 * Ends a call of a processor, or its loading, from within. The guard sees to it that the processor cannot
 * catch it.
 */
final class Stop extends Error {
    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        /** The host was interrupted. */
        TIMEOUT,
        /** The code names, or comes to, something that is refused. */
        REFUSED
    }

    private final Reason reason;
    private final String text;
    private final transient Optional<CodeLocation> location;
    private final boolean isThrown;

    /** A stop without a trace. */
    Stop(Reason reason, String text, Optional<CodeLocation> location) {
        this(reason, text, location, false);
    }

    private Stop(Reason reason, String text, Optional<CodeLocation> location, boolean isThrown) {
        super(text, null, false, isThrown);
        this.isThrown = isThrown;
        this.reason = reason;
        this.text = text;
        this.location = location;
    }

    /** The same, with the trace of the caller. */
    Stop thrownHere() {
        return new Stop(reason, text, location, true);
    }

    /** Whether it has a trace. */
    boolean isThrown() {
        return isThrown;
    }

    Reason reason() {
        return reason;
    }

    String text() {
        return text;
    }

    /** The place in the user's code, where it is not the one that the stack shows. */
    Optional<CodeLocation> location() {
        return location;
    }
}
