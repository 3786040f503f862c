package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes streams. */
@Command(
        name = "describe",
        description = "Tells of streams: what each shard holds, how they are kept, and which groups read them.",
        mixinStandardHelpOptions = true)
final class StreamsDescribeCommand implements Callable<Integer> {
    @Mixin
    private CatalogArgument argument = new CatalogArgument();

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        StreamEndpoint endpoint = argument.endpoint();
        List<String> names = CatalogArgument.required(endpoint);
        try (StreamCatalog catalog = endpoint.openCatalog()) {
            for (String name : names) {
                StreamDescription description = catalog.describe(name);
                if (argument.json()) {
                    Json.print(StreamReport.json(description));
                } else {
                    StreamReport.text(description).forEach(Screen::line);
                }
            }
            return ExitCode.DONE;
        }
    }
}
