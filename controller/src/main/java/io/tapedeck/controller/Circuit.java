package io.tapedeck.controller;

import java.time.Duration;

/**
 * A circuit breaker around the servers of a run, as a pipeline sets it: after so many failures in a row nothing is tried
 * for a while, so that what is overloaded is left in peace; then one attempt is made, and it is trusted again only when
 * some inputs went through.
 *
 * @param failures after how many failures in a row it opens
 * @param open for how long it stays open
 * @param probes how many inputs have to go through before it closes
 */
public record Circuit(int failures, Duration open, long probes) {
    /** Where a circuit breaker is. */
    public enum State {
        /** All is tried as ever. */
        CLOSED,
        /** Nothing is tried. */
        OPEN,
        /** An attempt is made, to see. */
        HALF_OPEN;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How one stands.
     *
     * @param state where it is
     * @param failures the failures in a row
     * @param opened how often it has opened
     */
    public record Status(State state, int failures, long opened) {
        /** Nothing has failed yet. */
        public static final Status AT_FIRST = new Status(State.CLOSED, 0, 0);
    }
}
