package io.tapedeck.connectors.mongodb;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the tests do with sources and sinks. */
final class Streams {
    static final UUID LINEAGE = new UUID(1, 2);

    private Streams() {}

    static Endpoint endpoint(String url, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse(url), Path.of("."), options);
    }

    /** The options of a finite source. */
    static Map<String, Object> finite(Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("follow", false));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    static Source open(String url, Map<String, Object> options) throws ConnectorException {
        MongoConnector connector = new MongoConnector();
        List<Mistake> mistakes = connector.checkSource(endpoint(url, options));
        if (!mistakes.isEmpty()) {
            throw new AssertionError(mistakes.toString());
        }
        return connector.openSource(endpoint(url, options), ShardShare.ALL);
    }

    /** All that a finite source has behind a position. */
    static List<Polled.Input> read(String url, Map<String, Object> options, Optional<Value> after) throws Exception {
        try (Source source = open(url, options)) {
            source.seek(after);
            return rest(source);
        }
    }

    static List<Polled.Input> rest(Source source) throws Exception {
        List<Polled.Input> inputs = new ArrayList<>();
        while (true) {
            switch (source.poll(Duration.ZERO)) {
                case Polled.Input input -> inputs.add(input);
                case Polled.Idle ignored -> {}
                case Polled.Ended ignored -> {
                    return inputs;
                }
            }
        }
    }

    /** The next so many inputs of a source that goes on. */
    static List<Polled.Input> take(Source source, int count) throws Exception {
        List<Polled.Input> inputs = new ArrayList<>();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (inputs.size() < count) {
            if (source.poll(Duration.ofMillis(50)) instanceof Polled.Input input) {
                inputs.add(input);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + inputs.size() + " of " + count);
            }
        }
        return inputs;
    }

    static List<Value> values(List<Polled.Input> inputs) throws EncodingException {
        List<Value> values = new ArrayList<>();
        for (Polled.Input input : inputs) {
            values.add(new PayloadDecoder().decode(input.message()));
        }
        return values;
    }

    /** What is in one field of each value. */
    static List<Value> fields(List<Polled.Input> inputs, String name) throws EncodingException {
        return values(inputs).stream().map(value -> value.get(name)).toList();
    }

    static List<Value> keys(List<Polled.Input> inputs) {
        return inputs.stream().map(input -> input.message().key()).toList();
    }

    static List<String> places(List<Polled.Input> inputs) {
        return inputs.stream().map(input -> input.message().place()).toList();
    }

    /** The position behind inputs, as a run would keep it. */
    static Optional<Value> after(List<Polled.Input> inputs) {
        SourcePosition position = new SourcePosition(Value.NULL);
        inputs.forEach(input -> position.advance(input.position()));
        return Optional.of(position.toValue());
    }

    static SinkContext context(UUID lineage) {
        return new SinkContext(lineage, "run1", 0, false, Durability.FSYNC);
    }

    static Sink sink(String url, Map<String, Object> options) throws ConnectorException {
        return sink(url, options, context(LINEAGE));
    }

    static Sink sink(String url, Map<String, Object> options, SinkContext context) throws ConnectorException {
        MongoConnector connector = new MongoConnector();
        List<Mistake> mistakes = connector.checkSink(endpoint(url, options));
        if (!mistakes.isEmpty()) {
            throw new AssertionError(mistakes.toString());
        }
        return connector.openSink(endpoint(url, options), context);
    }

    static void write(Sink sink, long ordinal, int index, Value value) throws Exception {
        write(sink, ordinal, index, Output.of(value));
    }

    static void write(Sink sink, long ordinal, int index, Output output) throws Exception {
        sink.write(new Effect(new EffectId(ordinal, index), ordinal * 1000, output, sink.encode(output)));
    }
}
