package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code chronicle://path}: the queue at the path, or those in the folder. */
final class QueueCatalogProvider implements StreamCatalogProvider {
    @Override
    public List<OptionSpec> options() {
        return List.of();
    }

    @Override
    public List<OptionSpec> createOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        return ChronicleConnector.checkPath(endpoint);
    }

    @Override
    public List<String> names(Endpoint endpoint) {
        Path path = endpoint.path();
        boolean isFolderOfQueues = Files.isDirectory(path) && !QueueCatalog.isQueue(path);
        return isFolderOfQueues || path.getFileName() == null
                ? List.of()
                : List.of(path.getFileName().toString());
    }

    @Override
    public StreamCatalog open(Endpoint endpoint) throws ConnectorException {
        Path path = endpoint.path();
        return new QueueCatalog(
                names(endpoint).isEmpty()
                        ? path
                        : Optional.ofNullable(path.getParent()).orElse(Path.of("")));
    }
}
