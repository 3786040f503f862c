package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The positions that messages carry, each for its own partition: the map of {@value SourcePosition#SHARDS}, which maps
 * {@code topic/partition} to the offset that is read next. What a message carries besides, once, is what the log does
 * not say yet: where the other partitions begin, so that a run that goes on finds each where this one did, and the
 * topics' ids, by which a topic that was made anew is noticed.
 */
final class ReadPositions {
    private final Map<TopicPartition, Value> names = new HashMap<>();
    private final Map<Value, Value> unrecorded = new LinkedHashMap<>();

    /** The offsets of a position. */
    static Map<TopicPartition, Long> offsets(Value position) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        position.get(SourcePosition.SHARDS).asMap().entries().forEach((key, value) -> {
            String name = key.asString();
            int slash = name.indexOf('/');
            if (slash >= 0) {
                int partition = Integer.parseInt(name.substring(slash + 1));
                offsets.put(new TopicPartition(name.substring(0, slash), partition), value.asLong());
            }
        });
        return offsets;
    }

    /** The id of a topic, where a position has it. */
    static Optional<String> topicId(Value position, String topic) {
        Value id = position.get(SourcePosition.SHARDS).get(topic);
        return id.isNull() ? Optional.empty() : Optional.of(id.asString());
    }

    /** Nothing is to be recorded but what is said from now on. */
    void clear() {
        unrecorded.clear();
    }

    /** A partition begins at an offset, and the log does not say so yet. */
    void begin(TopicPartition partition, long offset) {
        unrecorded.put(name(partition), Value.of(offset));
    }

    /** A topic has an id, and the log does not say so yet. */
    void begin(String topic, Uuid id) {
        unrecorded.put(Value.of(topic), Value.of(id.toString()));
    }

    /** The position behind a record. */
    Value behind(ConsumerRecord<?, ?> record) {
        Value name = name(new TopicPartition(record.topic(), record.partition()));
        Value next = Value.of(record.offset() + 1);
        MapValue.Builder shards = MapValue.builder();
        if (!unrecorded.isEmpty()) {
            unrecorded.put(name, next);
            unrecorded.forEach(shards::put);
            unrecorded.clear();
        } else {
            shards.put(name, next);
        }
        return Value.map(SourcePosition.SHARDS, shards.build());
    }

    private Value name(TopicPartition partition) {
        return names.computeIfAbsent(partition, each -> Value.of(each.topic() + "/" + each.partition()));
    }
}
