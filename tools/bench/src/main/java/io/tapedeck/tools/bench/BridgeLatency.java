package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long messages are on their way, from when they are due at the producer to when a reader of what is committed has
 * them. They come at a fixed rate; the first second of them is not counted.
 */
final class BridgeLatency implements Arm {
    static final long PER_SECOND = 5_000;
    private static final long WARM_UP = PER_SECOND;
    private static final double PART = 0.99;
    private static final Duration WAIT = Duration.ofMillis(10);

    private final BridgeServers servers;
    private final Bridge bridge;

    BridgeLatency(BridgeServers servers, Bridge bridge) {
        this.servers = servers;
        this.bridge = bridge;
    }

    @Override
    public double measure(Work work) throws IOException {
        String in = servers.emptyTopic();
        String out = servers.emptyTopic();
        try (KafkaProducer<byte[], byte[]> producer = servers.producer();
                KafkaConsumer<byte[], byte[]> consumer = servers.reader(out);
                Closeable _ = bridge.follow(new Bridge.Route(servers.topic(in), servers.topic(out), work.folder()))) {
            long messages = WARM_UP + work.messages();
            send(producer, in, 0, 1);
            receive(consumer, 1, new long[1], work.limit()); // all is open and assigned
            try (Following _ = Following.start(stop -> send(producer, in, 0, messages))) {
                long[] nanos = new long[Math.toIntExact(messages)];
                receive(consumer, messages, nanos, work.limit());
                long[] counted = Arrays.copyOfRange(nanos, (int) WARM_UP, nanos.length);
                Arrays.sort(counted);
                return counted[(int) (PART * (counted.length - 1))] / 1e6;
            }
        } finally {
            servers.delete(in);
            servers.delete(out);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, long from, long to) {
        long start = System.nanoTime();
        for (long i = from; i < to; i++) {
            long due = start + i * 1_000_000_000 / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            byte[] message = ByteBuffer.allocate(BridgeMapping.BYTES)
                    .putLong(due)
                    .putLong(i)
                    .array();
            var _ = producer.send(new ProducerRecord<>(topic, (int) (i % BridgeServers.PARTITIONS), null, message));
        }
        producer.flush();
    }

    /** Takes down, by message, how long it was on its way. */
    private static void receive(KafkaConsumer<byte[], byte[]> consumer, long messages, long[] nanos, Limit limit) {
        for (long received = 0; received < messages; ) {
            limit.check();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                ByteBuffer message = ByteBuffer.wrap(record.value());
                long due = message.getLong();
                nanos[(int) message.getLong()] = System.nanoTime() - due;
                received++;
            }
        }
    }

    @Override
    public Optional<String> note() {
        return Optional.of(String.format(Locale.ROOT, "end to end at %,d messages a second", PER_SECOND));
    }
}
