package io.tapedeck.expressions;

/** A condition that cannot be: the message shows it with a caret under the mistake, and says what is wrong. */
public final class ConditionException extends Exception {
    private static final long serialVersionUID = 1L;

    ConditionException(String message) {
        super(message);
    }
}
