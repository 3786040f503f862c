package io.tapedeck.runtime;

/** A service could not do what a processor asked of it, and the reason; the same on every replay. */
public final class EffectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure, told in a sentence. */
    public EffectException(String message) {
        super(message);
    }
}
