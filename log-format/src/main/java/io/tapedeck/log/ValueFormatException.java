package io.tapedeck.log;

/** Bytes that are not a value in the canonical encoding. */
public final class ValueFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was found, and where. */
    public ValueFormatException(String message) {
        super("not a value: " + message);
    }
}
