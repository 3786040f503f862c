package io.tapedeck.controller;

import java.io.IOException;

/** Something that was made durable is gone; says what in a sentence. */
public final class DataLossException extends IOException {
    private static final long serialVersionUID = 1L;

    DataLossException(String message) {
        super(message);
    }
}
