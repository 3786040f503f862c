package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;

/** Where the loop's outputs go: a sink, a collection to look at, or nowhere. */
interface Egress {
    /** The bytes to be written for an output; called before the step is recorded. */
    Bytes encode(Output output) throws EncodingException;

    /** Makes the bytes for the outputs of an input of which the record says that all of them could be encoded. */
    default StepChain.OutputEncoder encoderOfRecorded(FedInput input) {
        return this::encode;
    }

    /** Takes the outcome of an input; nothing may leave before {@link #push}. */
    void release(FedInput input, Outcome outcome);

    /** Lets what was released go, for the log is durable up to there; it may be on its way for a while. */
    void push() throws ConnectorException;

    /** Lets all outputs pass and keeps none. */
    Egress DISCARDING = new Egress() {
        @Override
        public Bytes encode(Output output) {
            return Bytes.EMPTY;
        }

        @Override
        public void release(FedInput input, Outcome outcome) {}

        @Override
        public void push() {}
    };
}
