package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.PathLock;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** The Chronicle queues of a folder. */
final class QueueCatalog implements StreamCatalog {
    private final Path folder;

    QueueCatalog(Path folder) {
        this.folder = folder;
    }

    /** Whether a path is a folder with a queue. */
    static boolean isQueue(Path path) {
        return ChronicleSource.obstacle(new QueueFolder(path)).isEmpty();
    }

    @Override
    public String place() {
        return folder.toString().isEmpty() ? "." : folder.toString();
    }

    @Override
    public List<StreamListing> list() throws ConnectorException {
        List<StreamListing> listings = new ArrayList<>();
        for (Path path : queues()) {
            listings.add(listing(path));
        }
        return listings;
    }

    private List<Path> queues() throws ConnectorException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(QueueCatalog::isQueue).sorted().toList();
        } catch (IOException e) {
            throw new ConnectorException("cannot list the folder " + place() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public StreamDescription describe(String name) throws ConnectorException {
        return new StreamDescription(listing(existing(name)), Map.of(), List.of());
    }

    private Path existing(String name) throws ConnectorException {
        Path path = folder.resolve(name);
        Optional<String> obstacle = ChronicleSource.obstacle(new QueueFolder(path));
        if (obstacle.isPresent()) {
            throw new ConnectorException(obstacle.get());
        }
        return path;
    }

    private static StreamListing listing(Path path) throws ConnectorException {
        QueueFolder queueFolder = new QueueFolder(path);
        try (SingleChronicleQueue queue = queueFolder.openToRead();
                ExcerptTailer tailer = queue.createTailer()) {
            Optional<QueueFolder.Excerpt> first = QueueFolder.next(tailer);
            long last = queue.lastIndex();
            boolean isEmpty = first.isEmpty() || last < first.get().index();
            long messages = isEmpty ? 0 : queue.countExcerpts(first.get().index(), last) + 1;
            StreamListing.Shard shard = new StreamListing.Shard(
                    0,
                    OptionalLong.of(messages),
                    first.map(excerpt -> end(excerpt.index(), excerpt.bytes())),
                    isEmpty ? Optional.empty() : QueueFolder.last(queue).map(bytes -> end(last, bytes)));
            return new StreamListing(String.valueOf(path.getFileName()), List.of(shard));
        } catch (RuntimeException e) {
            throw queueFolder.failed("look at", e);
        }
    }

    private static StreamListing.End end(long index, Bytes excerpt) {
        Optional<Instant> time = EffectExcerpt.isOne(excerpt)
                ? EffectExcerpt.read(excerpt).map(effect -> Times.instant(effect.timeNanos()))
                : Optional.empty();
        return new StreamListing.End(index, time, Optional.of(Long.toHexString(index)));
    }

    @Override
    public void create(String name, int shards) throws ConnectorException {
        throw new ConnectorException(
                "a Chronicle queue is made by who writes to it first, and has no need to be before");
    }

    /** Under the lock of a writer: a queue that a run is writing to stays. */
    @Override
    public void remove(String name) throws ConnectorException {
        Path path = existing(name);
        try (PathLock _ = PathLock.tryOpen(path.resolve(ChronicleSink.LOCK_NAME))
                .orElseThrow(() -> new ConnectorException("a run is writing to the Chronicle queue " + path))) {
            new QueueFolder(path).clear();
            Files.delete(path.resolve(ChronicleSink.LOCK_NAME));
            removeIfEmpty(path);
        } catch (IOException e) {
            throw new ConnectorException("cannot remove the Chronicle queue " + path + ": " + e.getMessage(), e);
        }
    }

    /** What else is in the folder is somebody's. */
    private static void removeIfEmpty(Path path) throws IOException {
        boolean isEmpty;
        try (Stream<Path> left = Files.list(path)) {
            isEmpty = left.findAny().isEmpty();
        }
        if (isEmpty) {
            Files.delete(path);
        }
    }

    @Override
    public void close() {}
}
