package io.tapedeck.tools.bench;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Moves messages from one topic to another. What counts are the times at which the broker took the first and the last, so
 * what a side needs to start is not counted, and what it only claims to have sent is not either: all are read again, as
 * committed, and counted.
 */
final class KafkaThroughput implements Arm {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final int IDLE_POLLS_MAX = 50;

    private final BridgeServers servers;
    private final BridgeMapping mapping;
    private final Bridge bridge;

    KafkaThroughput(BridgeServers servers, BridgeMapping mapping, Bridge bridge) {
        this.servers = servers;
        this.mapping = mapping;
        this.bridge = bridge;
    }

    @Override
    public double measure(Work work) throws IOException {
        String in = servers.filledTopic(mapping, work.messages(), work.limit());
        String out = servers.emptyTopic();
        try {
            bridge.move(
                    new Bridge.Route(servers.broker().node(), in, out, work.folder()), work.messages(), work.limit());
            return Metric.MESSAGES.rate(work.messages(), 0, Math.max(1, nanos(out, work)));
        } finally {
            servers.delete(out);
        }
    }

    /** How long it took until all were there. */
    private long nanos(String out, Work work) throws IOException {
        long count = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (KafkaConsumer<byte[], byte[]> consumer = servers.reader(out)) {
            // What a transaction wrote is there a moment after it was committed.
            for (int idle = 0; idle < IDLE_POLLS_MAX; idle = count < work.messages() ? idle + 1 : IDLE_POLLS_MAX) {
                work.limit().check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    count++;
                    first = Math.min(first, record.timestamp());
                    last = Math.max(last, record.timestamp());
                    idle = 0;
                }
            }
        }
        if (count != work.messages()) {
            throw new IllegalStateException(count + " of " + work.messages() + " messages arrived in " + out);
        }
        return (last - first) * 1_000_000;
    }
}
