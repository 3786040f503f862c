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
    /** The call wrote state where none can be kept. Never an outcome: a replay lets it. */
    STATE,
    /** A call took longer than the step's time-out. */
    TIMEOUT,
    /** The input could not be decoded, or the source failed. */
    INPUT,
    /** An output could not be encoded, or the sink failed. */
    SINK;

    /** The word in JSON. Code that cannot be loaded, a limit, and an effect, are an {@code error} there, state {@code refused}. */
    public String word() {
        return switch (this) {
            case LOAD, LIMIT, EFFECT -> "error";
            case STATE -> REFUSED.word();
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether it depends on the machine, or on where the input came from, so that a replay need not see it. */
    public boolean isOfLiveRun() {
        return this == TIMEOUT || this == STATE;
    }

    /** Whether a processor may fail by it on one message, and the run go on: it would be the same on every replay. */
    public boolean isOutcome() {
        return switch (this) {
            case ERROR, REFUSED, INPUT, SINK -> true;
            case LOAD, LIMIT, EFFECT, STATE, TIMEOUT -> false;
        };
    }
}
