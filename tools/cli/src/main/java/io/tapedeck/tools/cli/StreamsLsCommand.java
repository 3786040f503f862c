package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamListing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists streams. */
@Command(
        name = "ls",
        description = "Lists the streams of a system, or those that the URL names, with their shards and messages.",
        mixinStandardHelpOptions = true)
final class StreamsLsCommand implements Callable<Integer> {
    @Mixin
    private CatalogArgument argument = new CatalogArgument();

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        StreamEndpoint endpoint = argument.endpoint();
        List<String> names = endpoint.names();
        try (StreamCatalog catalog = endpoint.openCatalog()) {
            List<StreamListing> listings = names.isEmpty() ? catalog.list() : named(catalog, names);
            if (argument.json()) {
                listings.forEach(listing -> Json.print(StreamReport.json(listing)));
            } else if (listings.isEmpty()) {
                Screen.line("no streams at " + catalog.place());
            } else {
                StreamReport.table(listings).forEach(Screen::line);
            }
            return ExitCode.DONE;
        }
    }

    private static List<StreamListing> named(StreamCatalog catalog, List<String> names) throws ConnectorException {
        List<StreamListing> listings = new ArrayList<>();
        for (String name : names) {
            listings.add(catalog.describe(name).listing());
        }
        return listings;
    }
}
