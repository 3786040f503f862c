package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import java.io.IOException;
import java.time.Duration;

/** Where the loop's inputs come from: a source, or the log. */
interface Ingress {
    /** The next input in its final order, or why there is none within {@code wait}. */
    Next next(Duration wait) throws IOException, ConnectorException, InterruptedException;

    /** What an ingress gives. */
    sealed interface Next {}

    /** An input. */
    record Fed(FedInput input) implements Next {}

    /** Nothing now; more may come. */
    enum Idle implements Next {
        /** The only one. */
        INSTANCE
    }

    /** There will be no more. */
    enum Ended implements Next {
        /** The only one. */
        INSTANCE
    }
}
