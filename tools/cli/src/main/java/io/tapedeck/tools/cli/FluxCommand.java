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
import picocli.CommandLine.Parameters;

/** Sends lines of standard input, or of a pipe, to a stream. */
@Command(
        name = "flux",
        description = {
            "Sends the lines of standard input, or of a pipe, to a stream, a message each, at least once.",
            "It ends with the input, or with Ctrl-C, and delivers what it has read. A line that is malformed, or cannot"
                    + " be written, is told and passed over; the exit code is then 3.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: tail -f app.log | ./tapedeck flux kafka://localhost/log",
            "         ./tapedeck flux redis://localhost/orders --format ndjson < orders.ndjson"
        })
final class FluxCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "the stream, such as redis://localhost/orders")
    private String stream = "";

    @Option(names = "--from", paramLabel = "PATH", description = "read a named pipe, or a file, instead")
    private String path = "";

    @Mixin
    private LineFormatOption format = new LineFormatOption();

    @Option(
            names = "--decode",
            paramLabel = "text|json|bytes",
            description = "what a content is, for streams that keep values, such as files; text by default")
    private String decode = "";

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "an option of the stream, as a pipeline's table has it; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    @Mixin
    private MessageLimit limit = new MessageLimit();

    @Option(names = "--overwrite", description = "replace what the stream's file holds")
    private boolean overwrite;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException, InterruptedException {
        long max = limit.max();
        Extensions extensions = Extensions.load();
        Map<String, String> reading = new LinkedHashMap<>(Map.of("format", format.word()));
        if (!decode.isEmpty()) {
            reading.put("decode", decode);
        }
        StreamEndpoint from = StreamEndpoint.source(extensions, "stdio://" + path, reading);
        StreamEndpoint to = StreamEndpoint.sink(extensions, stream, options);
        // What takes contents as they are gets them so.
        if (to.has("encode") && decode.isEmpty() && !format.word().equals(LineFormatOption.NDJSON)) {
            from.setDefault("decode", "bytes");
            to.setDefault("encode", "bytes");
        }
        to.setDefault("guarantee", "at-least-once");
        to.takeStandardOutput(json);
        StopSignal.install();
        try (Source source = from.openSource();
                Sink sink = to.openSink("flux", overwrite)) {
            Relay relay = new Relay(source, sink).asNewStream(to.isSet("stream"));
            relay.run(max, StopSignal::requested);
            relay.report(json, "→ " + to);
            return relay.exitCode();
        }
    }
}
