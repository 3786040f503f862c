package io.tapedeck.controller;

/** A name that stands for no run, or for several; says so in a sentence. */
public final class RunNotFoundException extends Exception {
    private static final long serialVersionUID = 1L;

    RunNotFoundException(String message) {
        super(message);
    }
}
