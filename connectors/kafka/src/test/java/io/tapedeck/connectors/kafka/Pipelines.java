package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a pipeline does with the connector. */
final class Pipelines {
    static final UUID LINEAGE = UUID.fromString("7085448b-0000-4000-8000-000000000001");
    private static final KafkaConnector CONNECTOR = new KafkaConnector();
    private static final long NANOS_MAX = Duration.ofSeconds(60).toNanos();

    private Pipelines() {}

    static Endpoint endpoint(String url, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse(url), Path.of(""), options);
    }

    static Source source(String url, Map<String, Object> options, Optional<Value> after) throws ConnectorException {
        Source source = CONNECTOR.openSource(endpoint(url, options), ShardShare.ALL);
        source.seek(after);
        return source;
    }

    /** What a source gives up to its end. */
    static List<Polled.Input> readToEnd(String url, Map<String, Object> options, Optional<Value> after)
            throws ConnectorException, InterruptedException {
        java.util.HashMap<String, Object> finite = new java.util.HashMap<>(options);
        finite.put("follow", false);
        try (Source source = source(url, finite, after)) {
            List<Polled.Input> inputs = new ArrayList<>();
            long deadlineNanos = System.nanoTime() + NANOS_MAX;
            while (true) {
                switch (source.poll(Duration.ofMillis(50))) {
                    case Polled.Input input -> inputs.add(input);
                    case Polled.Ended _ -> {
                        return inputs;
                    }
                    case Polled.Idle _ -> checkTime(deadlineNanos);
                }
            }
        }
    }

    /** The next so many that a source gives. */
    static List<Polled.Input> read(Source source, int count) throws ConnectorException, InterruptedException {
        List<Polled.Input> inputs = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + NANOS_MAX;
        while (inputs.size() < count) {
            if (source.poll(Duration.ofMillis(50)) instanceof Polled.Input input) {
                inputs.add(input);
            }
            checkTime(deadlineNanos);
        }
        return inputs;
    }

    private static void checkTime(long deadlineNanos) {
        if (System.nanoTime() > deadlineNanos) {
            throw new AssertionError("nothing came for a minute");
        }
    }

    static List<String> payloads(List<Polled.Input> inputs) {
        return inputs.stream().map(input -> input.message().payload().toUtf8()).toList();
    }

    static SinkContext context(UUID lineage) {
        return new SinkContext(lineage, lineage.toString().substring(0, 8), 0, false, Durability.OS);
    }

    static Sink sink(String url, Map<String, Object> options) throws ConnectorException {
        return CONNECTOR.openSink(endpoint(url, options), context(LINEAGE));
    }

    static Effect effect(Sink sink, long ordinal, int index, Output output) throws EncodingException {
        return new Effect(new EffectId(ordinal, index), ordinal * 1_000_000_000L, output, sink.encode(output));
    }

    static void write(Sink sink, long ordinal, Output output) throws ConnectorException, EncodingException {
        sink.write(effect(sink, ordinal, 0, output));
    }
}
