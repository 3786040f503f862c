package io.tapedeck.runtime;

/**
 * An effect can neither be carried out nor be had from a record: the pipeline declares no such service, or a replay
 * asks for what was not asked then. It says nothing of the message, so it stops the run.
 */
public final class EffectUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, in a sentence that says what to do. */
    public EffectUnavailableException(String message) {
        super(message);
    }
}
