package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/** Kafka Streams with the same mapping, one thread, committing every 100 ms. */
final class StreamsTopology implements Bridge {
    static final String NAME = "Kafka Streams";

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 2_000_000;
    private static final String COMMIT_MILLIS = "100";

    private final BridgeMapping mapping;
    private final String guarantee;

    private StreamsTopology(BridgeMapping mapping, String guarantee) {
        this.mapping = mapping;
        this.guarantee = guarantee;
    }

    static StreamsTopology exactlyOnce() {
        return new StreamsTopology(BridgeMapping.PASS, StreamsConfig.EXACTLY_ONCE_V2);
    }

    static StreamsTopology atLeastOnce(BridgeMapping mapping) {
        return new StreamsTopology(mapping, StreamsConfig.AT_LEAST_ONCE);
    }

    @Override
    public void move(Route route, long messages, Limit limit) throws IOException {
        try (Running running = new Running(route)) {
            while (running.count.get() < messages) {
                limit.check();
                running.check();
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    @Override
    public Closeable follow(Route route) {
        return new Running(route);
    }

    private final class Running implements Closeable {
        private final AtomicLong count = new AtomicLong();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final KafkaStreams streams;

        private Running(Route route) {
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream(route.from().key(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                    .mapValues(mapping::apply)
                    .peek((key, value) -> count.incrementAndGet())
                    .to(route.to().key(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
            streams = new KafkaStreams(builder.build(), properties(route));
            streams.setUncaughtExceptionHandler(thrown -> {
                failure.compareAndSet(null, thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
        }

        private void check() {
            Throwable thrown = failure.get();
            if (thrown != null) {
                throw new IllegalStateException(NAME + " failed: " + thrown, thrown);
            }
        }

        /** Commits what was read. */
        @Override
        public void close() throws IOException {
            if (!streams.close(CLOSE_WAIT)) {
                throw new IOException(NAME + " does not end");
            }
            check();
        }
    }

    private Properties properties(Route route) {
        Properties properties = new Properties();
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG, "streams-" + route.to().key());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, route.from().node());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                route.folder().resolve("streams").toString());
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return properties;
    }
}
