package io.tapedeck.connectors.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Tells the partition of records, most of which are of that of the one before. */
final class RecordPartition {
    private TopicPartition last = new TopicPartition("", 0);

    TopicPartition of(ConsumerRecord<?, ?> record) {
        if (record.partition() != last.partition() || !record.topic().equals(last.topic())) {
            last = new TopicPartition(record.topic(), record.partition());
        }
        return last;
    }
}
