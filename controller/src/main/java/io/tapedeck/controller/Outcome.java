package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.Output;
import io.tapedeck.log.ShortLists;
import java.util.List;

/**
 * What the steps made of an input.
 *
 * @param record the digests and outputs of each call, for the log
 * @param outputs the pipeline's outputs
 * @param passedOver the failures that were passed over
 * @param notes what the processors logged
 */
record Outcome(StepRecord record, List<Encoded> outputs, List<Failure> passedOver, List<String> notes) {
    /** Copies the lists. */
    Outcome {
        outputs = ShortLists.copyOf(outputs);
        passedOver = ShortLists.copyOf(passedOver);
        notes = ShortLists.copyOf(notes);
    }

    /**
     * An output with the bytes that the sink made of it.
     *
     * @param output the output
     * @param bytes what is to be written
     */
    record Encoded(Output output, Bytes bytes) {}

    /** The number of the pipeline's outputs. */
    int outputCount() {
        return outputs.size();
    }
}
