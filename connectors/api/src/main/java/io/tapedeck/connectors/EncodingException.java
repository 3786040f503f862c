package io.tapedeck.connectors;

/** A value that a format cannot hold, or bytes that are not of the format; a sentence that says which. */
public final class EncodingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public EncodingException(String message) {
        super(message);
    }
}
