package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A registry of schemas whose entries are the files of a folder. */
public final class FolderSchemaStore implements SchemaStore {
    private final Path folder;

    /** The one of a folder. */
    public FolderSchemaStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public List<SchemaEntry> entries() throws ConnectorException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> SchemaEntry.ofName(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new ConnectorException("there is no folder of schemas " + folder, e);
        } catch (IOException e) {
            throw failure("read the folder of schemas " + folder, e);
        }
    }

    @Override
    public Bytes read(SchemaEntry entry) throws ConnectorException {
        try {
            return Bytes.wrap(Files.readAllBytes(file(entry)));
        } catch (NoSuchFileException e) {
            throw new ConnectorException("there is no file " + file(entry), e);
        } catch (IOException e) {
            throw failure("read " + file(entry), e);
        }
    }

    @Override
    public void add(SchemaEntry entry, Bytes text) throws ConnectorException {
        Path file = file(entry);
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw new ConnectorException("there is " + file + " already", e);
        } catch (IOException e) {
            throw failure("write " + file, e);
        }
        try {
            Files.write(file, text.toByteArray(), StandardOpenOption.DSYNC, StandardOpenOption.WRITE);
        } catch (IOException e) {
            remove(entry); // a part of it would be taken for all
            throw failure("write " + file, e);
        }
    }

    @Override
    public void remove(SchemaEntry entry) throws ConnectorException {
        try {
            Files.delete(file(entry));
        } catch (NoSuchFileException e) {
            throw new ConnectorException("there is no file " + file(entry), e);
        } catch (IOException e) {
            throw failure("remove " + file(entry), e);
        }
    }

    private Path file(SchemaEntry entry) {
        return folder.resolve(entry.name());
    }

    private static ConnectorException failure(String what, IOException e) {
        return new ConnectorException("cannot " + what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {}
}
