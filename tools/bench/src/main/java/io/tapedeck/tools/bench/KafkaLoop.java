package io.tapedeck.tools.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The loop that one would write by hand with {@code kafka-clients}: consume, produce, and every 100 ms wait for what was
 * sent and commit how far it is read; or do both in a transaction.
 */
final class KafkaLoop implements BridgeLoop {
    static final String NAME = "a hand-written loop";

    private static final long COMMIT_NANOS = 100_000_000;
    private static final Duration WAIT = Duration.ofMillis(100);

    private final boolean transactional;

    KafkaLoop(boolean transactional) {
        this.transactional = transactional;
    }

    @Override
    public void run(Route route, long messages, BooleanSupplier stop) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", route.from().node(),
                                "group.id", "loop-" + route.to().key(),
                                "enable.auto.commit", "false",
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = producer(route)) {
            consumer.assign(BridgeServers.partitions(route.from().key()));
            move(consumer, producer, route.to().key(), messages, stop);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Route route) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("bootstrap.servers", route.to().node()));
        if (transactional) {
            properties.put("transactional.id", "loop-" + route.to().key());
        }
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        if (transactional) {
            producer.initTransactions();
        }
        return producer;
    }

    private void move(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            String out,
            long messages,
            BooleanSupplier stop) {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        long committedNanos = System.nanoTime();
        long moved = 0;
        while (moved < messages && !stop.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                if (transactional && reached.isEmpty()) {
                    producer.beginTransaction();
                }
                var _ = producer.send(new ProducerRecord<>(out, record.key(), record.value()));
                reached.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
                moved++;
            }
            if (!reached.isEmpty() && System.nanoTime() - committedNanos >= COMMIT_NANOS) {
                commit(consumer, producer, reached);
                committedNanos = System.nanoTime();
            }
        }
        if (!reached.isEmpty()) {
            commit(consumer, producer, reached);
        }
    }

    private void commit(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            Map<TopicPartition, OffsetAndMetadata> reached) {
        if (transactional) {
            producer.sendOffsetsToTransaction(reached, consumer.groupMetadata());
            producer.commitTransaction();
        } else {
            producer.flush();
            consumer.commitSync(reached);
        }
        reached.clear();
    }
}
