package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.SchemaStoreProvider;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Optional;

/** {@code mongodb://node[,node]/database.collection}: what changes in a deployment, and collections to write to. */
public final class MongoConnector implements ConnectorProvider {
    @Override
    public String scheme() {
        return "mongodb";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return MongoOptions.sourceSpecs();
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return MongoOptions.sinkSpecs();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return new MongoOptions(endpoint).checkSource();
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return new MongoOptions(endpoint).checkSink();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        String condition = switch (new MongoOptions(endpoint).whenLost()) {
            case FAIL -> "as long as the deployment keeps the changes until they are read";
            case SNAPSHOT -> "changes that the deployment no longer has are made up for by a snapshot";
            case RESET -> "but for changes that the deployment no longer has, which are passed over";
        };
        return new Guarantee(Guarantee.Level.ONCE, condition);
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new Guarantee(
                Guarantee.Level.ONCE,
                "a transaction holds the outputs and how far they go; fenced per task"
                        + (durability == Durability.OS ? "; short of a power loss" : ""));
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        MongoOptions options = new MongoOptions(endpoint);
        return new MongoSource(new MongoLink(options.connection()), options.source());
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        MongoOptions options = new MongoOptions(endpoint);
        MongoLink link = new MongoLink(options.connection());
        try {
            return new MongoSink(link, options.namespace(), options.writer(), options.isOrdered(), context);
        } catch (ConnectorException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public Optional<StreamCatalogProvider> catalog() {
        return Optional.of(new MongoCatalogProvider());
    }

    @Override
    public Optional<SchemaStoreProvider> schemas() {
        return Optional.of(new MongoSchemaStoreProvider());
    }
}
