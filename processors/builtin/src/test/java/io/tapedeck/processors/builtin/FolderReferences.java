package io.tapedeck.processors.builtin;

import io.tapedeck.log.Bytes;
import io.tapedeck.runtime.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What steps may refer to: the files of a folder, which is the registry of schemas too. */
final class FolderReferences implements References {
    private final Path folder;
    private Optional<String> schema = Optional.empty();

    FolderReferences(Path folder) {
        this.folder = folder;
    }

    @Override
    public Bytes file(String name) throws IOException {
        return Bytes.wrap(Files.readAllBytes(folder.resolve(name)));
    }

    @Override
    public List<String> schemaEntries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public Bytes schemaEntry(String name) throws IOException {
        return file(name);
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
