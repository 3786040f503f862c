package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of a cluster. How many records a shard holds is told by its offsets: where a topic is compacted, or written in
 * transactions, there are fewer.
 */
final class KafkaCatalog implements StreamCatalog {
    /** Somebody waits for the answer. */
    private static final int ANSWER_MILLIS_MAX = 15_000;

    /** Of a topic's configuration, what is told though nobody set it. */
    private static final List<String> SETTINGS = List.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG);

    /** The group of a sink of ours, whose offset is no place in the topic ({@link TransactionalSink}). */
    private static final Pattern OURS = Pattern.compile("tapedeck-[0-9a-f-]{36}-[0-9]+-.+");

    private final Cluster cluster;
    private final ClientProperties properties;
    private final Optional<Short> replication;
    private final Map<String, String> config;
    private final Admin admin;

    private KafkaCatalog(
            Cluster cluster,
            ClientProperties properties,
            Optional<Short> replication,
            Map<String, String> config,
            Admin admin) {
        this.cluster = cluster;
        this.properties = properties;
        this.replication = replication;
        this.config = config;
        this.admin = admin;
    }

    /**
     * Opens a catalog.
     *
     * @param replication of topics that are made
     * @param config of topics that are made
     */
    static KafkaCatalog open(
            Cluster cluster, ClientProperties properties, Optional<Short> replication, Map<String, String> config)
            throws ConnectorException {
        Map<String, Object> admin = properties.admin(cluster);
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS_MAX);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS_MAX);
        try {
            return new KafkaCatalog(cluster, properties, replication, config, Admin.create(admin));
        } catch (KafkaException e) {
            throw cluster.failed("connect to Kafka", e);
        }
    }

    @Override
    public String place() {
        return cluster.toString();
    }

    @Override
    public List<StreamListing> list() throws ConnectorException {
        Collection<String> names = await("list the topics", admin.listTopics().names());
        Map<String, TopicDescription> topics = new TreeMap<>(
                await("describe the topics", admin.describeTopics(names).allTopicNames()));
        Shards shards = shards(topics.values(), /* withTimes= */ false);
        List<StreamListing> listings = new ArrayList<>();
        topics.values().forEach(topic -> listings.add(shards.listing(topic)));
        return listings;
    }

    @Override
    public StreamDescription describe(String name) throws ConnectorException {
        TopicDescription topic = find(name);
        Shards shards = shards(List.of(topic), /* withTimes= */ true);
        return new StreamDescription(shards.listing(topic), settings(topic), groups(shards));
    }

    @Override
    public void create(String name, int shards) throws ConnectorException {
        NewTopic topic = new NewTopic(name, Optional.of(shards), replication).configs(config);
        try (TopicCatalog topics = TopicCatalog.open(cluster, properties)) {
            topics.create(topic, shards);
        } catch (ExecutionException e) {
            throw Cluster.find(e, TopicExistsException.class).isPresent()
                    ? new ConnectorException("the topic \"" + name + "\" is there already at " + cluster, e)
                    : cluster.failed("create the topic \"" + name + "\"", e);
        }
    }

    @Override
    public void remove(String name) throws ConnectorException {
        if (find(name).isInternal()) {
            throw new ConnectorException("the topic \"" + name + "\" at " + cluster + " is Kafka's own");
        }
        await(
                "remove the topic \"" + name + "\"",
                admin.deleteTopics(List.of(name)).all());
    }

    private TopicDescription find(String name) throws ConnectorException {
        try {
            return await(
                            "describe the topic \"" + name + "\"",
                            admin.describeTopics(List.of(name)).allTopicNames())
                    .values()
                    .iterator()
                    .next();
        } catch (ConnectorException e) {
            throw Cluster.find(e, UnknownTopicOrPartitionException.class).isPresent()
                    ? new ConnectorException("there is no topic \"" + name + "\" at " + cluster, e)
                    : e;
        }
    }

    // ---- Shards ----

    /** What brokers tell of the ends of partitions; the times only where they were asked for. */
    private record Shards(
            Map<TopicPartition, ListOffsetsResultInfo> starts,
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            Map<TopicPartition, ListOffsetsResultInfo> firstTimes,
            Map<TopicPartition, ListOffsetsResultInfo> lastTimes) {
        StreamListing listing(TopicDescription topic) {
            return new StreamListing(
                    topic.name(), partitions(topic).stream().map(this::shard).toList());
        }

        private StreamListing.Shard shard(TopicPartition partition) {
            long start = offset(starts, partition);
            long end = offset(ends, partition);
            boolean isEmpty = start == end;
            return new StreamListing.Shard(
                    partition.partition(),
                    OptionalLong.of(end - start),
                    isEmpty ? Optional.empty() : Optional.of(end(start, time(firstTimes, partition))),
                    isEmpty ? Optional.empty() : Optional.of(end(end - 1, time(lastTimes, partition))));
        }

        long end(TopicPartition partition) {
            return offset(ends, partition);
        }

        private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
            return Optional.ofNullable(offsets.get(partition)).orElseThrow().offset();
        }

        private static StreamListing.End end(long offset, Optional<Instant> time) {
            return new StreamListing.End(offset, time, Optional.empty());
        }

        private static Optional<Instant> time(
                Map<TopicPartition, ListOffsetsResultInfo> times, TopicPartition partition) {
            return Optional.ofNullable(times.get(partition))
                    .filter(info -> info.offset() >= 0 && info.timestamp() >= 0)
                    .map(info -> Instant.ofEpochMilli(info.timestamp()));
        }
    }

    private Shards shards(Collection<TopicDescription> topics, boolean withTimes) throws ConnectorException {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach(topic -> partitions.addAll(partitions(topic)));
        return new Shards(
                offsets(partitions, OffsetSpec.earliest()),
                offsets(partitions, OffsetSpec.latest()),
                withTimes ? offsets(partitions, OffsetSpec.forTimestamp(0)) : Map.of(),
                withTimes ? offsets(partitions, OffsetSpec.maxTimestamp()) : Map.of());
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .sorted()
                .map(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ConnectorException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        return await("look at the topics' ends", admin.listOffsets(asked).all());
    }

    // ---- Settings and groups ----

    /** How it is kept: what matters to most, and what was set for this topic. */
    private Map<String, String> settings(TopicDescription topic) throws ConnectorException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Collection<ConfigEntry> entries = await(
                        "read the configuration of the topic \"" + topic.name() + "\"",
                        admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next()
                .entries();
        Map<String, String> told = new LinkedHashMap<>();
        told.put(
                "replication",
                String.valueOf(topic.partitions().getFirst().replicas().size()));
        entries.stream()
                .filter(entry -> SETTINGS.contains(entry.name())
                        || entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .filter(entry -> !entry.isSensitive())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(entry -> told.put(entry.name(), String.valueOf(entry.value())));
        return told;
    }

    private List<StreamDescription.Group> groups(Shards shards) throws ConnectorException {
        Collection<GroupListing> groups = await(
                "list the groups",
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).all());
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        groups.stream()
                .filter(group -> !OURS.matcher(group.groupId()).matches())
                .forEach(group -> asked.put(
                        group.groupId(),
                        new ListConsumerGroupOffsetsSpec()
                                .topicPartitions(shards.ends().keySet())));
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = await(
                "read the offsets of groups",
                admin.listConsumerGroupOffsets(asked).all());
        List<StreamDescription.Group> found = new ArrayList<>();
        groups.stream()
                .sorted((a, b) -> a.groupId().compareTo(b.groupId()))
                .forEach(group -> lag(committed.getOrDefault(group.groupId(), Map.of()), shards)
                        .ifPresent(lag -> found.add(
                                new StreamDescription.Group(group.groupId(), state(group), OptionalLong.of(lag)))));
        return found;
    }

    private static String state(GroupListing group) {
        return group.groupState().map(String::valueOf).orElse("unknown");
    }

    /** How far a group is behind; empty where it has committed nothing of the topic. */
    private static Optional<Long> lag(Map<TopicPartition, OffsetAndMetadata> committed, Shards shards) {
        Optional<Long> sum = Optional.empty();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : committed.entrySet()) {
            if (each.getValue() != null) {
                long lag = shards.end(each.getKey()) - each.getValue().offset();
                sum = Optional.of(sum.orElse(0L) + Math.max(0, lag));
            }
        }
        return sum;
    }

    private <T> T await(String doing, KafkaFuture<T> future) throws ConnectorException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException("interrupted while asking Kafka at " + cluster, e);
        } catch (ExecutionException e) {
            throw cluster.failed(doing, e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
