package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Reads topics as a member of a consumer group, which gives and takes partitions. A record is acknowledged, its offset
 * committed, once what was made of it is delivered. A partition goes on where the group has acknowledged it, or behind
 * what this run has of it already, so that what was recorded and not acknowledged is not recorded again.
 *
 * <p>The group's news come within {@link #poll}, when all records that were given are fed: what is to be given up is
 * settled there first. What was taken away without asking (this member was too late, or too long away) is not
 * acknowledged any more.
 */
final class GroupSource implements Source {
    private static final Duration ACKNOWLEDGE_WAIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    private static final long NOTHING = -1;

    private final SourceDefinition definition;
    private final ClientProperties properties;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionOffsets offsets;
    private final TopicWatch watch;
    private final KafkaMessages messages;
    private final ReadPositions positions = new ReadPositions();

    /** Behind what the run has recorded, of partitions that may be another's by now. */
    private final Map<TopicPartition, Long> recorded = new HashMap<>();

    /** Behind what of that is delivered. */
    private final Map<TopicPartition, Long> settled = new HashMap<>();

    /** The partitions that are this member's, and behind what each is acknowledged. */
    private final Map<TopicPartition, Long> acknowledged = new HashMap<>();

    private Settlement settlement = () -> {};
    private Optional<ConnectorException> failure = Optional.empty();
    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();

    private GroupSource(
            SourceDefinition definition, ClientProperties properties, KafkaConsumer<byte[], byte[]> consumer) {
        this.definition = definition;
        this.properties = properties;
        this.consumer = consumer;
        offsets = new PartitionOffsets(
                definition.cluster(),
                consumer,
                "kafka-consumer-groups --reset-offsets sets the group to what is there");
        watch = new TopicWatch(definition, consumer);
        messages = new KafkaMessages(definition.encoding(), InstantSource.system());
    }

    static GroupSource open(SourceDefinition definition, Group group) throws ConnectorException {
        ClientProperties properties = ClientProperties.ofSource(definition.properties());
        try {
            return new GroupSource(
                    definition, properties, new KafkaConsumer<>(properties.member(definition.cluster(), group)));
        } catch (KafkaException e) {
            throw definition.cluster().failed("open a consumer", e);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void beforeRelease(Settlement settles) {
        settlement = settles;
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        positions.clear();
        positions.begin(definition.group(), after);
        try (TopicCatalog catalog = TopicCatalog.open(definition.cluster(), properties)) {
            for (Map.Entry<String, TopicCatalog.Topic> topic :
                    catalog.describe(definition.topics()).entrySet()) {
                positions.begin(
                        definition.cluster(), topic.getKey(), topic.getValue().id(), after);
            }
        }
        recorded.clear();
        after.map(ReadPositions::offsets).ifPresent(recorded::putAll);
        batch = Collections.emptyIterator();
        try {
            if (consumer.subscription().isEmpty()) {
                consumer.subscribe(definition.topics(), new Membership());
            } else {
                place(new HashSet<>(acknowledged.keySet()));
            }
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        try {
            if (!batch.hasNext()) {
                batch = consumer.poll(wait).iterator();
                if (failure.isPresent()) {
                    throw failure.get();
                }
                acknowledge();
            }
            if (!batch.hasNext()) {
                watch.look(); // the group takes a topic that was deleted for one without partitions
                return Polled.Idle.INSTANCE;
            }
            ConsumerRecord<byte[], byte[]> record = batch.next();
            return new Polled.Input(messages.message(record), positions.behind(record));
        } catch (InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public void acknowledge(Value position) throws ConnectorException {
        Map<TopicPartition, Long> reached = ReadPositions.offsets(position);
        recorded.putAll(reached);
        settled.putAll(reached);
        try {
            acknowledge();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Commits what is settled of this member's partitions. What cannot be now is tried again at the next poll. */
    private void acknowledge() {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        acknowledged.forEach((partition, before) -> {
            long reached = settled.getOrDefault(partition, NOTHING);
            if (reached > before) {
                due.put(partition, new OffsetAndMetadata(reached));
            }
        });
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(due, ACKNOWLEDGE_WAIT);
            due.forEach((partition, at) -> acknowledged.put(partition, at.offset()));
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // The group is changing or has put this member out, which the next poll will tell; or the broker is away.
        }
    }

    /** Goes to where the partitions that became this member's go on. */
    private void place(Collection<TopicPartition> partitions) throws ConnectorException {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        List<TopicPartition> unknown = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Optional<Long> reached =
                    Optional.ofNullable(committed.get(partition)).map(OffsetAndMetadata::offset);
            acknowledged.put(partition, reached.orElse(NOTHING));
            long from = Math.max(reached.orElse(NOTHING), recorded.getOrDefault(partition, NOTHING));
            if (from == NOTHING) {
                unknown.add(partition);
            } else {
                consumer.seek(partition, from);
            }
        }
        if (!unknown.isEmpty()) {
            begin(offsets.at(definition.start(), unknown));
        }
    }

    /** Begins partitions of which the group knows nothing, and tells it, so that another member begins there too. */
    private void begin(Map<TopicPartition, Long> starts) {
        starts.forEach(consumer::seek);
        settled.putAll(starts);
    }

    @Override
    public void close() throws ConnectorException {
        settlement = () -> {};
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WAIT)); // leaves the group
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private ConnectorException failed(KafkaException e) {
        return offsets.failed("read the topic " + definition.topicNames() + " in a group", e);
    }

    /** What the group has decided. */
    private final class Membership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            attempt(() -> place(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            attempt(this::settle);
            acknowledged.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            acknowledged.keySet().removeAll(partitions);
            attempt(this::settle); // where they come back, they go on behind what is recorded
        }

        private void settle() throws ConnectorException {
            settlement.settle();
            acknowledge();
        }

        /** The client would wrap what is thrown here: {@link #poll} throws it. */
        private void attempt(Settlement action) {
            try {
                action.settle();
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                failure = failure.or(() -> Optional.of(failed(e)));
            } catch (ConnectorException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
    }
}
