package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers which offsets there are, and says what is wrong with those that are wanted. */
final class PartitionOffsets {
    private final Cluster cluster;
    private final Consumer<?, ?> consumer;
    private final String advice;

    /** @param advice what to do where what follows a position is gone */
    PartitionOffsets(Cluster cluster, Consumer<?, ?> consumer, String advice) {
        this.cluster = cluster;
        this.consumer = consumer;
        this.advice = advice;
    }

    /** Behind the last record of each that may be read now. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** The first record of each. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** Where a new run begins. */
    Map<TopicPartition, Long> at(StartAt start, Collection<TopicPartition> partitions) throws ConnectorException {
        return switch (start) {
            case StartAt.Edge.EARLIEST -> beginnings(partitions);
            case StartAt.Edge.LATEST -> ends(partitions);
            case StartAt.Time(Instant time) -> atTime(time, partitions);
            case StartAt.Offset(long offset) -> atOffset(offset, partitions);
        };
    }

    private Map<TopicPartition, Long> atTime(Instant time, Collection<TopicPartition> partitions) {
        // A record's time has milliseconds: the first at or after a time between two is the one at the next.
        long millis = time.minusNanos(1).toEpochMilli() + 1;
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, millis)));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends(partitions));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        found.forEach((partition, at) -> {
            if (at != null) {
                offsets.put(partition, at.offset());
            }
        });
        return offsets;
    }

    private Map<TopicPartition, Long> atOffset(long offset, Collection<TopicPartition> partitions)
            throws ConnectorException {
        Map<TopicPartition, Long> beginnings = beginnings(partitions);
        Map<TopicPartition, Long> ends = ends(partitions);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (offset > at(ends, partition)) {
                throw new ConnectorException("start = \"" + offset + "\" lies behind the end of " + name(partition)
                        + ", which is " + at(ends, partition) + "; start = \"latest\" begins there");
            }
            offsets.put(partition, Math.max(offset, at(beginnings, partition)));
        }
        return offsets;
    }

    /** Looks whether the brokers still have what follows the positions of a run. */
    void check(Map<TopicPartition, Long> positions) throws ConnectorException {
        Map<TopicPartition, Long> beginnings = beginnings(positions.keySet());
        Map<TopicPartition, Long> ends = ends(positions.keySet());
        for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
            TopicPartition partition = position.getKey();
            check(partition, position.getValue(), at(beginnings, partition), at(ends, partition));
        }
    }

    /** Why there is no record at an offset. */
    String absence(TopicPartition partition, long offset) {
        long beginning = at(beginnings(Set.of(partition)), partition);
        long end = at(ends(Set.of(partition)), partition);
        if (offset >= beginning && offset < end) {
            return name(partition) + " has no record at that offset any more";
        }
        return name(partition) + (offset < beginning ? " begins at offset " + beginning + " now" : " ends before it");
    }

    /** What to say of what the client threw. */
    ConnectorException failed(String doing, KafkaException e) {
        if (e instanceof OffsetOutOfRangeException range) {
            Map.Entry<TopicPartition, Long> first =
                    range.offsetOutOfRangePartitions().entrySet().iterator().next();
            return outOfRange(first.getKey(), first.getValue());
        }
        return cluster.failed(doing, e);
    }

    private ConnectorException outOfRange(TopicPartition partition, long position) {
        long beginning = at(beginnings(Set.of(partition)), partition);
        long end = at(ends(Set.of(partition)), partition);
        return position > end ? madeAnew(partition, position, end) : gone(partition, position, beginning);
    }

    private void check(TopicPartition partition, long position, long beginning, long end) throws ConnectorException {
        if (position < beginning) {
            throw gone(partition, position, beginning);
        }
        if (position > end) {
            throw madeAnew(partition, position, end);
        }
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Optional.ofNullable(offsets.get(partition)).orElseThrow();
    }

    private ConnectorException gone(TopicPartition partition, long position, long beginning) {
        return new ConnectorException("the broker no longer has the offsets " + position + " to " + (beginning - 1)
                + " of " + name(partition) + ", which were not read yet; " + advice
                + ", and a longer retention of the topic keeps more");
    }

    private ConnectorException madeAnew(TopicPartition partition, long position, long end) {
        return new ConnectorException(name(partition) + " ends at offset " + end
                + ", and the run has read up to " + position
                + ": records were lost or the topic was made anew; --new starts over with what is there");
    }

    private String name(TopicPartition partition) {
        return "partition " + partition.partition() + " of the Kafka topic \"" + partition.topic() + "\" at " + cluster;
    }
}
