package io.tapedeck.connectors;

/** The outside world refused: a sentence that says what, where, and what to do. */
public class ConnectorException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public ConnectorException(String message) {
        super(message);
    }

    /** With the sentence and what it comes from. */
    public ConnectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
