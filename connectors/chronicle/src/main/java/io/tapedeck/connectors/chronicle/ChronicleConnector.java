package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.log.Durability;
import io.tapedeck.log.StreamKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code chronicle://path}: the folder of a Chronicle queue. */
public final class ChronicleConnector implements ConnectorProvider {
    private static final String FOLLOW = "follow";

    /** For {@link java.util.ServiceLoader}. */
    public ChronicleConnector() {}

    @Override
    public String scheme() {
        return "chronicle";
    }

    @Override
    public List<OptionSpec> sourceOptions() {
        return List.of(new OptionSpec(FOLLOW, OptionSpec.Type.BOOLEAN, "wait for more at the queue's end"));
    }

    @Override
    public List<OptionSpec> sinkOptions() {
        return List.of();
    }

    @Override
    public List<Mistake> checkSource(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>(checkPath(endpoint));
        if (mistakes.isEmpty()) {
            ChronicleSource.obstacle(new QueueFolder(endpoint.path()))
                    .ifPresent(obstacle -> mistakes.add(new Mistake("url", obstacle)));
        }
        return mistakes;
    }

    @Override
    public List<Mistake> checkSink(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>(checkPath(endpoint));
        Path path = endpoint.path();
        if (mistakes.isEmpty() && Files.exists(path) && !Files.isDirectory(path)) {
            mistakes.add(new Mistake("url", path + " is a file; a Chronicle queue is a folder"));
        }
        return mistakes;
    }

    @Override
    public Guarantee sourceGuarantee(Endpoint endpoint) {
        return new Guarantee(Guarantee.Level.ONCE, "as long as the queue's files are kept");
    }

    @Override
    public Guarantee sinkGuarantee(Endpoint endpoint, Durability durability) {
        return new Guarantee(
                Guarantee.Level.ONCE,
                "each excerpt carries its effect id" + (durability == Durability.OS ? "; short of a power loss" : ""));
    }

    @Override
    public Source openSource(Endpoint endpoint, ShardShare share) throws ConnectorException {
        Path path = endpoint.path();
        String name =
                Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
        StreamKey stream = StreamKey.nearest(name);
        RecordMessages messages = new RecordMessages(stream, Optional.empty(), InstantSource.system());
        return new ChronicleSource(new QueueFolder(path), stream, messages, endpoint.flag(FOLLOW));
    }

    @Override
    public Sink openSink(Endpoint endpoint, SinkContext context) throws ConnectorException {
        return ChronicleSink.open(endpoint.path(), context);
    }

    @Override
    public Optional<StreamCatalogProvider> catalog() {
        return Optional.of(new QueueCatalogProvider());
    }

    static List<Mistake> checkPath(Endpoint endpoint) {
        return endpoint.url().rest().isBlank()
                ? List.of(new Mistake("url", "no path: it would be like chronicle://var/alerts"))
                : List.of();
    }
}
