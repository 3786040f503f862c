package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        try (SchemaStore store = registry.open(Extensions.load())) {
            byte[] text = store.read(RegistryArgument.find(store, name)).toByteArray();
            Screen.line(new String(text, StandardCharsets.UTF_8).stripTrailing());
            return ExitCode.DONE;
        }
    }
}
