package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a registry of schemas. */
@Command(
        name = "ls",
        description = "Lists the schemas of a registry with their versions, and the migrations between these.",
        mixinStandardHelpOptions = true)
final class SchemasLsCommand implements Callable<Integer> {
    @Mixin
    private RegistryArgument registry = new RegistryArgument();

    @Option(names = "--json", description = "print JSON on stdout, an object an entry, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        try (SchemaStore store = registry.open(Extensions.load())) {
            List<SchemaEntry> entries = store.entries();
            int width = entries.stream()
                    .mapToInt(entry -> entry.reference().length())
                    .max()
                    .orElse(0);
            for (SchemaEntry entry : entries) {
                if (json) {
                    Json.print(object(entry));
                } else {
                    Screen.line(entry.reference()
                            + " ".repeat(width - entry.reference().length()) + "  " + kind(entry));
                }
            }
            if (entries.isEmpty() && !json) {
                Screen.line("no schemas in " + store.place());
            }
            return ExitCode.DONE;
        }
    }

    private static String kind(SchemaEntry entry) {
        if (entry.isMigration()) {
            return "migration";
        }
        return entry.isAvro() ? "Avro" : "JSON Schema";
    }

    /** What an entry is, but for its text. */
    static ObjectNode object(SchemaEntry entry) {
        ObjectNode node = Json.object().put("name", entry.reference()).put("schema", entry.schema());
        return entry.isMigration()
                ? node.put("from", entry.from()).put("to", entry.to())
                : node.put("version", entry.from()).put("format", entry.isAvro() ? "avro" : "json-schema");
    }
}
