package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes streams. */
@Command(
        name = "create",
        description = {
            "Makes the streams that the URL names, with nothing in them.",
            "Of Kafka there are the options replication, retention, compact and config.NAME; of Redis and"
                    + " MongoDB those of the connection only.",
            ""
        },
        mixinStandardHelpOptions = true)
final class StreamsCreateCommand implements Callable<Integer> {
    private static final int SHARDS_MAX = 4096;

    @Mixin
    private CatalogArgument argument = new CatalogArgument();

    @Option(names = "--shards", paramLabel = "N", description = "how many shards (partitions) each has; 1 by default")
    private int shards = 1;

    @Override
    public Integer call() throws WrongUseException, ConnectorException {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new WrongUseException("--shards is 1 to " + SHARDS_MAX + ", not " + shards);
        }
        StreamEndpoint endpoint = argument.endpointToCreate();
        List<String> names = CatalogArgument.required(endpoint);
        try (StreamCatalog catalog = endpoint.openCatalog()) {
            for (String name : names) {
                catalog.create(name, shards);
                if (argument.json()) {
                    Json.print(Json.object().put("stream", name).put("shards", shards));
                } else {
                    Screen.line(Screen.green("✓") + " made " + name + " with " + Format.count(shards, "shard") + " at "
                            + catalog.place());
                }
            }
            return ExitCode.DONE;
        }
    }
}
