package io.tapedeck.tools.bench;

import java.io.IOException;

/** A side of a comparison needs what is not there; the message is a clause that says what. */
final class CannotStartException extends IOException {
    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }
}
