package io.tapedeck.connectors.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where a source that does not follow its topics ends: at the offsets that were their ends when it began. What comes
 * later is left for the next run.
 */
final class ReadEnd {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> ahead;
    private final RecordPartition partitions = new RecordPartition();

    /** An end at these offsets, for partitions that are read from others on. */
    ReadEnd(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> positions) {
        this.ends = Map.copyOf(ends);
        ahead = new HashMap<>(ends);
        ahead.entrySet().removeIf(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Whether a record came later. */
    boolean isBefore(ConsumerRecord<?, ?> record) {
        return record.offset() >= ends.getOrDefault(partitions.of(record), Long.MAX_VALUE);
    }

    /** Looks how far the consumer is, and lets it rest where it is through. Whether it is so everywhere. */
    boolean isReached(Consumer<?, ?> consumer) {
        ahead.entrySet().removeIf(end -> {
            boolean reached = position(consumer, end.getKey()) >= end.getValue();
            if (reached) {
                consumer.pause(Set.of(end.getKey()));
            }
            return reached;
        });
        return ahead.isEmpty();
    }

    /** Behind the last record given, and what follows it and is none: ends of transactions, and what they aborted. */
    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, AT_ONCE);
        } catch (TimeoutException e) {
            return 0;
        }
    }
}
