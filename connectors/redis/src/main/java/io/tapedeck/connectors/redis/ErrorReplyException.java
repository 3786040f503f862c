package io.tapedeck.connectors.redis;

import redis.clients.jedis.exceptions.JedisDataException;

/** The server's answer was an error. */
final class ErrorReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reply;

    ErrorReplyException(JedisDataException error) {
        super(error);
        reply = String.valueOf(error.getMessage());
    }

    /** The error as the server worded it, such as {@code WRONGTYPE Operation against …}. */
    String reply() {
        return reply;
    }

    /** Whether the error is of a kind, which is its first word. */
    boolean is(String code) {
        return reply.startsWith(code + " ") || reply.equals(code);
    }
}
