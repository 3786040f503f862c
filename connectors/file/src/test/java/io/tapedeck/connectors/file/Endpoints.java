package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
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

/** What the tests of files share: opening by path, reading to the end, writing numbered outputs. */
final class Endpoints {
    static final UUID LINEAGE = new UUID(1, 2);
    static final Duration NO_WAIT = Duration.ZERO;

    private Endpoints() {}

    static Endpoint endpoint(Path path, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse("file://" + path), Path.of("."), options);
    }

    static Source source(Path path, Map<String, Object> options) throws ConnectorException {
        return new FileConnector().openSource(endpoint(path, options), ShardShare.ALL);
    }

    static SinkContext context(UUID lineage, boolean overwrite, Durability durability) {
        return new SinkContext(lineage, "run1", 0, overwrite, durability);
    }

    static Sink sink(Path path) throws ConnectorException {
        return sink(path, context(LINEAGE, false, Durability.OS));
    }

    static Sink sink(Path path, SinkContext context) throws ConnectorException {
        return new FileConnector().openSink(endpoint(path, Map.of()), context);
    }

    static Effect effect(Sink sink, EffectId id, Value value) throws EncodingException {
        Output output = Output.of(value);
        return new Effect(id, id.ordinal(), output, sink.encode(output));
    }

    /** All inputs up to the end, from a position on. */
    static List<Polled.Input> read(Path path, Map<String, Object> options, Optional<Value> after) throws Exception {
        List<Polled.Input> inputs = new ArrayList<>();
        try (Source source = source(path, options)) {
            source.seek(after);
            while (source.poll(NO_WAIT) instanceof Polled.Input input) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** What the inputs hold, as text: the decoded value, or the sentence that says why there is none. */
    static List<String> contents(List<Polled.Input> inputs) {
        PayloadDecoder decoder = new PayloadDecoder();
        List<String> contents = new ArrayList<>();
        for (Polled.Input input : inputs) {
            try {
                contents.add(decoder.decode(input.message()).toString());
            } catch (EncodingException e) {
                contents.add("! " + e.getMessage());
            }
        }
        return contents;
    }

    static List<String> contents(Path path) throws Exception {
        return contents(read(path, Map.of(), Optional.empty()));
    }
}
