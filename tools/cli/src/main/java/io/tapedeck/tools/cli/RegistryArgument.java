package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.FolderSchemaStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which registry of schemas: of all {@code schemas} commands. */
final class RegistryArgument {
    @Parameters(
            index = "0",
            paramLabel = "REGISTRY",
            description = "a folder, or a collection such as mongodb://localhost/shop/schemas")
    private String place = "";

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "an option of a URL, such as password=…; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    SchemaStore open(Extensions extensions) throws WrongUseException, ConnectorException {
        return place.contains("://")
                ? StreamEndpoint.schemas(extensions, place, options).openSchemas()
                : new FolderSchemaStore(Path.of(place));
    }

    /** The same; a folder that is not there is made. */
    SchemaStore openToAdd(Extensions extensions) throws WrongUseException, ConnectorException {
        if (!place.contains("://")) {
            try {
                Files.createDirectories(Path.of(place));
            } catch (IOException e) {
                throw new ConnectorException("cannot make the folder of schemas " + place + ": " + e.getMessage(), e);
            }
        }
        return open(extensions);
    }

    /** The entry that a text names, as a pipeline would; a schema without a version is its latest. */
    static SchemaEntry find(SchemaStore store, String name) throws ConnectorException {
        List<SchemaEntry> entries = store.entries();
        return entries.stream()
                .filter(entry -> entry.reference().equals(name)
                        || entry.name().equals(name)
                        || !entry.isMigration() && entry.schema().equals(name))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new ConnectorException("there is no " + name + " in " + store.place()
                        + (entries.isEmpty()
                                ? ", which is empty"
                                : "; it has "
                                        + entries.stream()
                                                .map(SchemaEntry::reference)
                                                .collect(Collectors.joining(", ")))));
    }
}
