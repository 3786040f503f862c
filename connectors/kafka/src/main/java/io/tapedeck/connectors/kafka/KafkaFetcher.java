package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads records again by partition and offset, with a consumer that is in no group. Each partition is read forward from the
 * record that is wanted; only that one flows, the others wait with what was read ahead of them, which is bounded by {@link
 * #AHEAD_BYTES_MAX} and by what the client itself fetches.
 */
final class KafkaFetcher implements MessageFetcher {
    private static final long AHEAD_BYTES_MAX = 32 << 20;
    private static final Duration POLL_WAIT = Duration.ofMillis(100);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final SourceDefinition definition;
    private final ClientProperties properties;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionOffsets offsets;
    private final KafkaMessages messages;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();
    private final long aheadBytesMax;
    private long aheadBytes;

    private KafkaFetcher(
            SourceDefinition definition,
            ClientProperties properties,
            KafkaConsumer<byte[], byte[]> consumer,
            long aheadBytesMax) {
        this.aheadBytesMax = aheadBytesMax;
        this.definition = definition;
        this.properties = properties;
        this.consumer = consumer;
        offsets = new PartitionOffsets(definition.cluster(), consumer, "nothing else has them");
        messages = new KafkaMessages(definition.encoding(), InstantSource.system());
    }

    static KafkaFetcher open(SourceDefinition definition) throws ConnectorException {
        return open(definition, AHEAD_BYTES_MAX);
    }

    /**
     * The same with another bound.
     *
     * @param aheadBytesMax how much of what was read ahead is kept where more is to be read
     */
    static KafkaFetcher open(SourceDefinition definition, long aheadBytesMax) throws ConnectorException {
        ClientProperties properties = ClientProperties.ofSource(definition.properties());
        try {
            return new KafkaFetcher(
                    definition,
                    properties,
                    new KafkaConsumer<>(properties.consumer(definition.cluster())),
                    aheadBytesMax);
        } catch (KafkaException e) {
            throw definition.cluster().failed("open a consumer", e);
        }
    }

    @Override
    public EncodedMessage fetch(EncodedMessage wanted, Value position, Optional<Value> before)
            throws ConnectorException, InterruptedException {
        TopicPartition partition = new TopicPartition(wanted.stream().name(), Math.toIntExact(wanted.shard()));
        try {
            return messages.message(fetch(partition, wanted.sequence()));
        } catch (InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
            throw definition.cluster().failed("read the topic \"" + partition.topic() + "\"", e);
        }
    }

    private ConsumerRecord<byte[], byte[]> fetch(TopicPartition partition, long offset) throws ConnectorException {
        Queue<ConsumerRecord<byte[], byte[]>> records = recordsOf(partition);
        while (!records.isEmpty() && records.element().offset() < offset) {
            take(records);
        }
        if (records.isEmpty() || records.element().offset() > offset) {
            readFrom(partition, offset, records);
        }
        if (records.isEmpty() || records.element().offset() != offset) {
            throw new ConnectorException(offsets.absence(partition, offset));
        }
        return take(records);
    }

    private Queue<ConsumerRecord<byte[], byte[]>> recordsOf(TopicPartition partition) throws ConnectorException {
        Optional<Queue<ConsumerRecord<byte[], byte[]>>> records = Optional.ofNullable(ahead.get(partition));
        return records.isPresent() ? records.get() : assign(partition);
    }

    private Queue<ConsumerRecord<byte[], byte[]>> assign(TopicPartition partition) throws ConnectorException {
        try (TopicCatalog catalog = TopicCatalog.open(definition.cluster(), properties)) {
            boolean isThere = catalog.describe(List.of(partition.topic())).values().stream()
                    .anyMatch(topic -> topic.partitions().contains(partition));
            if (!isThere) {
                throw new ConnectorException("the topic \"" + partition.topic() + "\" at " + definition.cluster()
                        + " has no partition " + partition.partition());
            }
        }
        Queue<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        ahead.put(partition, records);
        consumer.assign(ahead.keySet());
        consumer.pause(Set.of(partition));
        consumer.seek(partition, 0);
        return records;
    }

    /** Reads on until there is a record at the offset or behind it; none where there is none so far. */
    private void readFrom(TopicPartition partition, long offset, Queue<ConsumerRecord<byte[], byte[]>> records) {
        makeRoom(records);
        if (consumer.position(partition) != offset) {
            consumer.seek(partition, offset);
        }
        consumer.resume(Set.of(partition));
        try {
            do {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_WAIT)) {
                    records.add(record);
                    aheadBytes += bytes(record);
                }
            } while (records.isEmpty() && isAhead(partition, offset));
        } catch (OffsetOutOfRangeException e) {
            return; // it was deleted
        } finally {
            consumer.pause(Set.of(partition));
        }
    }

    /** Whether there may still be a record at the offset. */
    private boolean isAhead(TopicPartition partition, long offset) {
        return consumer.position(partition) <= offset
                && Optional.ofNullable(offsets.ends(Set.of(partition)).get(partition))
                        .filter(end -> end > offset)
                        .isPresent();
    }

    /** What was read of this partition is not what is wanted; if much was read of the others, it is read again later. */
    private void makeRoom(Queue<ConsumerRecord<byte[], byte[]>> records) {
        while (!records.isEmpty()) {
            take(records);
        }
        if (aheadBytes > aheadBytesMax) {
            ahead.values().forEach(Queue::clear);
            aheadBytes = 0;
        }
    }

    private ConsumerRecord<byte[], byte[]> take(Queue<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> record = records.remove();
        aheadBytes -= bytes(record);
        return record;
    }

    private static long bytes(ConsumerRecord<?, ?> record) {
        return (long) Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    @Override
    public void close() throws ConnectorException {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WAIT));
        } catch (KafkaException e) {
            throw definition.cluster().failed("stop reading", e);
        }
    }
}
