package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers about topics, and makes one that is wanted. Open for as long as that takes. */
final class TopicCatalog implements AutoCloseable {
    private static final long SERVES_WITHIN_NANOS = 30_000_000_000L;
    private static final long ASK_AGAIN_NANOS = 100_000_000;

    private final Cluster cluster;
    private final Admin admin;

    private TopicCatalog(Cluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /**
     * A topic that is there.
     *
     * @param id its id; another topic of the same name has another
     * @param partitions its partitions, in order
     */
    record Topic(Uuid id, List<TopicPartition> partitions) {}

    static TopicCatalog open(Cluster cluster, ClientProperties properties) throws ConnectorException {
        try {
            return new TopicCatalog(cluster, Admin.create(properties.admin(cluster)));
        } catch (KafkaException e) {
            throw cluster.failed("connect to Kafka", e);
        }
    }

    /** The topics, by their names; all must be there. */
    Map<String, Topic> describe(List<String> names) throws ConnectorException {
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        Map<String, Topic> topics = new TreeMap<>();
        for (String name : names) {
            topics.put(name, find(name, asked).orElseThrow(() -> missing(name, "create it")));
        }
        return topics;
    }

    /** Looks whether a topic is there, and makes it where it is to be made. */
    void require(String name, Optional<Integer> createPartitions) throws ConnectorException {
        if (find(name, admin.describeTopics(List.of(name)).topicNameValues()).isPresent()) {
            return;
        }
        if (createPartitions.isEmpty()) {
            throw missing(name, "create it, or have it created with create_partitions = 1");
        }
        try {
            create(new NewTopic(name, createPartitions, Optional.empty()), createPartitions.get());
        } catch (ExecutionException e) {
            if (Cluster.find(e, TopicExistsException.class).isEmpty()) { // somebody else was faster
                throw cluster.failed("create the topic \"" + name + "\"", e);
            }
        }
    }

    /** Makes a topic, and waits until it serves. */
    void create(NewTopic topic, int partitions) throws ExecutionException, ConnectorException {
        await(admin.createTopics(List.of(topic)).all());
        awaitLeaders(topic.name(), partitions);
    }

    /**
     * Waits until all partitions serve: a producer that is there before may sit on its first batches. Who asks at once may
     * be told that there is no such topic.
     */
    private void awaitLeaders(String name, int partitions) throws ExecutionException, ConnectorException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        long giveUpNanos = System.nanoTime() + SERVES_WITHIN_NANOS;
        while (true) {
            try {
                await(admin.listOffsets(ends).all());
                return;
            } catch (ExecutionException e) {
                if (Cluster.find(e, RetriableException.class).isEmpty() || System.nanoTime() - giveUpNanos > 0) {
                    throw e;
                }
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
            }
        }
    }

    /**
     * What a topic takes.
     *
     * @param recordBytesMax how large a batch of records may be
     * @param needsKeys whether each record must have a key, for the topic is compacted
     */
    record Limits(int recordBytesMax, boolean needsKeys) {}

    /** What a topic takes, as it says itself; empty where the user may not ask. */
    Optional<Limits> limits(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            Config config = await(admin.describeConfigs(List.of(topic)).all()).get(topic);
            return Optional.ofNullable(config).flatMap(TopicCatalog::limits);
        } catch (ExecutionException | ConnectorException e) {
            return Optional.empty();
        }
    }

    private static Optional<Limits> limits(Config config) {
        boolean isCompacted = said(config, TopicConfig.CLEANUP_POLICY_CONFIG)
                .filter(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .isPresent();
        return said(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .map(bytes -> new Limits(Integer.parseInt(bytes), isCompacted));
    }

    private static Optional<String> said(Config config, String name) {
        return Optional.ofNullable(config.get(name)).map(ConfigEntry::value);
    }

    private Optional<Topic> find(String name, Map<String, KafkaFuture<TopicDescription>> asked)
            throws ConnectorException {
        try {
            TopicDescription found = await(Optional.ofNullable(asked.get(name)).orElseThrow());
            List<TopicPartition> partitions = new ArrayList<>();
            for (TopicPartitionInfo each : found.partitions()) {
                partitions.add(new TopicPartition(name, each.partition()));
            }
            return Optional.of(new Topic(found.topicId(), partitions));
        } catch (ExecutionException e) {
            if (Cluster.find(e, UnknownTopicOrPartitionException.class).isPresent()) {
                return Optional.empty();
            }
            throw cluster.failed("find the topic \"" + name + "\"", e);
        }
    }

    private ConnectorException missing(String name, String advice) {
        return new ConnectorException("there is no topic \"" + name + "\" at " + cluster + "; " + advice);
    }

    private <T> T await(KafkaFuture<T> future) throws ExecutionException, ConnectorException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException("interrupted while asking Kafka at " + cluster + " about topics", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
