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

    /**
     * Whether it shares its shards with other workers, who may get them at any time and do not have what this one keeps.
     * Such a source is told by {@link #acknowledge} what is delivered.
     */
    default boolean isShared() {
        return false;
    }

    /**
     * Whether it is told by {@link #acknowledge} what is done with, because it, and no log, knows what is still to be given:
     * what is delivered where it is shared, else what is recorded.
     */
    default boolean isAcknowledged() {
        return isShared();
    }

    /**
     * Before it gives up shards, a shared source has settled what it gave of them: within {@link #poll}, which is called
     * between inputs only.
     */
    default void beforeRelease(Settlement settlement) {}

    /**
     * All messages up to a position are recorded, durably, and, of a shared source, what was made of them is delivered:
     * nobody needs them any more. Those of shards that are another worker's meanwhile are not acknowledged.
     *
     * @param position all the positions that messages carried, brought together ({@link SourcePosition})
     */
    default void acknowledge(Value position) throws ConnectorException {}

    /** Brings to an end what was begun. */
    @FunctionalInterface
    interface Settlement {
        /** Makes the record of all messages given so far durable, delivers what was made of them, and acknowledges them. */
        void settle() throws ConnectorException;
    }

    @Override
    void close() throws ConnectorException;
}
