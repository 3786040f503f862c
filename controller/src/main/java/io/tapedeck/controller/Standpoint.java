package io.tapedeck.controller;

import io.tapedeck.runtime.StateStore;
import java.util.Optional;

/** A place in a run at which something is looked at: an input, with what came of it and the state behind it. */
public interface Standpoint {
    /** The input; empty before the first. */
    Optional<Moment> moment();

    /** The state of a step behind the input, as it is while this stands there; empty where there is no such step. */
    Optional<StateStore> state(String step);

    /** A question about a place. */
    @FunctionalInterface
    interface Test {
        /** Whether something holds there. */
        boolean holds(Standpoint place);
    }
}
