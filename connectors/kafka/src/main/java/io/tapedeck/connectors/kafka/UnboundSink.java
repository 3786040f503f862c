package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectNames;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes each output at least once, in no transaction, with the effect's id in the header {@value #EFFECT_ID}, by which a
 * reader tells those that come again.
 */
final class UnboundSink implements Sink {
    /** Holds {@code lineage/task/ordinal.index}. */
    static final String EFFECT_ID = "tapedeck-effect-id";

    private final SinkDefinition definition;
    private final EffectNames names;
    private final RecordEncoder encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private UnboundSink(
            SinkDefinition definition,
            SinkContext context,
            RecordEncoder encoder,
            KafkaProducer<byte[], byte[]> producer) {
        this.definition = definition;
        this.encoder = encoder;
        this.producer = producer;
        names = new EffectNames(context);
    }

    static UnboundSink open(
            SinkDefinition definition, SinkContext context, ClientProperties properties, TopicCatalog.Limits limits)
            throws ConnectorException {
        try {
            return new UnboundSink(
                    definition,
                    context,
                    new RecordEncoder(definition, limits),
                    new KafkaProducer<>(
                            properties.producer(definition.cluster(), Optional.empty(), limits.recordBytesMax())));
        } catch (KafkaException e) {
            throw definition.cluster().failed("open a producer", e);
        }
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return encoder.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        ProducerRecord<byte[], byte[]> record = encoder.record(effect);
        record.headers().remove(EFFECT_ID).add(EFFECT_ID, names.of(effect.id()).getBytes(StandardCharsets.UTF_8));
        try {
            var _ = producer.send(record, (sent, thrown) -> {
                if (thrown != null) {
                    failure.compareAndSet(null, thrown);
                }
            });
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** The producer sends by itself. */
    @Override
    public boolean push() throws ConnectorException {
        throwFailure();
        return false;
    }

    @Override
    public void flush() throws ConnectorException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw failed(e);
        }
        throwFailure();
    }

    private void throwFailure() throws ConnectorException {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw failed(thrown);
        }
    }

    private ConnectorException failed(Exception thrown) {
        return definition.cluster().failed("write to the topic \"" + definition.topic() + "\"", thrown);
    }

    @Override
    public void close() throws ConnectorException {
        KafkaSinks.close(producer, definition);
    }
}
