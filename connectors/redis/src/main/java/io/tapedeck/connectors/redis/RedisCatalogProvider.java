package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import java.util.List;

/** The streams of {@code redis://node[,node]/[key,…]}. */
final class RedisCatalogProvider implements StreamCatalogProvider {
    private final boolean tls;

    RedisCatalogProvider(boolean tls) {
        this.tls = tls;
    }

    @Override
    public List<OptionSpec> options() {
        return RedisOptions.catalogSpecs(tls);
    }

    @Override
    public List<OptionSpec> createOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        return options(endpoint).checkCatalog();
    }

    @Override
    public List<String> names(Endpoint endpoint) {
        return options(endpoint).names();
    }

    @Override
    public StreamCatalog open(Endpoint endpoint) throws ConnectorException {
        return new RedisCatalog(new RedisLink(options(endpoint).connection()));
    }

    private RedisOptions options(Endpoint endpoint) {
        return new RedisOptions(endpoint, tls);
    }
}
