package io.tapedeck.controller;

import java.io.IOException;

/** Another process is running the pipeline. */
public final class AlreadyRunningException extends IOException {
    private static final long serialVersionUID = 1L;

    AlreadyRunningException(String message) {
        super(message);
    }
}
