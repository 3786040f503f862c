package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
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
 * topics' ids, by which a topic that was made anew is noticed, and the group, where partitions are shared in one.
 */
final class ReadPositions {
    /** A topic's name holds no slash, and what stands behind that of a partition is a number. */
    private static final String GROUP = "/group";

    private final Map<TopicPartition, Value> names = new HashMap<>();
    private final RecordPartition partitions = new RecordPartition();
    private final Map<Value, Value> unrecorded = new LinkedHashMap<>();

    /** The offsets of a position. */
    static Map<TopicPartition, Long> offsets(Value position) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        position.get(SourcePosition.SHARDS).asMap().entries().forEach((key, value) -> {
            String name = key.asString();
            int slash = name.indexOf('/');
            if (slash > 0) {
                int partition = Integer.parseInt(name.substring(slash + 1));
                offsets.put(new TopicPartition(name.substring(0, slash), partition), value.asLong());
            }
        });
        return offsets;
    }

    private static Optional<String> text(Value position, String name) {
        Value text = position.get(SourcePosition.SHARDS).get(name);
        return text.isNull() ? Optional.empty() : Optional.of(text.asString());
    }

    /** Nothing is to be recorded but what is said from now on. */
    void clear() {
        unrecorded.clear();
    }

    /** A partition begins at an offset, and the log does not say so yet. */
    void begin(TopicPartition partition, long offset) {
        unrecorded.put(name(partition), Value.of(offset));
    }

    /**
     * A topic has an id; where the log does not say so yet it is to.
     *
     * @param after the position from which the run goes on
     * @throws ConnectorException where the topic had another id
     */
    void begin(Cluster cluster, String topic, Uuid id, Optional<Value> after) throws ConnectorException {
        Optional<String> before = after.flatMap(position -> text(position, topic));
        if (before.isEmpty()) {
            unrecorded.put(Value.of(topic), Value.of(id.toString()));
        } else if (!before.get().equals(id.toString())) {
            throw new ConnectorException("the topic \"" + topic + "\" at " + cluster
                    + " was deleted and made anew since the run read it; --new starts over with what is there");
        }
    }

    /**
     * What is read is the share of a group's member, or all that there is; the log is to say so from the start.
     *
     * @param after the position from which the run goes on
     * @throws ConnectorException where it was otherwise before: then the run has not what its positions say
     */
    void begin(Optional<Group> group, Optional<Value> after) throws ConnectorException {
        Optional<String> now = group.map(Group::name);
        Optional<String> before = after.flatMap(position -> text(position, GROUP));
        if (after.isPresent() && !before.equals(now)) {
            throw new ConnectorException("the run reads "
                    + before.map(name -> "in the group \"" + name + "\"").orElse("without a group")
                    + ", the pipeline file now says "
                    + now.map(name -> "group = \"" + name + "\"").orElse("none")
                    + "; --new starts a new run");
        }
        now.filter(_ -> after.isEmpty()).ifPresent(name -> unrecorded.put(Value.of(GROUP), Value.of(name)));
    }

    /** The position behind a record. */
    Value behind(ConsumerRecord<?, ?> record) {
        Value name = name(partitions.of(record));
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
