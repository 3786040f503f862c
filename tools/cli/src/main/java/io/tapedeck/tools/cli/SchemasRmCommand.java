package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SchemaEntry;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.controller.Extensions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes an entry of a registry of schemas. */
@Command(
        name = "rm",
        description = {
            "Removes a version of a schema, or a migration.",
            "It asks first; where nobody can be asked, it needs --yes. Runs that are recorded keep their own copy.",
            ""
        },
        mixinStandardHelpOptions = true)
final class SchemasRmCommand implements Callable<Integer> {
    @Mixin
    private RegistryArgument registry = new RegistryArgument();

    @Parameters(index = "1", paramLabel = "NAME", description = "order@2, or order@1-2")
    private String name = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        if (name.indexOf('@') < 0) {
            throw new WrongUseException("name the version to remove, such as " + name + "@1");
        }
        if (!yes && !Question.canBeAsked()) {
            throw new WrongUseException(
                    "nobody can be asked here whether to remove " + name + "; --yes removes without asking");
        }
        try (SchemaStore store = registry.open(Extensions.load())) {
            SchemaEntry entry = RegistryArgument.find(store, name);
            if (!yes && !Question.isAgreedTo("Remove " + entry.reference() + " from " + store.place() + "?")) {
                Screen.line("nothing was removed");
                return ExitCode.FAILED;
            }
            store.remove(entry);
            Screen.line(Screen.green("✓") + " removed " + entry.reference() + " from " + store.place());
            return ExitCode.DONE;
        }
    }
}
