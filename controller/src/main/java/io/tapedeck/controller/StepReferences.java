package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the steps of a pipeline refer to; a schema that one has said is that of the next, so they are read in their order. */
final class StepReferences implements References {
    private final Path folder;
    private final PipelineSchemas schemas;
    private Optional<String> schema;

    StepReferences(Path folder, PipelineSchemas schemas, Optional<String> schema) {
        this.folder = folder;
        this.schemas = schemas;
        this.schema = schema;
    }

    @Override
    public Bytes file(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> schemaEntries() throws IOException {
        return schemas.names();
    }

    @Override
    public Bytes schemaEntry(String name) throws IOException {
        return schemas.read(name);
    }

    @Override
    public Optional<String> schemaBefore() {
        return schema;
    }

    @Override
    public void setSchema(String name) {
        schema = Optional.of(name);
    }
}
