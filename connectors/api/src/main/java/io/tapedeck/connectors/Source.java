package io.tapedeck.connectors;

import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.Optional;

/**
 * Where inputs come from. Used by one thread: {@link #seek} once, then {@link #poll} until the end or {@link
 * #close}.
 */
public interface Source extends AutoCloseable {
    /**
     * Goes to where reading begins.
     *
     * @param after the position of the last message that was recorded, which is not given again; empty for
     *     the source's start
     * @throws ConnectorException where the source no longer has that position
     */
    void seek(Optional<Value> after) throws ConnectorException;

    /**
     * The next message, or why there is none.
     *
     * @param wait how long to wait for one at most
     */
    Polled poll(Duration wait) throws ConnectorException, InterruptedException;

    @Override
    void close() throws ConnectorException;
}
