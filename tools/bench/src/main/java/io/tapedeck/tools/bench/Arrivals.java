package io.tapedeck.tools.bench;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * What arrived in a topic, read again from there as committed. What counts are the times at which the broker took the first
 * and the last, so what a side needs to start is not counted, and what it only claims to have sent is not either.
 *
 * @param messages how many
 * @param valueBytes how many bytes their values have
 * @param nanos how long it took until all were there
 */
record Arrivals(long messages, long valueBytes, long nanos) {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final int IDLE_POLLS_MAX = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Reads all that a side was to deliver. */
    static Arrivals of(BridgeServers servers, String topic, Work work) throws IOException {
        long count = 0;
        long valueBytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (KafkaConsumer<byte[], byte[]> consumer = servers.reader(topic)) {
            // What a transaction wrote is there a moment after it was committed.
            for (int idle = 0; idle < IDLE_POLLS_MAX; idle = count < work.messages() ? idle + 1 : IDLE_POLLS_MAX) {
                work.limit().check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    count++;
                    valueBytes += record.serializedValueSize();
                    first = Math.min(first, record.timestamp());
                    last = Math.max(last, record.timestamp());
                    idle = 0;
                }
            }
        }
        if (count != work.messages()) {
            throw new IllegalStateException(count + " of " + work.messages() + " messages arrived in " + topic);
        }
        return new Arrivals(count, valueBytes, Math.max(1, last - first) * NANOS_PER_MILLI);
    }

    double perSecond() {
        return Metric.MESSAGES.rate(messages, valueBytes, nanos);
    }
}
