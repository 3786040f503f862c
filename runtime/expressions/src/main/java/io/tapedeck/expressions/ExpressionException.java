package io.tapedeck.expressions;

/** An expression could not be evaluated over a message; a sentence that says why. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message);
    }
}
