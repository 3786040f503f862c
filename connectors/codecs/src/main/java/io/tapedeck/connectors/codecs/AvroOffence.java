package io.tapedeck.connectors.codecs;

import java.io.IOException;

/**
 * A value that is not of a schema, or bytes that are not, and the place of it, which is put together on the way up:
 * what is right keeps no path. An {@code IOException}, so that it passes through Avro's decoders.
 */
final class AvroOffence extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    AvroOffence(String reason) {
        this("", reason);
    }

    private AvroOffence(String path, String reason) {
        super(path.isEmpty() ? reason : (path.startsWith(".") ? path.substring(1) : path) + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    /** The same, seen from the record or map around it. */
    AvroOffence in(String field) {
        return new AvroOffence("." + field + path, reason);
    }

    /** The same, seen from the array around it. */
    AvroOffence at(long index) {
        return new AvroOffence("[" + index + "]" + path, reason);
    }

    /** The offence itself is where it happens; where in this code it was found says nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
