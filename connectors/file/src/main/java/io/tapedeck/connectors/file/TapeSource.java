package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the messages of a stream file as they are. An unfinished write at the file's end is passed over; what
 * is damaged below the durable mark never is.
 *
 * <p>The log is read through a channel, which an interrupt closes: after one, the source can only be closed.
 */
final class TapeSource implements Source {
    private final Path path;
    private final SourceFile file;
    private final LogReader reader;
    private final Optional<StreamKey> only;
    private final boolean follow;

    private TapeSource(Path path, SourceFile file, LogReader reader, Optional<StreamKey> only, boolean follow) {
        this.path = path;
        this.file = file;
        this.reader = reader;
        this.only = only;
        this.follow = follow;
    }

    /**
     * Opens a stream file.
     *
     * @param only the stream whose messages are wanted; empty for all
     * @param follow whether to wait for more at the end
     */
    static TapeSource open(Path path, Optional<StreamKey> only, boolean follow) throws ConnectorException {
        SourceFile file = SourceFile.open(path);
        boolean opened = false;
        try {
            TapeSource source = new TapeSource(path, file, TapeFile.open(path), only, follow);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        if (after.isEmpty()) {
            return;
        }
        TapePosition position = TapePosition.ofValue(after.get());
        if (!position.log().equals(reader.logId())) {
            throw file.changed("it is another log than the one that was read");
        }
        try {
            reader.seekOrdinal(position.ordinal());
            if (!reader.next()
                    || !(reader.record() instanceof LogRecord.MessageRecord message)
                    || message.ordinal() != position.ordinal()) {
                throw file.changed("it no longer holds message #" + position.ordinal() + ", which was read");
            }
        } catch (IOException e) {
            throw TapeFile.unreadable(path, e);
        }
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<Polled> found = next();
            if (found.isPresent()) {
                return found.get();
            }
            if (!follow) {
                return Polled.Ended.INSTANCE;
            }
            file.checkSame(reader.position().offset());
            if (!Nap.before(deadlineNanos)) {
                return Polled.Idle.INSTANCE;
            }
        }
    }

    @Override
    public void close() throws ConnectorException {
        try (reader) {
            file.close();
        } catch (IOException e) {
            throw TapeFile.unreadable(path, e);
        }
    }

    /** The next message that is wanted, where there is one now. */
    private Optional<Polled> next() throws ConnectorException, InterruptedException {
        try {
            while (reader.next()) {
                if (reader.record() instanceof LogRecord.MessageRecord message && isWanted(message.message())) {
                    Value position = new TapePosition(reader.logId(), message.ordinal()).toValue();
                    return Optional.of(new Polled.Input(message.message(), position));
                }
            }
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw TapeFile.unreadable(path, e);
        }
    }

    private boolean isWanted(EncodedMessage message) {
        return only.isEmpty() || only.get().equals(message.stream());
    }
}
