package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.controller.Extensions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves messages from one stream to another. */
@Command(
        name = "relay",
        description = {
            "Moves messages from one stream to another, at least once, without a processor and without a recording.",
            "It ends with the source, or with Ctrl-C. What cannot be read or written is told and passed over; the exit",
            "code is then 3. A bridge that must lose and double nothing is a pipeline: ./tapedeck init makes one."
        },
        mixinStandardHelpOptions = true)
final class RelayCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "URL",
            description = "where from, such as kafka://localhost/orders")
    private String input = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "URL",
            description = "where to, such as file://orders.ndjson")
    private String output = "";

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--input-option",
            paramLabel = "NAME=VALUE",
            description = "an option of the input, as a pipeline's table has it; may come again")
    private Map<String, String> inputOptions = new LinkedHashMap<>();

    @Option(
            names = "--output-option",
            paramLabel = "NAME=VALUE",
            description = "an option of the output; may come again")
    private Map<String, String> outputOptions = new LinkedHashMap<>();

    @Option(names = "--overwrite", description = "replace what the output holds")
    private boolean overwrite;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException, InterruptedException {
        long max = reading.max();
        Extensions extensions = Extensions.load();
        StreamEndpoint from = StreamEndpoint.source(extensions, input, inputOptions);
        StreamEndpoint to = StreamEndpoint.sink(extensions, output, outputOptions);
        reading.applyTo(from);
        // What both take as it is needs no reading on the way. (Of files only .ss has the choice.)
        if (to.has("encode") && from.has("decode") && !input.startsWith("file:")) {
            from.setDefault("decode", "bytes");
            to.setDefault("encode", "bytes");
        }
        to.setDefault("guarantee", "at-least-once");
        to.takeStandardOutput(json);
        StopSignal.install();
        return move(from, to, max);
    }

    private int move(StreamEndpoint from, StreamEndpoint to, long max)
            throws WrongUseException, ConnectorException, InterruptedException {
        try (Source source = from.openSource();
                Sink sink = to.openSink("relay", overwrite)) {
            Relay relay = new Relay(source, sink).asNewStream(to.isSet("stream"));
            relay.run(max, StopSignal::requested);
            relay.report(json, from + " → " + to);
            return relay.exitCode();
        }
    }
}
