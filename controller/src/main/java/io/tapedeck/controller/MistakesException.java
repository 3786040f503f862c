package io.tapedeck.controller;

import java.util.List;

/** A pipeline file has mistakes. */
public final class MistakesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    MistakesException(List<Mistake> mistakes) {
        super(mistakes.getFirst().toString());
        this.mistakes = List.copyOf(mistakes);
    }

    /** All of them, in the order of the file. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
