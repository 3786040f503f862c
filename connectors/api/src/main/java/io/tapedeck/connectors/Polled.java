package io.tapedeck.connectors;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;

/** What a {@link Source} gives. */
public sealed interface Polled {
    /**
     * A message.
     *
     * @param message the message as it came
     * @param position where the source goes on after it; only the connector reads it
     */
    record Input(EncodedMessage message, Value position) implements Polled {}

    /** Nothing now; more may come. */
    enum Idle implements Polled {
        /** The only one. */
        INSTANCE
    }

    /** Nothing now, and the source is finite: this is its end. */
    enum Ended implements Polled {
        /** The only one. */
        INSTANCE
    }
}
