package io.tapedeck.runtime;

import java.util.Locale;

/** Why a run failed. */
public enum FailureKind {
    /** The processor's code threw. */
    ERROR,
    /** The code could not be loaded: it does not compile, or has no {@code process}. */
    LOAD,
    /** The guard refused what the code does. */
    REFUSED,
    /** The processor reached a limit of this machine, such as its stack or memory: never a recorded outcome. */
    LIMIT,
    /** A call took longer than the step's time-out. */
    TIMEOUT,
    /** The input could not be decoded, or the source failed. */
    INPUT,
    /** An output could not be encoded, or the sink failed. */
    SINK;

    /** The word in JSON. Code that cannot be loaded, and a limit, are an {@code error} there. */
    public String word() {
        return this == LOAD || this == LIMIT ? "error" : name().toLowerCase(Locale.ROOT);
    }
}
