package io.tapedeck.controller;

import java.io.IOException;

/** An input that the log withholds cannot be had from its source as it was recorded; the message says which and why. */
public final class WithheldInputException extends IOException {
    private static final long serialVersionUID = 1L;

    WithheldInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
