package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.EventTime;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.log.Durability;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.seastreamer.SeaStreamerHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code file://path}: what the file holds is told by its ending ({@link FileFormat}). */
public final class FileConnector implements ConnectorProvider {
    private static final String FOLLOW = "follow";
    private static final String TIME = "time";
    private static final String STREAM = "stream";
    private static final String KEY = "key";
    private static final String DECODE = "decode";
    private static final String ALLOW_LOSS = "allow_loss";
    private static final String RECORD_BYTES_MAX = "record_bytes_max";
    private static final long RECORD_BYTES_MAX_DEFAULT = 64L << 20;
    private static final long RECORD_BYTES_MAX_LIMIT = 1L << 30;

    /** For {@link java.util.ServiceLoader}. */
    public FileConnector() {}

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return List.of(
                new OptionSpec(FOLLOW, OptionSpec.Type.BOOLEAN, "wait for more at the file's end"),
                new OptionSpec(TIME, OptionSpec.Type.STRING, "the field that holds the event's time"),
                new OptionSpec(STREAM, OptionSpec.Type.STRING, "the stream's name, instead of the file's"),
                new OptionSpec(RECORD_BYTES_MAX, OptionSpec.Type.INTEGER, "how long a record may be, in bytes"),
                new OptionSpec(KEY, OptionSpec.Type.STRING, "the one stream to read of a stream file (.tape, .ss)"),
                new OptionSpec(
                        DECODE,
                        OptionSpec.Type.STRING,
                        "what a payload of a SeaStreamer file is: text, json or bytes"));
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return List.of(
                new OptionSpec(STREAM, OptionSpec.Type.STRING, "the stream's name in a stream file, not the file's"),
                new OptionSpec(
                        ALLOW_LOSS,
                        OptionSpec.Type.BOOLEAN,
                        "leave out the keys and headers that a SeaStreamer file cannot hold"));
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>(checkPath(endpoint));
        FileFormat format = FileFormat.of(endpoint.path());
        if (mistakes.isEmpty()) {
            SourceFile.obstacle(endpoint.path()).ifPresent(obstacle -> mistakes.add(new Mistake("url", obstacle)));
        }
        if (format == FileFormat.TEXT && endpoint.string(TIME).isPresent()) {
            mistakes.add(
                    new Mistake(TIME, "a line of text has no fields; the ending .ndjson or .csv says that it has"));
        }
        if (format == FileFormat.SEA_STREAMER) {
            checkDecode(endpoint).ifPresent(mistakes::add);
        } else if (endpoint.string(DECODE).isPresent()) {
            mistakes.add(new Mistake(DECODE, "only a SeaStreamer file (.ss) does not say itself what it holds"));
        }
        if (format == FileFormat.TAPE || format == FileFormat.SEA_STREAMER) {
            mistakes.addAll(checkStreamFileSource(endpoint, format));
            return mistakes;
        }
        if (endpoint.string(KEY).isPresent()) {
            mistakes.add(new Mistake(KEY, "only a stream file (.tape, .ss) holds streams to choose from"));
        }
        checkName(endpoint, STREAM).ifPresent(mistakes::add);
        endpoint.integer(RECORD_BYTES_MAX).ifPresent(bytes -> {
            if (bytes < 1 || bytes > RECORD_BYTES_MAX_LIMIT) {
                mistakes.add(new Mistake(RECORD_BYTES_MAX, bytes + " is not between 1 and " + RECORD_BYTES_MAX_LIMIT));
            }
        });
        return mistakes;
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>(checkPath(endpoint));
        FileFormat format = FileFormat.of(endpoint.path());
        if (mistakes.isEmpty() && Files.isDirectory(endpoint.path())) {
            mistakes.add(new Mistake("url", endpoint.path() + " is a folder, not a file"));
        }
        if (format == FileFormat.TAPE || format == FileFormat.SEA_STREAMER) {
            checkName(endpoint, STREAM).ifPresent(mistakes::add);
        } else if (endpoint.string(STREAM).isPresent()) {
            mistakes.add(new Mistake(STREAM, "only a stream file (.tape, .ss) says what its stream is called"));
        }
        if (format == FileFormat.SEA_STREAMER) {
            SeaStreamerOutput.objection(stream(endpoint)).ifPresent(why -> mistakes.add(new Mistake(STREAM, why)));
        } else if (endpoint.options().containsKey(ALLOW_LOSS)) {
            mistakes.add(new Mistake(ALLOW_LOSS, "only a SeaStreamer file (.ss) refuses keys and headers"));
        }
        return mistakes;
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return new Guarantee(Guarantee.Level.ONCE, "as long as the file only grows");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        String how = FileFormat.of(endpoint.path()) == FileFormat.TAPE
                ? "each message carries its effect id"
                : "an index beside the file";
        return new Guarantee(
                Guarantee.Level.ONCE, how + (durability == Durability.OS ? "; short of a power loss" : ""));
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        Path path = endpoint.path();
        FileFormat format = FileFormat.of(path);
        if (format == FileFormat.TAPE) {
            return TapeSource.open(path, endpoint.string(KEY).map(StreamKey::new), endpoint.flag(FOLLOW));
        }
        if (format == FileFormat.SEA_STREAMER) {
            return SeaStreamerSource.open(
                    path,
                    endpoint.string(KEY).map(StreamKey::new),
                    encoding(endpoint).orElse(PayloadEncoding.TEXT),
                    endpoint.flag(FOLLOW));
        }
        RecordMessages messages =
                new RecordMessages(stream(endpoint), endpoint.string(TIME).map(EventTime::new), InstantSource.system());
        return new FileSource(
                SourceFile.open(path),
                RecordFormat.of(format),
                messages,
                endpoint.flag(FOLLOW),
                endpoint.integer(RECORD_BYTES_MAX).orElse(RECORD_BYTES_MAX_DEFAULT));
    }

    @Override
    public boolean readsAgain(Endpoint endpoint) {
        return true;
    }

    @Override
    public MessageFetcher openFetcher(Endpoint endpoint) {
        Map<String, Object> options = new HashMap<>(endpoint.options());
        options.remove(FOLLOW); // what was read is there
        Endpoint finite = new Endpoint(endpoint.url(), endpoint.folder(), options);
        return new FileFetcher(endpoint.path(), () -> openSource(finite, ShardShare.ALL));
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        Path path = endpoint.path();
        FileFormat format = FileFormat.of(path);
        return switch (format) {
            case TAPE -> TapeSinkOpener.open(path, stream(endpoint), context);
            case SEA_STREAMER ->
                FileSinkOpener.open(
                        path,
                        new SeaStreamerOutput(
                                path,
                                stream(endpoint),
                                endpoint.flag(ALLOW_LOSS),
                                SeaStreamerHeader.INTERVAL_BYTES_DEFAULT,
                                InstantSource.system()),
                        context);
            case NDJSON, CSV, TSV, TEXT -> FileSinkOpener.open(path, OutputFormat.of(format), context);
        };
    }

    @Override
    public Optional<StreamCatalogProvider> catalog() {
        return Optional.of(new TapeCatalogProvider());
    }

    private static StreamKey stream(Endpoint endpoint) {
        return StreamKey.nearest(endpoint.string(STREAM).orElse(FileFormat.stem(endpoint.path())));
    }

    /** Its messages have a stream, a time and an end of their own. */
    private static List<Mistake> checkStreamFileSource(Endpoint endpoint, FileFormat format) {
        String file = "a stream file (" + (format == FileFormat.TAPE ? ".tape" : ".ss") + ")";
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Object> options = endpoint.options();
        if (options.containsKey(TIME)) {
            mistakes.add(new Mistake(TIME, "the messages of " + file + " have their own times"));
        }
        if (options.containsKey(STREAM)) {
            mistakes.add(new Mistake(
                    STREAM, "the messages of " + file + " have their own streams; key = … reads one of them"));
        }
        if (options.containsKey(RECORD_BYTES_MAX)) {
            mistakes.add(new Mistake(RECORD_BYTES_MAX, "a message of " + file + " says how long it is"));
        }
        checkName(endpoint, KEY).ifPresent(mistakes::add);
        return mistakes;
    }

    private static Optional<Mistake> checkDecode(Endpoint endpoint) {
        return endpoint.string(DECODE)
                .filter(ignored -> encoding(endpoint).isEmpty())
                .map(word -> new Mistake(DECODE, "\"" + word + "\" is not one of text, json and bytes"));
    }

    private static Optional<PayloadEncoding> encoding(Endpoint endpoint) {
        return endpoint.string(DECODE).flatMap(PayloadDecoder::encodingOf);
    }

    private static Optional<Mistake> checkName(Endpoint endpoint, String option) {
        return endpoint.string(option)
                .filter(name -> !StreamKey.nearest(name).name().equals(name))
                .map(name -> new Mistake(
                        option,
                        "\"" + name + "\" is not a stream's name; " + StreamKey.nearest(name) + " would be one"));
    }

    private static List<Mistake> checkPath(Endpoint endpoint) {
        return endpoint.url().rest().isBlank()
                ? List.of(new Mistake("url", "no path: it would be like file://data/in.ndjson"))
                : List.of();
    }
}
