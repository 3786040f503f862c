package io.tapedeck.log;

import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The messages of a log, for copying and converting: in order, of any kind of log, as many as are intact. A message
 * that another one replaced is left out.
 */
public final class LogMessages implements Closeable {
    private final LogSalvage log;
    private final LogProgress progress;
    private final long bytesTotal;
    private Optional<MessageRecord> ahead = Optional.empty();
    private Optional<MessageRecord> message = Optional.empty();

    private LogMessages(LogSalvage log, LogProgress progress, long bytesTotal) {
        this.log = log;
        this.progress = progress;
        this.bytesTotal = bytesTotal;
    }

    /**
     * Opens a log before its first message.
     *
     * @param log a folder of segments, or a segment
     * @param progress is told how far it is
     * @throws LogException.NotALog where it is no log
     */
    public static LogMessages open(Path log, LogProgress progress) throws IOException {
        return new LogMessages(LogSalvage.open(log), progress, LogProgress.bytesTotal(LogFolder.segments(log)));
    }

    /**
     * Goes to the next message.
     *
     * @return whether there is one
     */
    public boolean next() throws IOException {
        message = ahead;
        ahead = read();
        while (message.isEmpty() && ahead.isPresent() || replaced()) {
            message = ahead;
            ahead = read();
        }
        return message.isPresent();
    }

    private boolean replaced() {
        return message.isPresent()
                && ahead.isPresent()
                && message.get().ordinal() == ahead.get().ordinal();
    }

    private Optional<MessageRecord> read() throws IOException {
        while (log.next()) {
            if (log.record() instanceof MessageRecord found) {
                progress.report(Math.min(log.bytesDone(), bytesTotal), bytesTotal);
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The message that {@link #next} went to. */
    public MessageRecord message() {
        return message.orElseThrow(() -> new IllegalStateException("call next() first"));
    }

    /** What was read; its {@link LogSalvage#damages} are whole when {@link #next} has said that there is no more. */
    public LogSalvage log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
