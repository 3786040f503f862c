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

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

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
                told(entry, false, "nothing was removed");
                return ExitCode.FAILED;
            }
            store.remove(entry);
            told(entry, true, Screen.green("✓") + " removed " + entry.reference() + " from " + store.place());
            return ExitCode.DONE;
        }
    }

    private void told(SchemaEntry entry, boolean isRemoved, String sentence) {
        if (json) {
            Json.print(SchemasLsCommand.object(entry).put("removed", isRemoved));
        } else {
            Screen.line(sentence);
        }
    }
}
