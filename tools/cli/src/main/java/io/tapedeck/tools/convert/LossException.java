package io.tapedeck.tools.convert;

/** Something would be lost, and nobody allowed it; says what and where in a sentence. */
public final class LossException extends Exception {
    private static final long serialVersionUID = 1L;

    LossException(String message) {
        super(message);
    }
}
