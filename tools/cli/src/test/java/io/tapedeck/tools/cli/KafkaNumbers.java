package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Numbers 0, 1, 2 … on their way from the topic {@code in} to the topic {@code out}: what is lost and what is doubled. */
final class KafkaNumbers {
    private final KafkaBroker broker;
    private final int partitions;

    /** Numbers in topics of so many partitions, which are there. */
    KafkaNumbers(KafkaBroker broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
    }

    /** Makes both topics. */
    static KafkaNumbers create(KafkaBroker broker, int partitions) throws Exception {
        broker.createTopic("in", partitions, Map.of());
        broker.createTopic("out", partitions, Map.of());
        return new KafkaNumbers(broker, partitions);
    }

    /** Appends numbers to the topic that is read, and looks that all are there. */
    void produce(int from, int to) throws Exception {
        append("in", from, to);
        assertEquals(to, committed("in").size());
    }

    /** Appends numbers to a topic. */
    void append(String topic, int from, int to) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.node()), new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % partitions, null, Integer.toString(i))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    /** What a reader of committed records finds in a topic. */
    List<Integer> committed(String topic) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.node(), "isolation.level", "read_committed");
        List<Integer> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(Integer.valueOf(record.value()));
                }
            }
        }
        return values.stream().sorted().toList();
    }

    /** Looks that the topic that is written to has the numbers below {@code inputs}, each once. */
    void assertHeldOnce(int inputs) {
        List<Integer> held = committed("out");
        List<Integer> lost = new ArrayList<>(IntStream.range(0, inputs).boxed().toList());
        lost.removeAll(new HashSet<>(held));
        assertEquals(List.of(), lost, "lost");
        assertEquals(inputs, held.size(), "none is doubled");
    }
}
