package io.tapedeck.controller;

import java.io.IOException;

/** No test can be made of what was recorded; says why in a sentence. */
public final class NoScenarioException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message the sentence */
    public NoScenarioException(String message) {
        super(message);
    }
}
