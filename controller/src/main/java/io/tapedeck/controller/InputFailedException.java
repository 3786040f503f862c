package io.tapedeck.controller;

/** An input failed and nothing of it remains; the run is to stop. */
final class InputFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    InputFailedException(Failure failure) {
        super(failure.error());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
