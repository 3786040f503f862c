package io.tapedeck.processors.builtin;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;

/** Passes each message on with another value. */
record ValueStep(Change change) implements Processor {
    /** Makes another value of a message. */
    @FunctionalInterface
    interface Change {
        /** The value to be in the place of the message's. */
        Value of(Message message, ProcessorContext context) throws Exception;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Output.of(message, change.of(message, context)));
    }

    /** The fields of a message. */
    static MapValue fieldsOf(Message message) throws StepFailure {
        if (message.value() instanceof MapValue map) {
            return map;
        }
        throw new StepFailure("the message is a " + message.value().kind() + ", so it has no fields");
    }
}
