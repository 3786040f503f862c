package io.tapedeck.log;

import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Writes messages that come from elsewhere into a new stream file, under ordinals of its own. Durable when it is
 * closed; whoever meets a failure before that removes the file.
 */
public final class StreamFileWriter implements Closeable {
    private final Path file;
    private final LogWriter writer;
    private long feedTimeNanos = Long.MIN_VALUE;

    private StreamFileWriter(Path file, LogWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Begins a file, which must not exist. */
    public static StreamFileWriter create(Path file) throws IOException {
        LogSettings settings = LogSettings.of(Durability.FSYNC);
        return new StreamFileWriter(file, LogWriter.createFile(file, LogUse.STREAMS, UUID.randomUUID(), settings));
    }

    /**
     * Whether a message can be appended: whether its sequence is higher than the last of its stream's shard.
     *
     * @return empty where it can; else the last sequence
     */
    public OptionalLong lastSequenceFrom(EncodedMessage message) {
        OptionalLong last = writer.lastSequence(message.stream(), message.shard());
        return last.isPresent() && last.getAsLong() >= message.sequence() ? last : OptionalLong.empty();
    }

    /**
     * Appends a message.
     *
     * @param feedTimeNanos in nanoseconds since 1970; where it is less than before, the one before is taken
     * @param message the message; {@link #lastSequenceFrom} must be empty
     * @param position what the log that it is from says of its source's position, or {@link Value#NULL}
     */
    public void append(long feedTimeNanos, EncodedMessage message, Value position) throws IOException {
        this.feedTimeNanos = Math.max(this.feedTimeNanos, feedTimeNanos);
        writer.append(writer.ordinal() + 1, this.feedTimeNanos, message, position);
    }

    void append(MessageRecord record) throws IOException {
        append(record.feedTimeNanos(), record.message(), record.position());
    }

    /** The messages so far. */
    public long messages() {
        return writer.messages();
    }

    /** The size that the file has reached, in bytes. */
    long bytes() {
        return writer.segmentBytes();
    }

    /** Seals the file and makes it durable. */
    @Override
    public void close() throws IOException {
        writer.close();
        // Nobody else knows of the file yet, and what a lock was held on would only be in the way.
        Files.deleteIfExists(LogFolder.lock(file));
    }
}
