package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of outputs: keys and headers that are strings or bytes as they are, others as JSON; null is none, and a
 * value that is null a tombstone. Not for several threads.
 */
final class RecordEncoder {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Of a batch of one record: the batch's header, and the record's own fields at their longest. */
    private static final int OVERHEAD_BYTES = 61 + 21;

    private static final int LENGTH_BYTES_MAX = 5;

    private final SinkDefinition definition;
    private final TopicCatalog.Limits limits;
    private final JsonCodec json = new JsonCodec();

    /** For a sink whose topic takes only what is within its limits. */
    RecordEncoder(SinkDefinition definition, TopicCatalog.Limits limits) {
        this.definition = definition;
        this.limits = limits;
    }

    /**
     * The bytes of an output's value, where key and headers can be written too; none for a tombstone.
     *
     * @throws EncodingException where a record cannot hold the output
     */
    Bytes encode(Output output) throws EncodingException {
        if (limits.needsKeys() && output.key().isNull()) {
            throw new EncodingException("an output without a key; the Kafka topic \"" + definition.topic()
                    + "\" is compacted (cleanup.policy) and takes only records that have one");
        }
        Bytes value =
                output.value().isNull() ? Bytes.EMPTY : definition.encoding().encode(output.value(), json);
        long length = OVERHEAD_BYTES + length(Optional.of(value)) + length(scalar(output.key()));
        for (Header header : output.headers()) {
            length += length(Optional.of(Utf8.encode(header.name()))) + length(scalar(header.value()));
        }
        if (length > limits.recordBytesMax()) {
            throw new EncodingException("an output of " + length + " bytes; the Kafka topic \"" + definition.topic()
                    + "\" takes records of " + limits.recordBytesMax() + " at most (max.message.bytes)");
        }
        return value;
    }

    /**
     * The record of an effect.
     *
     * @throws ConnectorException where it has a time that a record cannot have
     */
    ProducerRecord<byte[], byte[]> record(Effect effect) throws ConnectorException {
        if (effect.timeNanos() < 0) {
            throw new ConnectorException("the output " + effect.id() + " has a time before 1970, which a record of the "
                    + "Kafka topic \"" + definition.topic() + "\" cannot have");
        }
        Output output = effect.output();
        try {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    definition.topic(),
                    null,
                    effect.timeNanos() / NANOS_PER_MILLI,
                    array(scalar(output.key())),
                    output.value().isNull() ? null : effect.encoded().toByteArray());
            for (Header header : output.headers()) {
                record.headers().add(header.name(), array(scalar(header.value())));
            }
            return record;
        } catch (EncodingException e) {
            throw new AssertionError("it was encoded before", e);
        }
    }

    private Optional<Bytes> scalar(Value value) throws EncodingException {
        return value.isNull() ? Optional.empty() : Optional.of(PlainContent.orJson(value, json));
    }

    private static byte @Nullable [] array(Optional<Bytes> bytes) {
        return bytes.map(Bytes::toByteArray).orElse(null);
    }

    private static long length(Optional<Bytes> bytes) {
        return (long) LENGTH_BYTES_MAX + bytes.map(Bytes::length).orElse(0);
    }
}
