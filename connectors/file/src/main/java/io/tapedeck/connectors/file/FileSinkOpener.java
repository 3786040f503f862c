package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PathLock;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Opens a file to write outputs to: finds, with the index beside it, where the last whole batch ends, and
 * cuts the file there. What belongs to somebody else is refused, or removed where that is allowed.
 */
final class FileSinkOpener {
    private final Path path;
    private final OutputFormat format;
    private final SinkContext context;
    private final FileIndex.Owner owner;

    private FileSinkOpener(Path path, OutputFormat format, SinkContext context) {
        this.path = path;
        this.format = format;
        this.context = context;
        owner = new FileIndex.Owner(context.lineage(), context.task(), context.runName());
    }

    /** Opens a sink. */
    static FileSink open(Path path, OutputFormat format, SinkContext context) throws ConnectorException {
        try {
            Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            return new FileSinkOpener(real, format, context).open();
        } catch (IOException e) {
            throw new ConnectorException("cannot write to " + path + ": " + reason(e), e);
        }
    }

    /** The file beside a file. */
    static Path indexOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".tapedeck");
    }

    private FileSink open() throws ConnectorException, IOException {
        if (Files.isDirectory(path)) {
            throw new ConnectorException(path + " is a folder, not a file");
        }
        Files.createDirectories(parent());
        PathLock lock = PathLock.tryOpen(indexOf(path))
                .orElseThrow(() -> new ConnectorException("another run is writing to " + path));
        boolean opened = false;
        try {
            FileSink sink = open(lock);
            opened = true;
            return sink;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private FileSink open(PathLock lock) throws ConnectorException, IOException {
        boolean existed = Files.exists(path);
        RandomAccessFile data = new RandomAccessFile(path.toFile(), "rw");
        boolean opened = false;
        try {
            FileIndex index = new FileIndex(lock.file(), isForced());
            FileIndex.Mark start = recover(existed, data, index);
            opened = true;
            return new FileSink(path, data, lock, index, format, context.durability(), start);
        } catch (EncodingException e) {
            throw new ConnectorException("cannot go on with " + path + ": " + e.getMessage());
        } finally {
            if (!opened) {
                data.close();
            }
        }
    }

    private FileIndex.Mark recover(boolean existed, RandomAccessFile data, FileIndex index)
            throws ConnectorException, EncodingException, IOException {
        Recovery recovery = Recovery.of(owner, existed, data, index);
        return switch (recovery) {
            case Recovery.Begin ignored -> begin(data, index);
            case Recovery.Resume(FileIndex.Mark mark) -> resume(data, index, mark);
            case Recovery.Refuse ignored when context.overwrite() -> begin(data, index);
            case Recovery.Refuse(String why) ->
                throw new ConnectorException(path + " " + why + ": --overwrite replaces it, or write to another path");
        };
    }

    /** The file first: a crash between leaves an empty file, which anybody may begin. */
    private FileIndex.Mark begin(RandomAccessFile data, FileIndex index) throws IOException {
        data.setLength(0);
        index.begin(owner);
        if (isForced()) {
            data.getFD().sync();
            try (FileChannel folder = FileChannel.open(parent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
        return new FileIndex.Mark(1, Optional.empty(), 0, Tail.NONE, false);
    }

    /** The index first: that the file is open again must be known before it changes. */
    private FileIndex.Mark resume(RandomAccessFile data, FileIndex index, FileIndex.Mark mark)
            throws EncodingException, IOException {
        long length = mark.length() == 0 ? 0 : format.restore(data, mark.length());
        FileIndex.Mark open =
                new FileIndex.Mark(0, mark.last(), length, Tail.fingerprintAt(data, length), /* closed= */ false);
        index.compact(open);
        if (data.length() != length) {
            data.setLength(length);
        }
        if (isForced()) {
            data.getFD().sync();
        }
        return open;
    }

    private boolean isForced() {
        return context.durability() == Durability.FSYNC;
    }

    private Path parent() {
        return Optional.ofNullable(path.getParent()).orElse(path);
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException
                ? e.getMessage() + " is a file where a folder is needed"
                : String.valueOf(e.getMessage());
    }
}
