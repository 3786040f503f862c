package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunListener;

/** Shows how far a replay is. */
final class ReplayProgress implements RunListener {
    private static final long SHOW_NANOS = 100_000_000;

    private final String word;
    private long shownNanos;
    private long lagMaxNanos;

    ReplayProgress(String word) {
        this.word = word;
    }

    @Override
    public void progress(long inputs, long outputs) {
        long now = System.nanoTime();
        if (now - shownNanos >= SHOW_NANOS) {
            shownNanos = now;
            Screen.progress(word + "  " + Format.number(inputs) + " in · " + Format.number(outputs) + " out");
        }
    }

    @Override
    public void following(long inputs, long lagNanos) {
        lagMaxNanos = Math.max(lagMaxNanos, lagNanos);
        long now = System.nanoTime();
        if (now - shownNanos >= SHOW_NANOS) {
            shownNanos = now;
            Screen.progress(word + "  " + Format.number(inputs) + " in · "
                    + (lagNanos == 0 ? "waiting for more" : Format.seconds(lagNanos) + " behind"));
        }
    }

    /** The longest time that a followed run was ahead. */
    long lagMaxNanos() {
        return lagMaxNanos;
    }

    @Override
    public void hung(String id, String step) {
        Problems.hung(id, step);
    }

    @Override
    public void warning(String sentence) {
        Screen.endProgress();
        Screen.warn(sentence);
    }

    void end() {
        Screen.endProgress();
    }
}
