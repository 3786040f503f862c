package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamListing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes streams. */
@Command(
        name = "rm",
        description = {
            "Removes the streams that the URL names, with all that is in them.",
            "What is no stream is never touched. It asks first; where nobody can be asked, it needs --yes.",
            ""
        },
        mixinStandardHelpOptions = true)
final class StreamsRmCommand implements Callable<Integer> {
    @Mixin
    private CatalogArgument argument = new CatalogArgument();

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        StreamEndpoint endpoint = argument.endpoint();
        List<String> names = CatalogArgument.required(endpoint);
        if (!yes && !Question.canBeAsked()) {
            throw new WrongUseException("nobody can be asked here whether to remove " + String.join(", ", names)
                    + "; --yes removes without asking");
        }
        try (StreamCatalog catalog = endpoint.openCatalog()) {
            List<StreamListing> found = find(catalog, names);
            if (!yes && !isAgreedTo(found, catalog.place())) {
                Screen.line("nothing was removed");
                return ExitCode.FAILED;
            }
            for (StreamListing stream : found) {
                catalog.remove(stream.name());
                tell(stream, catalog.place());
            }
            return ExitCode.DONE;
        }
    }

    /** All of them, before the first is removed: one that is not there is more likely a slip. */
    private static List<StreamListing> find(StreamCatalog catalog, List<String> names) throws ConnectorException {
        List<StreamListing> found = new ArrayList<>();
        for (String name : names) {
            found.add(catalog.describe(name).listing());
        }
        return found;
    }

    private static boolean isAgreedTo(List<StreamListing> streams, String place) {
        StreamReport.table(streams).forEach(Screen::line);
        return Question.isAgreedTo("remove " + (streams.size() == 1 ? "it" : "them") + " at " + place + ", for good?");
    }

    private void tell(StreamListing stream, String place) {
        if (argument.json()) {
            Json.print(StreamReport.json(stream));
        } else {
            Screen.line(Screen.green("✓") + " removed " + stream.name() + " at " + place);
        }
    }
}
