package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Optional;

/** {@code redis://node[,node]/key[,key]}: streams of a Redis server. */
public class RedisConnector implements ConnectorProvider {
    private final String scheme;
    private final boolean tls;

    /** For {@link java.util.ServiceLoader}. */
    public RedisConnector() {
        this("redis", false);
    }

    /** The same connector under another scheme. */
    RedisConnector(String scheme, boolean tls) {
        this.scheme = scheme;
        this.tls = tls;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return RedisOptions.sourceSpecs(tls);
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return RedisOptions.sinkSpecs(tls);
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        return options(endpoint).checkSource();
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        return options(endpoint).checkSink();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        if (options(endpoint).group().isPresent()) {
            return new Guarantee(
                    Guarantee.Level.AT_LEAST_ONCE,
                    "what a worker that is killed or stalls has not acknowledged is claimed by another; one that stops "
                            + "leaves nothing; as long as the server keeps the entries until they are read");
        }
        return new Guarantee(
                Guarantee.Level.ONCE,
                "as long as the server keeps the entries until they are read, and what it acknowledged");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        if (!options(endpoint).isOnce()) {
            return new Guarantee(
                    Guarantee.Level.AT_LEAST_ONCE_WITH_ID, "each entry has its effect id in the field \"effect\"");
        }
        return new Guarantee(
                Guarantee.Level.ONCE,
                "the server looks and adds in one call; short of a server that forgets acknowledged writes, or repeats"
                        + " what a kill cut short"
                        + (durability == Durability.OS ? "; short of a power loss" : ""));
    }

    @Override
    public boolean readsByShard(Endpoint endpoint) {
        return options(endpoint).group().isEmpty(); // a group shares them out itself
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        RedisOptions options = options(endpoint);
        RedisLink link = new RedisLink(options.connection());
        Optional<GroupSettings> group = options.group();
        if (group.isPresent()) {
            return new GroupSource(link, options.shards(), group.get(), options.reader(), options.count());
        }
        return new RedisSource(
                link, options.shards(), share, options.start(), options.follow(), options.reader(), options.count());
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        RedisOptions options = options(endpoint);
        RedisLink link = new RedisLink(options.connection());
        try {
            return options.isOnce()
                    ? new OnceSink(link, options.sink(), context)
                    : new AtLeastOnceSink(link, options.sink(), context);
        } catch (ConnectorException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public Optional<StreamCatalogProvider> catalog() {
        return Optional.of(new RedisCatalogProvider(tls));
    }

    private RedisOptions options(Endpoint endpoint) {
        return new RedisOptions(endpoint, tls);
    }
}
