package io.tapedeck.tools.cli;

import io.tapedeck.connectors.faults.FaultyProxy;
import java.io.IOException;

/**
 * A server with streams of numbers, behind a proxy. Pipelines go through the proxy, and lose patience soon; what is asked
 * here does not.
 */
interface NumberServer extends AutoCloseable {
    FaultyProxy proxy();

    /** Whether it has what it acknowledged when it was killed and started again. */
    default boolean isDurable() {
        return true;
    }

    /** {@code kill -9}. */
    void kill() throws Exception;

    /** Starts it again, with what it had written. */
    void startAgain() throws Exception;

    @Override
    void close() throws IOException;
}
