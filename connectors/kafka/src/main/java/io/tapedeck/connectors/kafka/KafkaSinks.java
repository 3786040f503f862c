package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** Opens sinks: looks for the topic, and what records it takes. */
final class KafkaSinks {
    /** How long a producer may take to abort what was not flushed; the brokers abort it later where it cannot. */
    static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** What a broker takes where nobody changed that. */
    private static final int RECORD_BYTES_MAX = 1 << 20;

    private KafkaSinks() {}

    static Sink open(SinkDefinition definition, SinkContext context) throws ConnectorException {
        ClientProperties properties = ClientProperties.ofSink(definition.properties(), definition.once());
        TopicCatalog.Limits limits;
        try (TopicCatalog catalog = TopicCatalog.open(definition.cluster(), properties)) {
            catalog.require(definition.topic(), definition.createPartitions());
            TopicCatalog.Limits told =
                    catalog.limits(definition.topic()).orElse(new TopicCatalog.Limits(RECORD_BYTES_MAX, false));
            limits = new TopicCatalog.Limits(
                    properties.requestBytesMax().orElse(told.recordBytesMax()), told.needsKeys());
        }
        return definition.once()
                ? TransactionalSink.open(definition, context, properties, limits)
                : UnboundSink.open(definition, context, properties, limits);
    }

    static void close(KafkaProducer<byte[], byte[]> producer, SinkDefinition definition) throws ConnectorException {
        try {
            producer.close(CLOSE_WAIT);
        } catch (KafkaException e) {
            throw definition.cluster().failed("stop writing to the topic \"" + definition.topic() + "\"", e);
        }
    }
}
