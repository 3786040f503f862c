package io.tapedeck.tools.cli;

import io.tapedeck.controller.Circuit;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RunListener;
import java.util.Locale;

/** Shows how a run goes: a line rewritten in place on a terminal, nothing elsewhere. */
final class RunProgress implements RunListener {
    private static final long SHOW_NANOS = 100_000_000;
    private static final int NOTES_MAX = 20;

    private final String pipeline;
    private final boolean quiet;
    private long startNanos = System.nanoTime();
    private String run = "";
    private long inputsBefore;
    private long inputs;
    private long shownNanos;
    private int notes;
    private Circuit.Status circuit = Circuit.Status.AT_FIRST;

    RunProgress(String pipeline, boolean quiet) {
        this.pipeline = pipeline;
        this.quiet = quiet;
    }

    @Override
    public void started(String id, long inputsSoFar) {
        run = id;
        inputsBefore = inputsSoFar;
        startNanos = System.nanoTime();
    }

    @Override
    public void progress(long inputsSoFar, long outputs) {
        inputs = inputsSoFar;
        long now = System.nanoTime();
        if (now - shownNanos < SHOW_NANOS) {
            return;
        }
        shownNanos = now;
        Screen.progress(pipeline + "  run " + run + "  " + Format.number(inputs) + " in · " + Format.number(outputs)
                + " out" + rate());
    }

    @Override
    public void worksAt(int task, boolean now) {
        Screen.endProgress();
        Screen.warn(Screen.dim("task " + task + (now ? " taken" : " left to others")));
    }

    @Override
    public void circuit(Circuit.Status status) {
        circuit = status;
        if (status.state() == Circuit.State.OPEN) {
            warning("the circuit is open: " + Format.count(status.failures(), "failure") + " in a row");
        }
    }

    /** How the circuit breaker stands. */
    Circuit.Status circuit() {
        return circuit;
    }

    @Override
    public void note(long ordinal, String text) {
        if (notes++ < NOTES_MAX && !quiet) {
            Screen.endProgress();
            Screen.warn(Screen.dim("#" + ordinal + "  " + text));
        } else if (notes == NOTES_MAX + 1) {
            Screen.warn(Screen.dim("(more is logged; ./tapedeck inspect shows it input by input)"));
        }
    }

    @Override
    public void passedOver(Failure failure) {
        Screen.endProgress();
        Screen.warn(
                "#" + failure.ordinal() + " passed over (" + failure.decision().word() + "): " + failure.error());
    }

    @Override
    public void warning(String sentence) {
        Screen.endProgress();
        Screen.warn(sentence);
    }

    @Override
    public void hung(String id, String step) {
        Problems.hung(id, step);
    }

    void end() {
        Screen.endProgress();
    }

    /** The inputs a second, once there is something to measure. */
    String rate() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return inputs <= inputsBefore || seconds < 0.2
                ? ""
                : String.format(Locale.ROOT, " · %,.0f/s", (inputs - inputsBefore) / seconds);
    }
}
