package io.tapedeck.processors.builtin;

/** What a pipeline says of a step cannot be; a sentence that says what would be right. */
final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1L;

    DefinitionException(String message) {
        super(message);
    }
}
