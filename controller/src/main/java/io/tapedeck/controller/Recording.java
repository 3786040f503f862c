package io.tapedeck.controller;

/** What a run log keeps of its inputs. */
public enum Recording {
    /** All. */
    FULL("full"),
    /** Order, counts, feed times, positions and a digest each; a replay reads the rest from the source again. */
    RANGES("ranges");

    private final String word;

    Recording(String word) {
        this.word = word;
    }

    /** As a pipeline file says it. */
    public String word() {
        return word;
    }
}
