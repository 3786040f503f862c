package io.tapedeck.connectors.redis;

/** The server cannot be reached, or cannot answer yet: what was asked may or may not have been done. */
final class ServerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ServerLostException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Whether the server is there, and says that it cannot answer yet. */
    boolean isReached() {
        return getCause() instanceof ErrorReplyException;
    }
}
