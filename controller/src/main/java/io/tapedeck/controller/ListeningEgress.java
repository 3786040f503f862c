package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;

/** Tells a listener what people want to know of each outcome, and counts the ranges fed, on the way to the sinks. */
final class ListeningEgress implements Egress {
    private final Egress target;
    private final FeedRanges fed;
    private final RunListener listener;

    ListeningEgress(Egress target, FeedRanges fed, RunListener listener) {
        this.target = target;
        this.fed = fed;
        this.listener = listener;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return target.encode(output);
    }

    @Override
    public void release(FedInput input, Outcome outcome) {
        outcome.notes().forEach(note -> listener.note(input.ordinal(), note));
        outcome.passedOver().forEach(listener::passedOver);
        fed.add(input);
        target.release(input, outcome);
    }

    @Override
    public void push() throws ConnectorException {
        target.push();
    }
}
