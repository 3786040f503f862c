package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.Slf4jExceptionHandler;
import net.openhft.chronicle.core.time.SystemTimeProvider;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** The folder of a Chronicle queue, and how it is opened. */
final class QueueFolder {
    /**
     * How long Chronicle waits for a writer's lock before it looks whether its holder is dead. Ours is held
     * for microseconds, and no second writer of ours gets this far ({@link io.tapedeck.connectors.PathLock}).
     */
    private static final long TIMEOUT_MILLIS = 500;

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger LIBRARY_LOGGER = Logger.getLogger("net.openhft");

    static {
        silence();
    }

    private final Path path;

    QueueFolder(Path path) {
        this.path = path;
    }

    /**
     * Chronicle reports to its maker, watches the disk and logs, each to be switched off: a pipeline's outputs
     * are nobody's business, and what matters reaches the user as an exception.
     */
    private static void silence() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        LIBRARY_LOGGER.setLevel(Level.OFF);
        Jvm.setExceptionHandlers(Slf4jExceptionHandler.ERROR, null, null, null);
    }

    /** The folder. */
    Path path() {
        return path;
    }

    /** The files of the queue: excerpts ({@code .cq4}) and metadata ({@code .cq4t}). */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.{cq4,cq4t}")) {
            found.forEach(files::add);
        }
        return files;
    }

    /** Removes the queue's files, and nothing else. */
    void clear() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    /** Opens the queue for reading; nothing in the folder changes. */
    SingleChronicleQueue openToRead() {
        return builder(SystemTimeProvider.INSTANCE).readOnly(true).build();
    }

    /**
     * Opens the queue for writing.
     *
     * <p>A file a day (UTC), Chronicle's own default: 2^32 excerpts each, and other tools open it without
     * being told. A queue that is there already keeps its cycle.
     *
     * @param blockBytes how much of a file is mapped at once, and the step by which it grows
     */
    SingleChronicleQueue openToWrite(long blockBytes, TimeProvider time) {
        return builder(time)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(blockBytes)
                .build();
    }

    /** The last excerpt; empty where there is none. */
    static Optional<Bytes> last(SingleChronicleQueue queue) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            return next(tailer).map(Excerpt::bytes);
        }
    }

    /** The tailer's next excerpt; empty where there is none. */
    static Optional<Excerpt> next(ExcerptTailer tailer) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return Optional.empty();
            }
            net.openhft.chronicle.bytes.Bytes<?> content =
                    Optional.ofNullable(document.wire()).orElseThrow().bytes();
            byte[] bytes = new byte[Math.toIntExact(content.readRemaining())];
            content.read(bytes);
            return Optional.of(new Excerpt(document.index(), Bytes.wrap(bytes)));
        }
    }

    /** Any failure of the library, in a sentence. */
    ConnectorException failed(String doing, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ConnectorException(
                "cannot " + doing + " the Chronicle queue " + path + ": "
                        + reason.lines().findFirst().orElse(""),
                cause);
    }

    private SingleChronicleQueueBuilder builder(TimeProvider time) {
        return SingleChronicleQueueBuilder.binary(path)
                .timeoutMS(TIMEOUT_MILLIS)
                .timeProvider(time);
    }

    /**
     * An excerpt.
     *
     * @param index its index in the queue
     * @param bytes its content
     */
    record Excerpt(long index, Bytes bytes) {}
}
