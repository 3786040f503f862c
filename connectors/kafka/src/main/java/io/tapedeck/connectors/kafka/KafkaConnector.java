package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Optional;

/**
 * {@code kafka://node[,node]/topic[,topic]}. Knows no class of Kafka's itself, so that none is loaded where no pipeline
 * has such a URL.
 */
public final class KafkaConnector implements ConnectorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public KafkaConnector() {}

    @Override
    public String scheme() {
        return "kafka";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return SourceDefinition.options();
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return SinkDefinition.options();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return SourceDefinition.check(endpoint);
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return SinkDefinition.check(endpoint);
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return SourceDefinition.of(endpoint).group().isEmpty()
                ? new Guarantee(Guarantee.Level.ONCE, "as long as the broker keeps the records")
                : new Guarantee(
                        Guarantee.Level.AT_LEAST_ONCE,
                        "what a worker that is killed has not acknowledged is taken again; partitions that move from one "
                                + "that runs or stops are settled first");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        if (!SinkDefinition.isOnce(endpoint)) {
            return new Guarantee(Guarantee.Level.AT_LEAST_ONCE_WITH_ID, "each record carries its effect id");
        }
        return new Guarantee(
                Guarantee.Level.ONCE,
                "a transaction holds the outputs and how far they go; fenced per task"
                        + (durability == Durability.OS ? "; short of a power loss" : ""));
    }

    @Override
    public boolean readsByShard(Endpoint endpoint) {
        return SourceDefinition.of(endpoint).group().isEmpty(); // a group shares them out itself
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        SourceDefinition definition = SourceDefinition.of(endpoint);
        return definition.group().isPresent()
                ? GroupSource.open(definition, definition.group().get())
                : KafkaSource.open(definition, share);
    }

    @Override
    public boolean readsAgain(Endpoint endpoint) {
        return true;
    }

    @Override
    public MessageFetcher openFetcher(Endpoint endpoint) throws ConnectorException {
        return KafkaFetcher.open(SourceDefinition.of(endpoint));
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        return KafkaSinks.open(SinkDefinition.of(endpoint), context);
    }

    @Override
    public Optional<StreamCatalogProvider> catalog() {
        return Optional.of(new KafkaCatalogProvider());
    }
}
