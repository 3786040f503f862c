package io.tapedeck.controller;

import io.tapedeck.controller.Circuit.State;
import io.tapedeck.controller.Circuit.Status;
import java.util.function.Consumer;

/** The state of one circuit. */
final class CircuitBreaker {
    private final Circuit circuit;
    private final Consumer<Status> listener;
    private Status status = Status.AT_FIRST;

    /** A closed one; the listener is told of each change. */
    CircuitBreaker(Circuit circuit, Consumer<Status> listener) {
        this.circuit = circuit;
        this.listener = listener;
    }

    /**
     * An attempt ended with a server away.
     *
     * @param inputs how many inputs went through before that
     * @return whether it is open now: nothing is to be tried for {@link Circuit#open}
     */
    boolean failed(long inputs) {
        boolean recovered = isEnough(inputs);
        int failures = recovered ? 1 : status.failures() + 1;
        boolean opens = failures >= circuit.failures() || (status.state() != State.CLOSED && !recovered);
        change(new Status(opens ? State.OPEN : State.CLOSED, failures, status.opened() + (opens ? 1 : 0)));
        return opens;
    }

    /** The pause is over. */
    void triesAgain() {
        if (status.state() == State.OPEN) {
            change(new Status(State.HALF_OPEN, status.failures(), status.opened()));
        }
    }

    /** Some inputs went through in the attempt that is being made. */
    void passed(long inputs) {
        if (status.failures() > 0 && isEnough(inputs)) {
            change(new Status(State.CLOSED, 0, status.opened()));
        }
    }

    private boolean isEnough(long inputs) {
        return inputs >= (status.state() == State.CLOSED ? 1 : circuit.probes());
    }

    private void change(Status next) {
        if (!next.equals(status)) {
            status = next;
            listener.accept(next);
        }
    }
}
