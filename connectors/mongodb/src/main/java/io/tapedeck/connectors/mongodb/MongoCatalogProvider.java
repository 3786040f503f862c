package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import java.util.List;

/** The collections of {@code mongodb://node[,node]/[database[.collection]]}. */
final class MongoCatalogProvider implements StreamCatalogProvider {
    @Override
    public List<OptionSpec> options() {
        return MongoOptions.catalogSpecs();
    }

    @Override
    public List<OptionSpec> createOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        return new MongoOptions(endpoint).checkConnection();
    }

    @Override
    public List<String> names(Endpoint endpoint) {
        Namespace namespace = new MongoOptions(endpoint).namespace();
        return namespace.isCollection() ? List.of(namespace.name()) : List.of();
    }

    @Override
    public StreamCatalog open(Endpoint endpoint) {
        MongoOptions options = new MongoOptions(endpoint);
        return new MongoCatalog(new MongoLink(options.connection()), options.namespace());
    }
}
