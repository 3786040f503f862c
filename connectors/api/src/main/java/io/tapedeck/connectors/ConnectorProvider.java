package io.tapedeck.connectors;

import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Optional;

/**
 * A kind of outside system. Found by {@link java.util.ServiceLoader}; one provider serves one URL scheme.
 *
 * <p>{@code checkSource} and {@code checkSink} look at a definition without touching the outside; {@code
 * openSource} and {@code openSink} may assume that the check found no mistake.
 */
public interface ConnectorProvider {
    /** The scheme in URLs, such as {@code file}. */
    String scheme();

    /** The options that a source's table may have besides {@code url}. */
    List<OptionSpec> sourceOptions();

    /** The options that a sink's table may have besides {@code url}. */
    List<OptionSpec> sinkOptions();

    /** What is wrong with a source's definition, each with the option concerned; empty where nothing is. */
    List<Mistake> checkSource(Endpoint endpoint);

    /** What is wrong with a sink's definition, each with the option concerned; empty where nothing is. */
    List<Mistake> checkSink(Endpoint endpoint);

    /** What a source promises. */
    Guarantee sourceGuarantee(Endpoint endpoint);

    /** What a sink promises, with a log of this durability. */
    Guarantee sinkGuarantee(Endpoint endpoint, Durability durability);

    /** Whether several tasks can read a source, each its share of the shards. */
    default boolean readsByShard(Endpoint endpoint) {
        return false;
    }

    /** Whether several tasks can write to a sink at once. */
    default boolean takesSeveralTasks(Endpoint endpoint) {
        return false;
    }

    /**
     * Whether an input that cannot be read is passed over where the pipeline does not say what else ({@code on_error}).
     * It is recorded and told all the same.
     */
    default boolean passesOverMalformed(Endpoint endpoint) {
        return false;
    }

    /**
     * Opens a source.
     *
     * @param share the shards to read; all, unless {@link #readsByShard} says otherwise
     * @throws ConnectorException where the world does not let it
     */
    Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException;

    /**
     * Whether messages of a source can be read again whenever somebody wants them, as long as the world keeps them: a log
     * need not have their payloads then.
     */
    default boolean readsAgain(Endpoint endpoint) {
        return false;
    }

    /**
     * Opens what reads messages of such a source again.
     *
     * @throws ConnectorException where the world does not let it
     */
    default MessageFetcher openFetcher(Endpoint endpoint) throws ConnectorException {
        throw new UnsupportedOperationException(scheme() + " gives each message once");
    }

    /**
     * Opens a sink for the outputs of one run, and brings it to a whole state: what an earlier, unfinished
     * write left is cut.
     *
     * @throws ConnectorException where the world does not let it, or the sink holds another run's outputs
     */
    Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException;

    /** The catalog of the system's streams, of a connector that has one. */
    default Optional<StreamCatalogProvider> catalog() {
        return Optional.empty();
    }

    /** The registries of schemas that the system keeps, of a connector that has them. */
    default Optional<SchemaStoreProvider> schemas() {
        return Optional.empty();
    }

    /**
     * A mistake in a definition.
     *
     * @param option the option's name, or {@code url}
     * @param message what is wrong and what would be right
     */
    record Mistake(String option, String message) {}
}
