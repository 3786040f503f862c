package io.tapedeck.processors.builtin;

/** A step cannot take a message; a sentence that says why. */
final class StepFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message);
    }
}
