package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import java.util.List;

/** Where a registry of schemas is kept ({@code spec/schemas.md}). Used by one thread. */
public interface SchemaStore extends AutoCloseable {
    /** Where it is, for messages to people. */
    String place();

    /**
     * What it holds, in order.
     *
     * @throws ConnectorException where it cannot be read
     */
    List<SchemaEntry> entries() throws ConnectorException;

    /**
     * The text of an entry.
     *
     * @throws ConnectorException where it is not there, or cannot be read
     */
    Bytes read(SchemaEntry entry) throws ConnectorException;

    /**
     * Adds an entry; when this returns, it is there for good.
     *
     * @throws ConnectorException where there is one of this name already, or it cannot be written
     */
    void add(SchemaEntry entry, Bytes text) throws ConnectorException;

    /**
     * Removes an entry.
     *
     * @throws ConnectorException where it is not there, or cannot be removed
     */
    void remove(SchemaEntry entry) throws ConnectorException;

    @Override
    void close();
}
