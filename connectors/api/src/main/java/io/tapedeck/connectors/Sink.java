package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import java.util.Optional;

/**
 * Where outputs go. Used by one thread. Effects arrive in ascending order of their ids. A sink that says
 * {@link Guarantee.Level#ONCE} stores an effect and the fact that it did so inseparably.
 */
public interface Sink extends AutoCloseable {
    /**
     * The last effect that the sink holds of this run, found by reading the sink itself; empty where it holds
     * none, or where it cannot tell (then {@link #remembers} is false, as it is unless a sink says otherwise).
     */
    default Optional<EffectId> last() {
        return Optional.empty();
    }

    /** Whether {@link #last} is the sink's own knowledge; a sink such as stdout has none. */
    default boolean remembers() {
        return false;
    }

    /**
     * The bytes to be written for an output. Depends on nothing but its argument and the sink's definition,
     * and is called before the step is recorded, so that what cannot be encoded fails the step.
     *
     * @throws EncodingException where the sink's format cannot hold the output
     */
    Bytes encode(Output output) throws EncodingException;

    /** Takes an effect; it may stay in a buffer until {@link #flush}. */
    void write(Effect effect) throws ConnectorException;

    /**
     * Takes an effect that is a message on its way from elsewhere. A sink that can keeps its stream, shard and sequence.
     */
    default void forward(Effect effect, EncodedMessage origin) throws ConnectorException {
        write(effect);
    }

    /**
     * Sets on its way what was written, so that it arrives soon, and need not wait until it has.
     *
     * @return whether it has: whether there is nothing left for {@link #flush} to do
     * @throws ConnectorException where something that was written before could not be delivered
     */
    default boolean push() throws ConnectorException {
        flush();
        return true;
    }

    /** Delivers all that was written; when it returns, {@link #last} would find the last effect written. */
    void flush() throws ConnectorException;

    @Override
    void close() throws ConnectorException;
}
