package io.tapedeck.connectors;

/** Whoever read what a sink writes has gone, as {@code head} does when it has enough: no fault of the sink's. */
public final class ReaderGoneException extends ConnectorException {
    private static final long serialVersionUID = 1L;

    /** With a sentence and what it comes from. */
    public ReaderGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
