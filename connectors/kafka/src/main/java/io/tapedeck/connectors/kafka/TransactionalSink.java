package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.UnreachableException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes each output once. What is flushed is one transaction: the outputs, and the id of the last of them as the offset
 * that a group has committed, so that the brokers hold both or neither. The group is never joined; it has the name of the
 * producer's transactional id, of run, task and topic.
 *
 * <p>Opening a sink of that id fences the one before, aborts the transaction that it left open, and waits for one that
 * it was committing: what is read then is the truth.
 */
final class TransactionalSink implements Sink {
    private final SinkDefinition definition;
    private final SinkContext context;
    private final RecordEncoder encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Reached reached;
    private final int timeoutMillis;
    private Optional<EffectId> last;
    private Optional<EffectId> written;
    private boolean isOpen;
    private long openedNanos;

    private TransactionalSink(
            SinkDefinition definition,
            SinkContext context,
            RecordEncoder encoder,
            KafkaProducer<byte[], byte[]> producer,
            Reached reached,
            int timeoutMillis) {
        this.definition = definition;
        this.context = context;
        this.encoder = encoder;
        this.producer = producer;
        this.reached = reached;
        this.timeoutMillis = timeoutMillis;
        last = reached.last();
        written = last;
    }

    /**
     * How far a run has come.
     *
     * @param group names the group in a transaction
     * @param partition the partition that the group's offset is for
     * @param last the last effect, where there is one
     */
    private record Reached(ConsumerGroupMetadata group, TopicPartition partition, Optional<EffectId> last) {}

    static TransactionalSink open(
            SinkDefinition definition, SinkContext context, ClientProperties properties, TopicCatalog.Limits limits)
            throws ConnectorException {
        String id = "tapedeck-" + context.lineage() + "-" + context.task() + "-" + definition.topic();
        Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();
        boolean opened = false;
        try {
            producer = Optional.of(new KafkaProducer<>(
                    properties.producer(definition.cluster(), Optional.of(id), limits.recordBytesMax())));
            producer.get().initTransactions();
            TransactionalSink sink = new TransactionalSink(
                    definition,
                    context,
                    new RecordEncoder(definition, limits),
                    producer.get(),
                    reached(definition, properties, id),
                    properties.transactionTimeoutMillis());
            opened = true;
            return sink;
        } catch (KafkaException e) {
            throw definition.cluster().failed("open the topic \"" + definition.topic() + "\" for transactions", e);
        } finally {
            if (!opened) {
                producer.ifPresent(each -> each.close(KafkaSinks.CLOSE_WAIT));
            }
        }
    }

    private static Reached reached(SinkDefinition definition, ClientProperties properties, String group) {
        TopicPartition partition = new TopicPartition(definition.topic(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties.group(definition.cluster(), group))) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(partition));
            return new Reached(
                    consumer.groupMetadata(),
                    partition,
                    Optional.ofNullable(committed.get(partition)).map(TransactionalSink::effect));
        }
    }

    private static EffectId effect(OffsetAndMetadata committed) {
        return new EffectId(committed.offset(), Integer.parseInt(committed.metadata()));
    }

    private static OffsetAndMetadata committed(EffectId effect) {
        return new OffsetAndMetadata(effect.ordinal(), Integer.toString(effect.index()));
    }

    @Override
    public Optional<EffectId> last() {
        return last;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return encoder.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        ProducerRecord<byte[], byte[]> record = encoder.record(effect);
        try {
            if (!isOpen) {
                producer.beginTransaction();
                isOpen = true;
                openedNanos = System.nanoTime();
            }
            // What becomes of it, the end of the transaction tells.
            var _ = producer.send(record);
        } catch (KafkaException e) {
            throw failed(e);
        }
        written = Optional.of(effect.id());
    }

    @Override
    public void flush() throws ConnectorException {
        if (!isOpen) {
            return;
        }
        EffectId to = written.orElseThrow();
        try {
            producer.sendOffsetsToTransaction(Map.of(reached.partition(), committed(to)), reached.group());
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failed(e);
        }
        isOpen = false;
        last = Optional.of(to);
    }

    private ConnectorException failed(KafkaException e) {
        boolean fenced = Cluster.find(e, ProducerFencedException.class).isPresent()
                || Cluster.find(e, InvalidProducerEpochException.class).isPresent();
        boolean forgotten = Cluster.find(e, InvalidTxnStateException.class).isPresent();
        if (!fenced && !forgotten) {
            return definition.cluster().failed("write to the topic \"" + definition.topic() + "\"", e);
        }
        String topic = "the Kafka topic \"" + definition.topic() + "\" at " + definition.cluster();
        if (forgotten) {
            return new UnreachableException(
                    "the broker, perhaps started again, no longer has the transaction on " + topic
                            + " that it was to end; run again, and what it held is written again if it is not there",
                    e);
        }
        return hasTimedOut()
                ? new UnreachableException(
                        "a transaction on " + topic + " was open for longer than transaction.timeout.ms, "
                                + timeoutMillis
                                + " ms, so the broker aborted it; run again, and what it held is written again",
                        e)
                : new ConnectorException(
                        "another process, or another sink of the same pipeline, has taken over what run "
                                + context.runName() + " writes to " + topic + ", so this one stops",
                        e);
    }

    /** Whether the broker may have fenced this producer without there being another: it does so when it aborts for it. */
    private boolean hasTimedOut() {
        return isOpen && System.nanoTime() - openedNanos >= TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /** Aborts what was not flushed. */
    @Override
    public void close() throws ConnectorException {
        KafkaSinks.close(producer, definition);
    }
}
