package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The registry of schemas that a pipeline file names; opened when a step first refers to it. */
final class PipelineSchemas implements AutoCloseable {
    private final Optional<Opening> opening;
    private Optional<SchemaStore> store = Optional.empty();
    private List<SchemaEntry> entries = List.of();

    /** Opens a registry. */
    @FunctionalInterface
    interface Opening {
        SchemaStore open() throws ConnectorException;
    }

    /** One that is opened so; empty where the file names none. */
    PipelineSchemas(Optional<Opening> opening) {
        this.opening = opening;
    }

    List<String> names() throws IOException {
        store();
        return entries.stream().map(SchemaEntry::name).toList();
    }

    Bytes read(String name) throws IOException {
        SchemaStore open = store();
        try {
            return open.read(SchemaEntry.ofName(name).orElseThrow());
        } catch (ConnectorException e) {
            throw failure(e);
        }
    }

    private SchemaStore store() throws IOException {
        if (store.isEmpty()) {
            Opening its = opening.orElseThrow(() -> new IOException(
                    "the file names no registry of schemas, such as schemas = \"schemas\", which is a folder; the name of a"
                            + " file has an ending"));
            try {
                store = Optional.of(its.open());
                entries = store.get().entries();
            } catch (ConnectorException e) {
                throw failure(e);
            }
        }
        return store.get();
    }

    private static IOException failure(ConnectorException e) {
        return new IOException(String.valueOf(e.getMessage()), e);
    }

    @Override
    public void close() {
        store.ifPresent(SchemaStore::close);
    }
}
