package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads topics, all partitions or a share of them, from positions that the run keeps itself: there is no consumer group,
 * and nothing is committed at the broker. Partitions that a topic gets later are read from their start. A broker that is away is waited
 * for.
 *
 * <p>What is fetched ahead is bounded by the client ({@code fetch.max.bytes}), since only {@link #poll} fetches.
 */
final class KafkaSource implements Source {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final SourceDefinition definition;
    private final ShardShare share;
    private final ClientProperties properties;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionOffsets offsets;
    private final TopicWatch watch;
    private final KafkaMessages messages;
    private final ReadPositions positions = new ReadPositions();
    private Optional<ReadEnd> end = Optional.empty();
    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();

    private KafkaSource(
            SourceDefinition definition,
            ShardShare share,
            ClientProperties properties,
            KafkaConsumer<byte[], byte[]> consumer) {
        this.definition = definition;
        this.share = share;
        this.properties = properties;
        this.consumer = consumer;
        offsets = new PartitionOffsets(definition.cluster(), consumer, "--new starts over with what is there");
        watch = new TopicWatch(definition, consumer);
        messages = new KafkaMessages(definition.encoding(), InstantSource.system());
    }

    static KafkaSource open(SourceDefinition definition, ShardShare share) throws ConnectorException {
        ClientProperties properties = ClientProperties.ofSource(definition.properties());
        try {
            return new KafkaSource(
                    definition, share, properties, new KafkaConsumer<>(properties.consumer(definition.cluster())));
        } catch (KafkaException e) {
            throw definition.cluster().failed("open a consumer", e);
        }
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        Map<String, TopicCatalog.Topic> topics;
        try (TopicCatalog catalog = TopicCatalog.open(definition.cluster(), properties)) {
            topics = catalog.describe(definition.topics());
        }
        try {
            assign(topics, after);
            if (end.isPresent()) {
                fetchFirst();
            }
        } catch (KafkaException e) {
            throw failed("read", e);
        }
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        try {
            Optional<ConsumerRecord<byte[], byte[]>> next = next();
            if (next.isEmpty() && !isEnded()) {
                discover();
                batch = fetch(wait);
                next = next();
            }
            if (next.isPresent()) {
                return new Polled.Input(messages.message(next.get()), positions.behind(next.get()));
            }
            return isEnded() ? Polled.Ended.INSTANCE : Polled.Idle.INSTANCE;
        } catch (InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void close() throws ConnectorException {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WAIT));
        } catch (KafkaException e) {
            throw failed("stop reading", e);
        }
    }

    private void assign(Map<String, TopicCatalog.Topic> topics, Optional<Value> after) throws ConnectorException {
        Map<TopicPartition, Long> recorded = after.map(ReadPositions::offsets).orElse(Map.of());
        positions.clear();
        List<TopicPartition> added = new ArrayList<>();
        positions.begin(definition.group(), after);
        for (Map.Entry<String, TopicCatalog.Topic> topic : topics.entrySet()) {
            positions.begin(
                    definition.cluster(), topic.getKey(), topic.getValue().id(), after);
            topic.getValue().partitions().stream()
                    .filter(partition -> share.has(partition.partition()) && !recorded.containsKey(partition))
                    .forEach(added::add);
        }
        offsets.check(recorded);
        // What a run knows nothing of has come later, and is read whole.
        StartAt start = after.isPresent() ? StartAt.Edge.EARLIEST : definition.start();
        Map<TopicPartition, Long> all = new HashMap<>(offsets.at(start, added));
        all.forEach(positions::begin);
        all.putAll(recorded);
        consumer.assign(all.keySet());
        consumer.resume(all.keySet()); // a seek before this one may have ended there
        all.forEach(consumer::seek);
        batch = Collections.emptyIterator();
        end = definition.follow() ? Optional.empty() : Optional.of(new ReadEnd(offsets.ends(all.keySet()), all));
    }

    /** The next records; a consumer without a partition, which a task beyond the topics' partitions has, cannot be asked. */
    private Iterator<ConsumerRecord<byte[], byte[]>> fetch(Duration wait) throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            Thread.sleep(wait);
            return Collections.emptyIterator();
        }
        return consumer.poll(wait).iterator();
    }

    /** A source that has an end knows at once whether there is something before it. */
    private void fetchFirst() {
        while (!batch.hasNext() && !isEnded()) {
            batch = consumer.poll(FIRST_WAIT).iterator();
        }
    }

    private boolean isEnded() {
        return end.isPresent() && end.get().isReached(consumer);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> next() {
        while (batch.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = batch.next();
            if (end.isEmpty() || !end.get().isBefore(record)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    /** Looks now and then whether there are more partitions. */
    private void discover() throws ConnectorException {
        if (end.isPresent()) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>();
        watch.look().orElse(List.of()).stream()
                .filter(each -> share.has(each.partition()))
                .forEach(each -> added.add(new TopicPartition(each.topic(), each.partition())));
        Set<TopicPartition> assigned = consumer.assignment();
        added.removeAll(assigned);
        if (!added.isEmpty()) {
            try {
                add(assigned, added);
            } catch (TimeoutException e) {
                // The broker is away; later.
            }
        }
    }

    private void add(Set<TopicPartition> assigned, Set<TopicPartition> added) {
        Map<TopicPartition, Long> beginnings = offsets.beginnings(added);
        Set<TopicPartition> all = new HashSet<>(assigned);
        all.addAll(added);
        consumer.assign(all);
        beginnings.forEach(consumer::seek);
        beginnings.forEach(positions::begin);
    }

    private ConnectorException failed(String doing, KafkaException e) {
        return offsets.failed(doing + " the topic " + definition.topicNames(), e);
    }
}
