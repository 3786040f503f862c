package io.tapedeck.controller;

import io.tapedeck.runtime.Effects;
import java.io.IOException;

/** What keeps account of the loop: writes it to the log, or compares it with the log. */
interface Journal {
    /** An input is fed. */
    void input(FedInput input) throws IOException;

    /** Whether the log has this input whole, so that outputs need not repeat its value. */
    boolean keeps(FedInput input);

    /** What follows when a call for this input fails. */
    StepChain.ErrorDecider errorDecider(FedInput input);

    /** Does what the calls for this input ask of the outside. */
    Effects effects(FedInput input);

    /** Whether it is known that every call for this input went through, and that each makes what it made then, or is told. */
    default boolean knowsThatAllGoThrough(FedInput input) {
        return false;
    }

    /** All steps are through with an input. */
    void outcome(FedInput input, Outcome outcome) throws IOException, DivergenceException;

    /** Makes what was written durable. */
    void sync() throws IOException;
}
