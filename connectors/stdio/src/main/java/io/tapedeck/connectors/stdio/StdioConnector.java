package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Durability;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code stdio://}: standard input as a source of lines, standard output as a sink of lines; {@code stdio://path}: a named
 * pipe, or a device, as either.
 */
public final class StdioConnector implements ConnectorProvider {
    private static final String FORMAT = "format";
    private static final String DECODE = "decode";
    private static final String STREAM = "stream";
    private static final String STANDARD_OUTPUT_STREAM = "stdout";
    private static final StreamKey STANDARD_INPUT = new StreamKey("stdin");

    /** For {@link java.util.ServiceLoader}. */
    public StdioConnector() {}

    @Override
    public String scheme() {
        return "stdio";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return List.of(
                new OptionSpec(FORMAT, OptionSpec.Type.STRING, "what a line is: " + LineFormat.WORDS),
                new OptionSpec(DECODE, OptionSpec.Type.STRING, "what a content is: text, json or bytes"));
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return List.of(
                new OptionSpec(FORMAT, OptionSpec.Type.STRING, "how to write a line: " + LineFormat.WORDS),
                new OptionSpec(STREAM, OptionSpec.Type.STRING, "the stream's name in the heads of \"seastreamer\""));
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        List<Mistake> mistakes = checkFormat(endpoint);
        path(endpoint).flatMap(StdioConnector::obstacle).ifPresent(why -> mistakes.add(new Mistake("url", why)));
        Optional<String> decode = endpoint.string(DECODE);
        if (decode.isPresent() && format(endpoint) == LineFormat.NDJSON) {
            mistakes.add(new Mistake(DECODE, "a line of \"ndjson\" is JSON; leave \"decode\" out"));
        } else if (decode.isPresent()
                && decode.flatMap(PayloadDecoder::encodingOf).isEmpty()) {
            mistakes.add(new Mistake(DECODE, "\"" + decode.get() + "\" is not one of text, json and bytes"));
        }
        return mistakes;
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        List<Mistake> mistakes = checkFormat(endpoint);
        Optional<String> stream = endpoint.string(STREAM);
        if (stream.isPresent() && format(endpoint) != LineFormat.SEASTREAMER) {
            mistakes.add(new Mistake(STREAM, "only a line of \"seastreamer\" says what its stream is called"));
        }
        stream.filter(name -> !StreamKey.nearest(name).name().equals(name))
                .ifPresent(name -> mistakes.add(new Mistake(
                        STREAM,
                        "\"" + name + "\" is not a stream's name; " + StreamKey.nearest(name) + " would be one")));
        return mistakes;
    }

    private static List<Mistake> checkFormat(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        endpoint.string(FORMAT)
                .filter(word -> LineFormat.ofWord(word).isEmpty())
                .ifPresent(word -> mistakes.add(new Mistake(FORMAT, "\"" + word + "\" is not " + LineFormat.WORDS)));
        return mistakes;
    }

    /** Why a path cannot be read as a stream of lines. */
    private static Optional<String> obstacle(Path path) {
        if (!Files.exists(path)) {
            return Optional.of(
                    "there is no " + path + "; mkfifo makes a named pipe, and file://" + path + " is a file");
        }
        return Files.isDirectory(path) ? Optional.of(path + " is a folder") : Optional.empty();
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return new Guarantee(Guarantee.Level.AT_LEAST_ONCE, "what was read and not recorded when a run ends is lost");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new Guarantee(
                Guarantee.Level.AT_LEAST_ONCE,
                (path(endpoint).isPresent() ? "a pipe" : "standard output") + " remembers nothing");
    }

    /** A line whose head is none is told and passed over, unless the pipeline says what else. */
    @Override
    public boolean passesOverMalformed(Endpoint endpoint) {
        return format(endpoint) == LineFormat.SEASTREAMER;
    }

    @Override
    public boolean takesSeveralTasks(Endpoint endpoint) {
        return path(endpoint).isEmpty();
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) {
        LineMessages lines = lines(endpoint);
        Optional<Path> path = path(endpoint);
        return path.isPresent()
                ? new StdioSource(
                        path.get().toString(),
                        () -> new FileInputStream(path.get().toFile()),
                        lines)
                : new StdioSource("standard input", StdioConnector::standardInput, lines);
    }

    /** Whoever reads it to its end does not close it: it is the process's. */
    private static InputStream standardInput() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {}
        };
    }

    private static LineMessages lines(Endpoint endpoint) {
        InstantSource clock = InstantSource.system();
        PayloadEncoding encoding =
                endpoint.string(DECODE).flatMap(PayloadDecoder::encodingOf).orElse(PayloadEncoding.TEXT);
        RecordMessages messages = new RecordMessages(STANDARD_INPUT, Optional.empty(), clock);
        return switch (format(endpoint)) {
            case TEXT -> new PlainLines(encoding, messages);
            case NDJSON -> new PlainLines(PayloadEncoding.JSON, messages);
            case SEASTREAMER -> new HeadedLines(encoding, clock);
        };
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        StdioTarget target = new StdioTarget(path(endpoint));
        refuseToOverwrite(target, context);
        StreamKey stream = new StreamKey(endpoint.string(STREAM).orElse(STANDARD_OUTPUT_STREAM));
        return new StdioSink(target, new LineWriter(format(endpoint), stream));
    }

    private static void refuseToOverwrite(StdioTarget target, SinkContext context) throws ConnectorException {
        try {
            if (target.holdsSomething() && !context.overwrite()) {
                throw new ConnectorException(
                        target.name() + " is a file that holds something; --overwrite replaces it, " + "and file://"
                                + target.name() + " is a sink that knows how far it came");
            }
        } catch (IOException e) {
            throw new ConnectorException("cannot look at " + target.name() + ": " + e.getMessage(), e);
        }
    }

    private static LineFormat format(Endpoint endpoint) {
        return endpoint.string(FORMAT).flatMap(LineFormat::ofWord).orElse(LineFormat.TEXT);
    }

    private static Optional<Path> path(Endpoint endpoint) {
        return endpoint.url().rest().isEmpty() ? Optional.empty() : Optional.of(endpoint.path());
    }
}
