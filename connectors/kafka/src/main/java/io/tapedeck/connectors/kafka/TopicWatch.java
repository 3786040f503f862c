package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks now and then, in what a consumer knows of the cluster, which partitions its topics have. */
final class TopicWatch {
    private static final long LOOK_NANOS = 1_000_000_000;
    private static final Duration ANSWER_WAIT = Duration.ofMillis(200);

    private final SourceDefinition definition;
    private final Consumer<?, ?> consumer;
    private long lookedNanos = System.nanoTime();

    TopicWatch(SourceDefinition definition, Consumer<?, ?> consumer) {
        this.definition = definition;
        this.consumer = consumer;
    }

    /**
     * All partitions; empty where it is not time to look yet, or the broker is away.
     *
     * @throws ConnectorException where a topic is there no more
     */
    Optional<List<PartitionInfo>> look() throws ConnectorException {
        if (System.nanoTime() - lookedNanos < LOOK_NANOS) {
            return Optional.empty();
        }
        List<PartitionInfo> all = new ArrayList<>();
        try {
            for (String topic : definition.topics()) {
                all.addAll(partitions(topic));
            }
        } catch (TimeoutException e) {
            return Optional.empty();
        } finally {
            lookedNanos = System.nanoTime();
        }
        return Optional.of(all);
    }

    private List<PartitionInfo> partitions(String topic) throws ConnectorException {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER_WAIT);
        if (found.isEmpty()) {
            throw new ConnectorException("the topic \"" + topic + "\" at " + definition.cluster() + " was deleted");
        }
        return found;
    }
}
