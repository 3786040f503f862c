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
    /** An effect could not be had: its service is not declared, or a replay has no record of it. Never an outcome. */
    EFFECT,
    /** A call took longer than the step's time-out. */
    TIMEOUT,
    /** The input could not be decoded, or the source failed. */
    INPUT,
    /** An output could not be encoded, or the sink failed. */
    SINK;

    /** The word in JSON. Code that cannot be loaded, a limit, and an effect, are an {@code error} there. */
    public String word() {
        return this == LOAD || this == LIMIT || this == EFFECT ? "error" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether a processor may fail by it on one message, and the run go on: it would be the same on every replay. */
    public boolean isOutcome() {
        return switch (this) {
            case ERROR, REFUSED, INPUT, SINK -> true;
            case LOAD, LIMIT, EFFECT, TIMEOUT -> false;
        };
    }
}
