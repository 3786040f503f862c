package io.tapedeck.tools.cli;

/** An option or an argument that cannot be used; says so in a sentence. */
final class WrongUseException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongUseException(String message) {
        super(message);
    }
}
