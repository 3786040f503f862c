package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import java.io.IOException;
import java.time.Duration;

/**
 * The loop. It does not know whether it is live or replaying: an ingress gives the inputs in their final order, a
 * journal takes or compares what happened, an egress releases the outputs. Whoever drives it decides when to
 * {@link #commit}.
 */
final class Pipeline {
    private final Ingress ingress;
    private final Journal journal;
    private final Egress egress;
    private final StepChain chain;
    private final Tally tally;

    Pipeline(Ingress ingress, Journal journal, Egress egress, StepChain chain, Tally tally) {
        this.ingress = ingress;
        this.journal = journal;
        this.egress = egress;
        this.chain = chain;
        this.tally = tally;
    }

    /** Takes one input through all steps, if there is one within {@code wait}. */
    Ingress.Next step(Duration wait)
            throws IOException, InputFailedException, DivergenceException, ConnectorException, InterruptedException {
        Ingress.Next next = ingress.next(wait);
        if (next instanceof Ingress.Fed(FedInput input)) {
            journal.input(input);
            process(input);
        }
        return next;
    }

    /** Takes an input through all steps that is in the log already. */
    void process(FedInput input) throws IOException, InputFailedException, DivergenceException {
        StepChain.OutputEncoder encoder =
                journal.knowsThatAllGoThrough(input) ? egress.encoderOfRecorded(input) : egress::encode;
        Outcome outcome = chain.process(
                input, journal.keeps(input), journal.errorDecider(input), encoder, journal.effects(input));
        journal.outcome(input, outcome);
        egress.release(input, outcome);
        tally.count(input, outcome);
    }

    /** Makes the log durable, then lets the outputs of all inputs so far go. */
    void commit() throws IOException, ConnectorException {
        journal.sync();
        egress.push();
    }
}
