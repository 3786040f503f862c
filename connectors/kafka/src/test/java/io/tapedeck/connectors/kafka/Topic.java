package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a broker, as other clients see it. */
record Topic(KafkaBroker broker, String name) {
    /** Creates a topic. */
    static Topic create(KafkaBroker broker, String name, int partitions, Map<String, String> config)
            throws InterruptedException, ExecutionException {
        broker.createTopic(name, partitions, config);
        return new Topic(broker, name);
    }

    static Topic create(KafkaBroker broker, String name, int partitions)
            throws InterruptedException, ExecutionException {
        return create(broker, name, partitions, Map.of());
    }

    String url() {
        return "kafka://" + broker.node() + "/" + name;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("bootstrap.servers", broker.node());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Appends a text to a partition. */
    void append(int partition, String... texts) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (String text : texts) {
                producer.send(new ProducerRecord<>(name, partition, null, bytes(text)));
            }
        }
    }

    void append(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(record);
        }
    }

    /** Deletes the records before an offset of a partition, as a retention does. */
    void deleteBefore(int partition, long offset) throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    void grow(int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    void delete() throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    /** All that a reader of committed records sees, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> committed() {
        return records("read_committed");
    }

    /** All that is there, aborted or not. */
    List<ConsumerRecord<byte[], byte[]>> uncommitted() {
        return records("read_uncommitted");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String isolation) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", broker.node(), "isolation.level", isolation, "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(each -> new TopicPartition(name, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                if (System.nanoTime() > deadlineNanos) {
                    throw new AssertionError("the end of " + name + " was not reached");
                }
            }
        }
        return records;
    }

    static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
