package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Durability;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code stdio://}: standard input as a source of lines, standard output as a sink of lines. */
public final class StdioConnector implements ConnectorProvider {
    private static final String FORMAT = "format";
    private static final String TEXT = "text";
    private static final Map<String, PayloadEncoding> FORMATS =
            Map.of(TEXT, PayloadEncoding.TEXT, "ndjson", PayloadEncoding.JSON);
    private static final StreamKey STREAM = new StreamKey("stdin");

    /** For {@link java.util.ServiceLoader}. */
    public StdioConnector() {}

    @Override
    public String scheme() {
        return "stdio";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return List.of(new OptionSpec(FORMAT, OptionSpec.Type.STRING, "what a line is: \"text\" or \"ndjson\""));
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>(checkSink(endpoint));
        String format = endpoint.string(FORMAT).orElse(TEXT);
        if (!FORMATS.containsKey(format)) {
            mistakes.add(new Mistake(FORMAT, "\"" + format + "\" is unknown: \"text\" or \"ndjson\""));
        }
        return mistakes;
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        String rest = endpoint.url().rest();
        return rest.isEmpty()
                ? List.of()
                : List.of(
                        new Mistake("url", "stdio:// has no path: \"" + rest + "\" (for a file: file://" + rest + ")"));
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return new Guarantee(Guarantee.Level.AT_LEAST_ONCE, "what was read and not recorded when a run ends is lost");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new Guarantee(Guarantee.Level.AT_LEAST_ONCE, "standard output remembers nothing");
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return true;
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) {
        PayloadEncoding encoding = FORMATS.getOrDefault(endpoint.string(FORMAT).orElse(TEXT), PayloadEncoding.TEXT);
        RecordMessages messages = new RecordMessages(STREAM, Optional.empty(), InstantSource.system());
        return new StdioSource(System.in, encoding, messages);
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) {
        return new StdioSink(System.out);
    }
}
