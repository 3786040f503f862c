package io.tapedeck.controller;

/** A replay differs from the record. */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Divergence divergence;

    DivergenceException(Divergence divergence) {
        super("differs at input #" + divergence.ordinal() + ", step \"" + divergence.step() + "\"");
        this.divergence = divergence;
    }

    /** Where and how. */
    public Divergence divergence() {
        return divergence;
    }
}
