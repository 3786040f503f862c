package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The topics of {@code kafka://node[,node]/[topic,…]}. Knows no class of Kafka's itself. */
final class KafkaCatalogProvider implements StreamCatalogProvider {
    private static final String REPLICATION = "replication";
    private static final String RETENTION = "retention";
    private static final String COMPACT = "compact";
    private static final String CONFIG = "config";
    private static final int REPLICATION_MAX = Short.MAX_VALUE;

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(
                ClientProperties.OPTION, OptionSpec.Type.TABLE, "properties of Kafka's clients, by name"));
    }

    @Override
    public List<OptionSpec> createOptions() {
        return List.of(
                new OptionSpec(REPLICATION, OptionSpec.Type.INTEGER, "on how many brokers each shard is kept"),
                new OptionSpec(RETENTION, OptionSpec.Type.DURATION, "for how long records are kept"),
                new OptionSpec(COMPACT, OptionSpec.Type.BOOLEAN, "keep the newest record of each key"),
                new OptionSpec(CONFIG, OptionSpec.Type.TABLE, "the topic's configuration, by name"));
    }

    @Override
    public List<Mistake> check(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            Topics.of(endpoint);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("url", String.valueOf(e.getMessage())));
        }
        endpoint.integer(REPLICATION)
                .filter(count -> count < 1 || count > REPLICATION_MAX)
                .ifPresent(count ->
                        mistakes.add(new Mistake(REPLICATION, count + " is not between 1 and " + REPLICATION_MAX)));
        ClientProperties.ofSource(Topics.properties(endpoint))
                .mistakes()
                .forEach(what -> mistakes.add(new Mistake(ClientProperties.OPTION, what)));
        return mistakes;
    }

    @Override
    public List<String> names(Endpoint endpoint) {
        return Topics.of(endpoint).keys();
    }

    @Override
    public StreamCatalog open(Endpoint endpoint) throws ConnectorException {
        NodesUrl url = Topics.of(endpoint);
        return KafkaCatalog.open(
                new Cluster(url.nodes()),
                ClientProperties.ofSource(Topics.properties(endpoint)),
                endpoint.integer(REPLICATION).map(Long::shortValue),
                config(endpoint));
    }

    private static Map<String, String> config(Endpoint endpoint) {
        Map<String, String> config = new TreeMap<>();
        endpoint.duration(RETENTION)
                .map(Duration::toMillis)
                .ifPresent(millis -> config.put("retention.ms", "" + millis));
        if (endpoint.flag(COMPACT)) {
            config.put("cleanup.policy", "compact");
        }
        if (Optional.ofNullable(endpoint.options().get(CONFIG)).orElse(Map.of()) instanceof Map<?, ?> table) {
            table.forEach((name, value) -> config.put(String.valueOf(name), String.valueOf(value)));
        }
        return config;
    }
}
