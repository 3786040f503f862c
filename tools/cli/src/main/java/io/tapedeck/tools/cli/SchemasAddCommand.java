package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds an entry to a registry of schemas. */
@Command(
        name = "add",
        description = {
            "Adds a version of a schema, or a migration, after it was looked at.",
            "What is there is not replaced: a changed schema is a new version.",
            ""
        },
        mixinStandardHelpOptions = true)
final class SchemasAddCommand implements Callable<Integer> {
    @Mixin
    private RegistryArgument registry = new RegistryArgument();

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "order, which makes the next version; order@2; or order@1-2, a migration")
    private String name = "";

    @Parameters(
            index = "2",
            paramLabel = "FILE",
            description = "an Avro schema (.avsc), a JSON Schema, or a migration: a JSON list of built-in steps")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        Extensions extensions = Extensions.load();
        Bytes text = text();
        try (SchemaStore store = registry.openToAdd(extensions)) {
            List<SchemaEntry> entries = store.entries();
            SchemaEntry entry = entry(entries);
            check(extensions, store, entries, entry, text);
            store.add(entry, text);
            if (json) {
                Json.print(SchemasLsCommand.object(entry));
            } else {
                Screen.line(Screen.green("✓") + " added " + entry.reference() + " to " + store.place());
            }
            return ExitCode.DONE;
        }
    }

    private Bytes text() throws WrongUseException {
        try {
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new WrongUseException("there is no file " + file);
        } catch (IOException e) {
            throw new WrongUseException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private SchemaEntry entry(List<SchemaEntry> entries) throws WrongUseException, ConnectorException {
        boolean isAvro = file.toString().endsWith(".avsc");
        int last = entries.stream()
                .filter(entry -> entry.schema().equals(name) && !entry.isMigration())
                .mapToInt(SchemaEntry::from)
                .max()
                .orElse(0);
        String reference = name.indexOf('@') < 0 ? name + "@" + (last + 1) : name;
        SchemaEntry entry = SchemaEntry.of(reference, isAvro)
                .orElseThrow(() -> new WrongUseException("\"" + name + "\" is no name of a"
                        + (isAvro
                                ? "n Avro schema: it is like order or order@2"
                                : " schema or a migration: it is like" + " order, order@2 or order@1-2")));
        if (entries.stream().anyMatch(other -> other.reference().equals(entry.reference()))) {
            throw new ConnectorException("there is " + entry.reference()
                    + " already; a changed schema is a new version, as \"" + entry.schema() + "\" alone makes");
        }
        return entry;
    }

    /** Has a step made that uses it, which finds what is wrong with it. */
    private static void check(
            Extensions extensions, SchemaStore store, List<SchemaEntry> entries, SchemaEntry entry, Bytes text)
            throws ConnectorException {
        String kind = entry.isMigration() ? "migrate" : "validate";
        Value definition = entry.isMigration()
                ? MapValue.builder()
                        .put("schema", Value.of(entry.schema() + "@" + entry.to()))
                        .put("from", Value.of(entry.from()))
                        .build()
                : Value.of(entry.reference());
        try {
            extensions.hostOf(kind).orElseThrow().define("add", kind, definition, new References() {
                @Override
                public Bytes file(String path) throws IOException {
                    throw new IOException("a schema refers to no file, as here to " + path);
                }

                @Override
                public List<String> schemaEntries() {
                    List<String> names = new ArrayList<>(
                            entries.stream().map(SchemaEntry::name).toList());
                    names.add(entry.name());
                    return names;
                }

                @Override
                public Bytes schemaEntry(String path) throws IOException {
                    try {
                        return path.equals(entry.name())
                                ? text
                                : store.read(SchemaEntry.ofName(path).orElseThrow());
                    } catch (ConnectorException e) {
                        throw new IOException(String.valueOf(e.getMessage()), e);
                    }
                }

                @Override
                public Optional<String> schemaBefore() {
                    return Optional.empty();
                }

                @Override
                public void setSchema(String schema) {}
            });
        } catch (ProcessorException e) {
            throw new ConnectorException(e.error(), e);
        }
    }
}
