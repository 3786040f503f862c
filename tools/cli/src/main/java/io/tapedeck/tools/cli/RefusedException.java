package io.tapedeck.tools.cli;

import java.io.IOException;

/** What was asked for cannot be done here; says why in a sentence. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
