package io.tapedeck.connectors;

import java.util.List;

/**
 * The streams of a system, for who looks at them by hand: what is there, made and removed. An optional part of a connector
 * ({@link StreamCatalogProvider}). Used by one thread.
 */
public interface StreamCatalog extends AutoCloseable {
    /** Which system it is, for messages to people: {@code host:port}, or a folder. */
    String place();

    /**
     * The streams that are there, by their names; what a system keeps for itself is left out.
     *
     * @throws ConnectorException where the system does not tell
     */
    List<StreamListing> list() throws ConnectorException;

    /**
     * All that is told of one stream.
     *
     * @throws ConnectorException where it is not there, is no stream, or the system does not tell
     */
    StreamDescription describe(String name) throws ConnectorException;

    /**
     * Makes a stream, with nothing in it.
     *
     * @param shards how many shards it has, 1 or more
     * @throws ConnectorException where it is there already, or the system does not make it
     */
    void create(String name, int shards) throws ConnectorException;

    /**
     * Removes a stream with all that is in it, and nothing else.
     *
     * @throws ConnectorException where it is not there, is no stream, or the system does not remove it
     */
    void remove(String name) throws ConnectorException;

    @Override
    void close() throws ConnectorException;
}
