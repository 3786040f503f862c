package io.tapedeck.tools.cli;

/** A run was recorded on something else than what is here, and a replay may differ for that alone. */
final class EnvironmentMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    EnvironmentMismatchException(String sentence) {
        super(sentence);
    }
}
