package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.Value;

/**
 * An input in its final order, as it is fed.
 *
 * @param ordinal its number in the task, from 1
 * @param feedTimeNanos the clock at which it is fed, in nanoseconds since 1970
 * @param message the message as it came
 * @param position where its source goes on after it
 */
public record FedInput(long ordinal, long feedTimeNanos, EncodedMessage message, Value position) {
    /** As the log has it. */
    static FedInput of(MessageRecord record) {
        return new FedInput(record.ordinal(), record.feedTimeNanos(), record.message(), record.position());
    }

    /** Whether the controller fed it itself, because a timer was due. */
    public boolean isTick() {
        return message.stream().equals(Tick.STREAM);
    }
}
