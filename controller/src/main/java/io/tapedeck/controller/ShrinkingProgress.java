package io.tapedeck.controller;

/** Is told how the search for the inputs that matter gets on. */
@FunctionalInterface
public interface ShrinkingProgress {
    /**
     * Inputs were tried once more.
     *
     * @param tries how often so far
     * @param inputs the size of the smallest set so far
     */
    void tried(long tries, int inputs);
}
