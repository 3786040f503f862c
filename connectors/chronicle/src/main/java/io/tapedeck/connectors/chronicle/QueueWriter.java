package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/**
 * Appends excerpts to a queue.
 *
 * <p>Chronicle maps a file block by block and grows it by blocks, and an excerpt must fit a quarter of one.
 * A block of 1 MiB keeps a small queue small (its default of 64 MiB shows as an 80 MiB file) and costs a large
 * one nothing that could be measured; for a larger excerpt the queue is opened again with larger blocks.
 * Reading is not bound by them.
 *
 * <p>Chronicle's own {@code sync} waits for nothing by default and knows one block only, so a flush forces the
 * files themselves: what was stored through a mapping is written with them.
 */
final class QueueWriter implements AutoCloseable {
    private static final long BLOCK_BYTES = 1 << 20;
    private static final int EXCERPT_OVERHEAD_BYTES = 1 << 10;
    private static final long FREE_BYTES_MIN = 16 << 20;
    private static final long BYTES_BETWEEN_CHECKS = 4 << 20;

    private final QueueFolder folder;
    private final ForwardTime time;
    private final boolean force;
    private long blockBytes = BLOCK_BYTES;
    private SingleChronicleQueue queue;
    private ExcerptAppender appender;
    private @Nullable File unforced;
    private long bytesSinceCheck = BYTES_BETWEEN_CHECKS;
    private boolean isBroken;

    QueueWriter(QueueFolder folder, TimeProvider time, boolean force) throws ConnectorException {
        this.folder = folder;
        this.time = new ForwardTime(time);
        this.force = force;
        try {
            queue = open();
            appender = queue.createAppender();
        } catch (RuntimeException e) {
            throw folder.failed("open", e);
        }
    }

    /** The last excerpt of a queue; empty where there is none. */
    static Optional<Bytes> last(QueueFolder folder) throws ConnectorException, IOException {
        if (folder.files().isEmpty()) {
            return Optional.empty();
        }
        try (SingleChronicleQueue queue = folder.openToRead()) {
            return QueueFolder.last(queue);
        } catch (RuntimeException e) {
            throw folder.failed("read", e);
        }
    }

    /** Appends one excerpt of two parts. */
    void append(Bytes first, Bytes second) throws ConnectorException {
        int length = first.length() + second.length();
        try {
            checkUsable(length);
            if (length + EXCERPT_OVERHEAD_BYTES > blockBytes / 4) {
                reopen(length + EXCERPT_OVERHEAD_BYTES);
            }
            write(first, second);
        } catch (RuntimeException | IOException e) {
            isBroken = true;
            throw folder.failed("write to", e);
        } catch (InternalError e) {
            // The disk is full or failed: the JVM's word for a mapped page that could not be had.
            isBroken = true;
            throw folder.failed("write to", e);
        }
    }

    /** Makes what was appended survive what it has to. */
    void flush() throws ConnectorException {
        File current = appender.currentFile();
        if (!force || current == null) {
            return;
        }
        try {
            force(current.toPath());
            if (!current.equals(unforced)) {
                forceOthers(current.toPath());
            }
            unforced = current;
        } catch (IOException e) {
            isBroken = true;
            throw folder.failed("write to", e);
        }
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    private void write(Bytes first, Bytes second) {
        try (DocumentContext document = appender.writingDocument()) {
            try {
                net.openhft.chronicle.bytes.Bytes<?> content =
                        Optional.ofNullable(document.wire()).orElseThrow().bytes();
                content.write(first.toByteArray());
                content.write(second.toByteArray());
            } catch (RuntimeException | InternalError e) {
                document.rollbackOnClose();
                throw e;
            }
        }
    }

    private SingleChronicleQueue open() {
        SingleChronicleQueue opened = folder.openToWrite(blockBytes, time);
        time.startAtLastFileOf(opened);
        return opened;
    }

    private void reopen(int length) {
        blockBytes = Integer.highestOneBit(length) * 8L;
        close();
        queue = open();
        appender = queue.createAppender();
    }

    /** Looks at the free space now and then: a mapped page that cannot be had is a fault, not an error. */
    private void checkUsable(int length) throws ConnectorException, IOException {
        if (isBroken) {
            throw new ConnectorException("cannot write to " + folder.path() + ": an earlier write failed");
        }
        bytesSinceCheck += length;
        if (bytesSinceCheck < BYTES_BETWEEN_CHECKS) {
            return;
        }
        bytesSinceCheck = 0;
        long usable = Files.getFileStore(folder.path()).getUsableSpace();
        if (usable < FREE_BYTES_MIN + length) {
            throw new ConnectorException(
                    "cannot write to " + folder.path() + ": the disk has only " + usable + " bytes left");
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A new file has begun: its name, the metadata, and the end of the file before it. */
    private void forceOthers(Path current) throws IOException {
        for (Path file : folder.files()) {
            if (!file.equals(current)) {
                force(file);
            }
        }
        try (FileChannel names = FileChannel.open(folder.path(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
