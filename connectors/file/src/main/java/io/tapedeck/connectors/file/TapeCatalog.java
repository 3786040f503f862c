package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import io.tapedeck.log.LogInfo;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The streams in a stream file, found by reading it through. */
final class TapeCatalog implements StreamCatalog {
    private static final String ADVICE = "; ./tapedeck log split and log merge make files of others";

    private final Path path;

    TapeCatalog(Path path) {
        this.path = path;
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public List<StreamListing> list() throws ConnectorException {
        Map<String, List<StreamListing.Shard>> streams = new TreeMap<>();
        for (LogInfo.Stream shard : info().streams()) {
            streams.computeIfAbsent(shard.stream().name(), name -> new ArrayList<>())
                    .add(shard(shard));
        }
        return streams.entrySet().stream()
                .map(stream -> new StreamListing(stream.getKey(), stream.getValue()))
                .toList();
    }

    private LogInfo info() throws ConnectorException {
        try {
            return LogInfo.read(path);
        } catch (IOException e) {
            throw new ConnectorException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static StreamListing.Shard shard(LogInfo.Stream shard) {
        return new StreamListing.Shard(
                shard.shard(),
                OptionalLong.of(shard.messages()),
                Optional.of(end(shard.firstSequence(), shard.firstTimeNanos())),
                Optional.of(end(shard.lastSequence(), shard.lastTimeNanos())));
    }

    private static StreamListing.End end(long sequence, long timeNanos) {
        return new StreamListing.End(sequence, Optional.of(Times.instant(timeNanos)), Optional.empty());
    }

    @Override
    public StreamDescription describe(String name) throws ConnectorException {
        return list().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .map(listing -> new StreamDescription(listing, Map.of(), List.of()))
                .orElseThrow(() -> new ConnectorException("there is no stream " + name + " in " + path));
    }

    @Override
    public void create(String name, int shards) throws ConnectorException {
        throw new ConnectorException("a stream of a file comes with its first message" + ADVICE);
    }

    @Override
    public void remove(String name) throws ConnectorException {
        throw new ConnectorException("a stream file only grows" + ADVICE);
    }

    @Override
    public void close() {}
}
