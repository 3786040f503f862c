package io.tapedeck.connectors.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The properties of Kafka's clients: those that a pipeline gives, over our defaults, under what our promises need. They
 * hold passwords, and are never shown.
 */
final class ClientProperties {
    /** The option that holds them. */
    static final String OPTION = "properties";

    /**
     * Where a transaction begins before the brokers are through with the one before, they say so, and are asked again. With
     * the client's own 100 ms one in ten large ones waited for 200 ms. It doubles up to a second where they are away.
     */
    private static final int TRANSACTION_BACKOFF_MILLIS = 10;

    private static final String POSITIONS = "the positions are in the run's log; with group = … they are a group's too";
    private static final String GROUP = "group = … says which group";
    private static final String PROTOCOL = "group_protocol = … says which protocol the group has";
    private static final Map<String, String> OURS_IN_A_SOURCE = Map.ofEntries(
            Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "the URL says which servers"),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "a key is text, or else bytes"),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "decode = … says what a value is"),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, GROUP),
            Map.entry(
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    "a worker that stops leaves its group, so that the others go on at once"),
            Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, PROTOCOL),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, POSITIONS),
            Map.entry(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, POSITIONS),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "start = … says where a new run begins"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "a source creates no topic"),
            Map.entry(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "only read_committed reads what was written once, once, and what was aborted, never"));
    private static final Map<String, String> OURS_IN_A_SINK = Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "the URL says which servers",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            "a key that is text or bytes is written as it is",
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            "encode = … says how a value is written",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "it is the run's and the task's, so that a stale writer is fenced",
            ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
            "a transaction ends with its outputs");

    /** A broker's own maximum ({@code transaction.max.timeout.ms}) where nobody changed it. */
    private static final int TRANSACTION_TIMEOUT_MILLIS_MAX = 900_000;

    private static final int DELIVERY_TIMEOUT_MILLIS = 120_000;
    private static final int QUESTION_TIMEOUT_MILLIS_MAX = 60_000;
    private static final int TRANSACTION_GRACE_MILLIS = 60_000;
    private static final int FETCH_BYTES_MAX = 16 << 20;
    private static final int POLL_RECORDS_MAX = 1_000;
    private static final int METADATA_AGE_MILLIS_MAX = 10_000;
    private static final int BUFFER_BYTES = 32 << 20;
    /** What is written comes in groups: larger batches cost no time, and each less at the broker. */
    private static final int BATCH_BYTES = 128 << 10;

    private final Map<String, String> given;
    private final Map<String, String> ours;
    private final ConfigDef known;
    private final String client;
    private final boolean once;

    private ClientProperties(
            Map<String, String> given, Map<String, String> ours, ConfigDef known, String client, boolean once) {
        this.given = new TreeMap<>(given);
        this.ours = ours;
        this.known = known;
        this.client = client;
        this.once = once;
    }

    /** Those of a source. */
    static ClientProperties ofSource(Map<String, String> given) {
        return new ClientProperties(given, OURS_IN_A_SOURCE, ConsumerConfig.configDef(), "consumer", false);
    }

    /** Those of a sink. */
    static ClientProperties ofSink(Map<String, String> given, boolean once) {
        return new ClientProperties(given, OURS_IN_A_SINK, ProducerConfig.configDef(), "producer", once);
    }

    /** What is wrong with those that are given. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        given.forEach((name, value) -> mistake(name, value).ifPresent(mistakes::add));
        for (ConfigValue value : known.validate(given)) {
            if (given.containsKey(value.name()) && !ours.containsKey(value.name())) {
                value.errorMessages().stream().limit(1).forEach(mistakes::add); // what follows comes of the first
            }
        }
        return mistakes;
    }

    private Optional<String> mistake(String name, String value) {
        if (ours.containsKey(name)) {
            return Optional.of("the property " + name + " cannot be set: " + ours.get(name));
        }
        if (name.equals(ProducerConfig.ACKS_CONFIG) && !Set.of("all", "-1").contains(value)) {
            return Optional.of("acks = \"" + value + "\" loses what was acknowledged; a sink needs \"all\"");
        }
        if (name.equals(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG) && once && !value.equalsIgnoreCase("true")) {
            return Optional.of("enable.idempotence = \"" + value + "\" doubles outputs; leave it out, or say "
                    + "guarantee = \"at-least-once\"");
        }
        if (!known.names().contains(name) && !hasPlugin()) {
            return Optional.of("\"" + name + "\" is no property of Kafka's " + client);
        }
        return Optional.empty();
    }

    /** Whether some class of the user's is named, which may have properties of its own. */
    private boolean hasPlugin() {
        return given.keySet().stream().anyMatch(name -> name.endsWith(".class") || name.endsWith(".classes"));
    }

    /** Of the consumer that reads. */
    Map<String, Object> consumer(Cluster cluster) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "tapedeck");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS_MAX);
        properties.putAll(given);
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.nodes());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** Of a consumer that reads as a member of a group. */
    Map<String, Object> member(Cluster cluster, Group group) {
        Map<String, Object> properties = consumer(cluster);
        if (group.protocol() == GroupProtocol.CLASSIC) {
            // Only what moves is given up, not everything at each change.
            properties.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group.name());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, group.protocol().name());
        return properties;
    }

    /** What does not go with the group's protocol. */
    Optional<String> mistakeOfMember(Cluster cluster, Group group) {
        try {
            new ConsumerConfig(member(cluster, group));
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Of the consumer by which a sink asks what a group has reached; it reads no record. */
    Map<String, Object> group(Cluster cluster, String group) {
        Map<String, Object> properties = shared(ConsumerConfig.configNames());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.nodes());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An offset of a transaction that is not decided yet is waited for.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** Of the client that asks about topics. */
    Map<String, Object> admin(Cluster cluster) {
        Map<String, Object> properties = shared(AdminClientConfig.configNames());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.nodes());
        return properties;
    }

    /** Those given that another client knows too: how to connect. */
    private Map<String, Object> shared(Set<String> names) {
        Map<String, Object> properties = new HashMap<>(given);
        if (!hasPlugin()) {
            properties.keySet().retainAll(names);
        }
        properties.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        // A producer has no such property: what it may take to deliver, a question may take too.
        properties.putIfAbsent(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.min(deliveryTimeoutMillis(), QUESTION_TIMEOUT_MILLIS_MAX));
        return properties;
    }

    /**
     * Of the producer.
     *
     * @param transactionalId its id, where it writes in transactions
     * @param recordBytesMax how large a record of the topic may be
     */
    Map<String, Object> producer(Cluster cluster, Optional<String> transactionalId, int recordBytesMax) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "tapedeck");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, recordBytesMax);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * recordBytesMax));
        // A call waits as long as a delivery may take: a broker that is away for less costs only the time.
        int deliveryMillis = deliveryTimeoutMillis();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryMillis);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        transactionalId.ifPresent(
                _ -> properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, TRANSACTION_BACKOFF_MILLIS));
        properties.putAll(given);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.nodes());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        transactionalId.ifPresent(id -> {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
            properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, transactionTimeoutMillis());
        });
        return properties;
    }

    /** How large a request may be, where that is given. */
    Optional<Integer> requestBytesMax() {
        return Optional.ofNullable(given.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
                .map(Integer::valueOf);
    }

    /** How long a transaction may stay open before the broker aborts it. */
    int transactionTimeoutMillis() {
        return Optional.ofNullable(given.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                .map(Integer::valueOf)
                .orElseGet(() -> (int) Math.min(
                        (long) deliveryTimeoutMillis() + TRANSACTION_GRACE_MILLIS, TRANSACTION_TIMEOUT_MILLIS_MAX));
    }

    private int deliveryTimeoutMillis() {
        return Optional.ofNullable(given.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                .map(Integer::valueOf)
                .orElse(DELIVERY_TIMEOUT_MILLIS);
    }
}
