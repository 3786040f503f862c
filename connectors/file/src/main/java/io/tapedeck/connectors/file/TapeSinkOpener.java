package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.LogException;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens a stream file to write outputs to. Whose it is, the first message tells, before anything is changed;
 * how far it goes, the last one, once the writer has cut an unfinished write. What belongs to somebody else, or
 * has lost what was durable, is refused, or replaced where that is allowed.
 */
final class TapeSinkOpener {
    private final Path path;
    private final StreamKey stream;
    private final SinkContext context;
    private final TapeOwner owner;
    private final LogSettings settings;
    private final InstantSource clock;

    private TapeSinkOpener(Path path, StreamKey stream, SinkContext context, InstantSource clock) {
        this.path = path;
        this.stream = stream;
        this.context = context;
        this.clock = clock;
        owner = new TapeOwner(context.lineage().toString(), context.task());
        settings = LogSettings.of(context.durability());
    }

    /** What was found: a sink that goes on, or why there is none, as a sentence. */
    private sealed interface Found {
        record GoesOn(TapeSink sink) implements Found {}

        record Refused(String why) implements Found {}
    }

    /** Opens a sink. */
    static TapeSink open(Path path, StreamKey stream, SinkContext context) throws ConnectorException {
        return open(path, stream, context, InstantSource.system());
    }

    /** As {@link #open(Path, StreamKey, SinkContext)}, with another clock. */
    static TapeSink open(Path path, StreamKey stream, SinkContext context, InstantSource clock)
            throws ConnectorException {
        try {
            Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            return new TapeSinkOpener(real, stream, context, clock).open();
        } catch (LogException.Locked e) {
            throw anotherRun(path);
        } catch (IOException e) {
            throw new ConnectorException("cannot write to " + path + ": " + reason(e), e);
        }
    }

    private TapeSink open() throws ConnectorException, IOException {
        if (Files.isDirectory(path)) {
            throw new ConnectorException(path + " is a folder, not a file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new ConnectorException(path + " is not a regular file");
        }
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(path));
        if (isEmpty()) {
            return begin();
        }
        return switch (goOn()) {
            case Found.GoesOn(TapeSink sink) -> sink;
            case Found.Refused ignored when context.overwrite() -> begin();
            case Found.Refused(String why) ->
                throw new ConnectorException(why + ": --overwrite replaces it, or write to another path");
        };
    }

    private boolean isEmpty() throws IOException {
        return !Files.exists(path) || Files.size(path) == 0;
    }

    private TapeSink begin() throws ConnectorException, IOException {
        if (Files.exists(path)) {
            removeOld();
        }
        LogWriter writer = LogWriter.createFile(path, LogUse.STREAMS, UUID.randomUUID(), settings);
        return new TapeSink(path, writer, stream, owner, clock, TapeSink.End.EMPTY);
    }

    /** Under the writer's lock: what a live writer is writing is never removed. */
    private void removeOld() throws ConnectorException, IOException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        try (WriterLock _ = WriterLock.tryAcquire(lockFile).orElseThrow(() -> anotherRun(path))) {
            if (context.overwrite() || isEmpty()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Found goOn() throws IOException {
        try {
            Optional<String> objection = objectionToFirst();
            return objection.isPresent() ? new Found.Refused(objection.get()) : resume();
        } catch (LogException.Locked e) {
            throw e;
        } catch (LogException e) {
            return new Found.Refused(TapeFile.sentence(path, e));
        }
    }

    private Optional<String> objectionToFirst() throws IOException {
        try (LogReader reader = LogReader.open(path)) {
            if (reader.use() != LogUse.STREAMS) {
                return Optional.of(TapeFile.isRunLog(path));
            }
            while (reader.next()) {
                if (reader.record() instanceof LogRecord.MessageRecord first) {
                    return objection(first);
                }
            }
            return Optional.empty();
        }
    }

    private Optional<String> objection(LogRecord.MessageRecord message) {
        return owner.objection(message).map(why -> path + " " + why);
    }

    private Found resume() throws IOException {
        LogWriter writer = LogWriter.resumeFile(path, settings);
        boolean goesOn = false;
        try {
            Optional<LogRecord.MessageRecord> last = lastMessage(writer.ordinal());
            Optional<String> objection = last.flatMap(this::objection);
            if (objection.isPresent()) {
                return new Found.Refused(objection.get());
            }
            goesOn = true;
            TapeSink.End end = last.map(this::endAt).orElse(TapeSink.End.EMPTY);
            return new Found.GoesOn(new TapeSink(path, writer, stream, owner, clock, end));
        } finally {
            if (!goesOn) {
                writer.close();
            }
        }
    }

    private Optional<LogRecord.MessageRecord> lastMessage(long ordinal) throws IOException {
        try (LogReader reader = LogReader.open(path)) {
            reader.seekOrdinal(ordinal);
            return reader.next() && reader.record() instanceof LogRecord.MessageRecord last
                    ? Optional.of(last)
                    : Optional.empty();
        }
    }

    private TapeSink.End endAt(LogRecord.MessageRecord last) {
        return new TapeSink.End(owner.effect(last), last.message().sequence(), last.feedTimeNanos());
    }

    private static ConnectorException anotherRun(Path path) {
        return new ConnectorException("another run is writing to " + path);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException exists -> exists.getMessage() + " is a file where a folder is needed";
            case AccessDeniedException denied -> "no permission for " + denied.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}
