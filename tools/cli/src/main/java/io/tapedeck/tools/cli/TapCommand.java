package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MappedSource;
import io.tapedeck.connectors.ReaderGoneException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.controller.Extensions;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.tools.convert.MessageJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the messages of a stream to standard output, or into a pipe. */
@Command(
        name = "tap",
        description = {
            "Writes the messages of a stream to standard output, or into a pipe, one a line.",
            "It ends with the stream, with Ctrl-C, or when nobody reads any more. What cannot be a line is told and"
                    + " passed over; the exit code is then 3.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck tap kafka://localhost/orders --offset end | grep refund",
            "         ./tapedeck tap redis://localhost/in --format seastreamer | grep -v test |",
            "             ./tapedeck flux file://out.tape --format seastreamer"
        })
final class TapCommand implements Callable<Integer> {
    private static final Duration STOP_WAIT = Duration.ofSeconds(1);

    @Parameters(paramLabel = "URL", description = "the stream, such as kafka://localhost/orders")
    private String stream = "";

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "an option of the stream, as a pipeline's table has it; may come again")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--to", paramLabel = "PATH", description = "write into a named pipe, or a file")
    private String path = "";

    @Option(names = "--overwrite", description = "replace what the file holds")
    private boolean overwrite;

    @Mixin
    private LineFormatOption format = new LineFormatOption();

    @Option(
            names = "--json",
            description = "an object a line: stream, shard, sequence, time, key, headers, and value, or bytes (base64)")
    private boolean json;

    @Override
    public Integer call() throws WrongUseException, ConnectorException, InterruptedException {
        if (json && !format.word().equals(LineFormatOption.TEXT)) {
            throw new WrongUseException("--json and --format " + format.word() + " are two forms of a line; take one");
        }
        long max = reading.max();
        Extensions extensions = Extensions.load();
        StreamEndpoint from = StreamEndpoint.source(extensions, stream, options);
        StreamEndpoint to = StreamEndpoint.sink(extensions, "stdio://" + path, Map.of("format", format.word()));
        reading.applyTo(from);
        if (!json && !format.word().equals(LineFormatOption.NDJSON) && !stream.startsWith("file:")) {
            from.setDefault("decode", "bytes");
        }
        StopSignal.installFor(STOP_WAIT);
        return write(from, to, max);
    }

    private int write(StreamEndpoint from, StreamEndpoint to, long max)
            throws WrongUseException, ConnectorException, InterruptedException {
        try (Source source = lines(from.openSource());
                Sink sink = to.openSink("tap", overwrite)) {
            Relay relay = new Relay(source, sink).withoutProgress();
            relay.run(max, stop(to));
            return relay.exitCode();
        } catch (ReaderGoneException e) {
            return ExitCode.DONE; // as with any command in front of head
        }
    }

    private static BooleanSupplier stop(StreamEndpoint to) {
        if (!to.isStandardOutput()) {
            return StopSignal::requested;
        }
        PipeWatch pipe = new PipeWatch();
        return () -> StopSignal.requested() || pipe.isClosed();
    }

    private Source lines(Source source) {
        MessageJson objects = new MessageJson();
        return new MappedSource(source) {
            @Override
            protected EncodedMessage mapped(EncodedMessage message) {
                if (message.encoding() == PayloadEncoding.MALFORMED) {
                    return message; // it is told, and passed over
                }
                return json ? content(message, PayloadEncoding.TEXT, line(objects, message)) : asItCame(message);
            }
        };
    }

    private static Bytes line(MessageJson objects, EncodedMessage message) {
        Bytes line = objects.line(message);
        return line.slice(0, line.length() - 1);
    }

    /** A content that is text is not read and written again: what is no JSON shows, and 1.50 stays 1.50. */
    private EncodedMessage asItCame(EncodedMessage message) {
        boolean isText = message.encoding() == PayloadEncoding.TEXT || message.encoding() == PayloadEncoding.JSON;
        return isText && !format.word().equals(LineFormatOption.NDJSON)
                ? content(message, PayloadEncoding.BYTES, message.payload())
                : message;
    }

    private static EncodedMessage content(EncodedMessage message, PayloadEncoding encoding, Bytes content) {
        return new EncodedMessage(
                message.stream(), message.shard(), message.sequence(), message.timeNanos(), encoding, content);
    }
}
