package io.tapedeck.tools.cli;

import java.io.IOException;

/** What was asked for is not there; says so in a sentence. */
final class NothingFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingFoundException(String message) {
        super(message);
    }
}
