package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints an entry of a registry of schemas. */
@Command(
        name = "show",
        description = "Prints a schema or a migration as it was added.",
        mixinStandardHelpOptions = true)
final class SchemasShowCommand implements Callable<Integer> {
    @Mixin
    private RegistryArgument registry = new RegistryArgument();

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "order, which is its latest version; order@2; order@1-2")
    private String name = "";

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        try (SchemaStore store = registry.open(Extensions.load())) {
            SchemaEntry entry = RegistryArgument.find(store, name);
            String text = new String(store.read(entry).toByteArray(), StandardCharsets.UTF_8);
            if (json) {
                Json.print(SchemasLsCommand.object(entry).put("text", text));
            } else {
                Screen.line(text.stripTrailing());
            }
            return ExitCode.DONE;
        }
    }
}
