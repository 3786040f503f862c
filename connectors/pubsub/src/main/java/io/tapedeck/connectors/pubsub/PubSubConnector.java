package io.tapedeck.connectors.pubsub;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Durability;
import java.util.List;

/**
 * {@code pubsub://project/topic}: topics of Google Pub/Sub. Knows no class of Google's itself, so that none is loaded where
 * no pipeline has such a URL: the launcher has them on the class path only then.
 */
public final class PubSubConnector implements ConnectorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PubSubConnector() {}

    @Override
    public String scheme() {
        return "pubsub";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return PubSubOptions.sourceSpecs();
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return PubSubOptions.sinkSpecs();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return new PubSubOptions(endpoint).checkSource();
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return new PubSubOptions(endpoint).checkSink();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        String when = new PubSubOptions(endpoint).isShared()
                ? "acknowledged when what was made of it is delivered"
                : "acknowledged when it is durable in the log";
        return new Guarantee(
                Guarantee.Level.AT_LEAST_ONCE,
                when + "; what comes again before Pub/Sub has confirmed that is passed over by its message id");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new Guarantee(
                Guarantee.Level.AT_LEAST_ONCE_WITH_ID,
                "each message carries its effect id in the attribute \"" + AttributeNames.EFFECT_ID + "\"");
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        PubSubOptions options = new PubSubOptions(endpoint);
        return SubscriptionSource.open(options.access(), options.source());
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        PubSubOptions options = new PubSubOptions(endpoint);
        return TopicSink.open(options.access(), options.sink(), context);
    }
}
