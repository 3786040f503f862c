package io.tapedeck.connectors;

/** A server is away, or its answer did not come: what may pass by itself, so that it is worth trying again. */
public final class UnreachableException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    /** With the sentence and what it comes from. */
    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
