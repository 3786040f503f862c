package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of records: the topic is the stream, the partition the shard, the offset the sequence, and a
 * tombstone's value is null.
 */
final class KafkaMessages {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIME_MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;
    private static final Bytes TOMBSTONE = ValueEncoder.encode(Value.NULL);

    private final PayloadEncoding encoding;
    private final InstantSource clock;
    private final Map<String, StreamKey> streams = new HashMap<>();

    /**
     * For records whose values are of an encoding.
     *
     * @param clock tells when a record was read, for one that says no time
     */
    KafkaMessages(PayloadEncoding encoding, InstantSource clock) {
        this.encoding = encoding;
        this.clock = clock;
    }

    EncodedMessage message(ConsumerRecord<byte[], byte[]> record) {
        if (record.timestamp() > TIME_MILLIS_MAX) {
            String reason = "the timestamp " + record.timestamp() + " is beyond the year 2262";
            Bytes raw = record.value() == null ? Bytes.EMPTY : Bytes.wrap(record.value());
            return message(record, now(), PayloadEncoding.MALFORMED, new MalformedPayload(reason, raw).encode());
        }
        long timeNanos = record.timestamp() < 0 ? now() : record.timestamp() * NANOS_PER_MILLI;
        return record.value() == null
                ? message(record, timeNanos, PayloadEncoding.VALUE, TOMBSTONE)
                : message(record, timeNanos, encoding, Bytes.wrap(record.value()));
    }

    private EncodedMessage message(
            ConsumerRecord<byte[], byte[]> record, long timeNanos, PayloadEncoding payloadEncoding, Bytes payload) {
        return new EncodedMessage(
                streams.computeIfAbsent(record.topic(), StreamKey::new),
                record.partition(),
                record.offset(),
                timeNanos,
                scalar(record.key()),
                headers(record),
                payloadEncoding,
                payload);
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), scalar(header.value()))));
        return headers;
    }

    private static Value scalar(byte @Nullable [] bytes) {
        return bytes == null ? Value.NULL : PlainContent.read(Bytes.wrap(bytes));
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
