package io.tapedeck.processors.python;

/** A value that Python has no object for. */
final class UnrepresentableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnrepresentableException(String sentence) {
        super(sentence, null, false, false);
    }
}
