package io.tapedeck.log;

/**
 * The message that a {@link LogReader} stands on, its fields read where they are: nothing is copied or made. It shows
 * that message until the reader goes on.
 *
 * <p>Why beside {@link LogRecord.MessageRecord}: who looks at a field of millions of messages, to count or to choose,
 * would pay for the objects of each more than for reading and verifying it. Who keeps a message, or wants its key or
 * headers, takes the record.
 */
public final class MessageView {
    private final LogReader reader;

    MessageView(LogReader reader) {
        this.reader = reader;
    }

    /** Its number in the log, from 1. */
    public long ordinal() {
        return RecordDecoder.ordinal(reader.frame());
    }

    /** When it was fed or appended, in nanoseconds since 1970. */
    public long feedTimeNanos() {
        return RecordDecoder.feedTimeNanos(reader.frame());
    }

    /** The stream it is from. */
    public StreamKey stream() {
        return reader.stream().stream();
    }

    /** The shard of the stream. */
    public long shard() {
        return reader.stream().shard();
    }

    /** Its number in the shard. */
    public long sequence() {
        return RecordDecoder.sequence(reader.frame());
    }

    /** The event time, in nanoseconds since 1970. */
    public long timeNanos() {
        return RecordDecoder.timeNanos(reader.frame());
    }

    /** How the payload is to be read. */
    public PayloadEncoding encoding() {
        return RecordDecoder.encoding(reader.frame());
    }

    /** A view of the content, valid as long as the record's would be. */
    public Bytes payload() {
        return RecordDecoder.payload(reader.frame());
    }
}
