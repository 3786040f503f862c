package io.tapedeck.connectors;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;
import java.util.Optional;

/**
 * Reads messages of a source a second time, one by one: in the order in which the source gave them this is about as fast as
 * reading them at first, in any other it may take long. Unlike a {@link Source} it knows no end and acknowledges nothing.
 * Used by one thread.
 */
public interface MessageFetcher extends AutoCloseable {
    /**
     * Reads a message again. Whether it is still the same is for the caller to find out.
     *
     * @param wanted says by stream, shard and sequence which one; the rest does not count
     * @param position the position that the source gave with it
     * @param before the position that the source gave with the message before it; empty where it was the first
     * @throws ConnectorException where the source no longer has it, in half a sentence that says why, or cannot be read
     */
    EncodedMessage fetch(EncodedMessage wanted, Value position, Optional<Value> before)
            throws ConnectorException, InterruptedException;

    @Override
    void close() throws ConnectorException;
}
