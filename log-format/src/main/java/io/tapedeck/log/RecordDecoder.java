package io.tapedeck.log;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the contents of frames; {@link RecordEncoder} is the other way. */
final class RecordDecoder {
    /** Stands for the stream of a message of which nobody asks. */
    static final SegmentIndex.StreamShard ANY_STREAM = new SegmentIndex.StreamShard(new StreamKey("any"), 0);

    private RecordDecoder() {}

    /**
     * Reads a frame whose checksum was right, but no message.
     *
     * @throws ValueFormatException where the content is not what the kind of the frame wants
     */
    static LogRecord decode(Frame frame) {
        return checked(frame, () -> decodeContent(frame));
    }

    /** Reads a message of the stream that its frame's header names; throws as {@link #decode} does. */
    static LogRecord.MessageRecord decodeMessage(Frame frame, SegmentIndex.StreamShard stream) {
        try {
            return message(frame, stream);
        } catch (ValueTypeException
                | IndexOutOfBoundsException
                | ArithmeticException
                | IllegalArgumentException
                | NoSuchElementException e) {
            throw malformed(frame, e);
        }
    }

    /** Whether a frame whose checksum was right holds what its kind asks for. */
    static boolean isWellFormed(Frame frame) {
        if (isBareMessage(frame)) {
            return true;
        }
        try {
            LogRecord ignored = frame.kind() == Frame.MESSAGE ? decodeMessage(frame, ANY_STREAM) : decode(frame);
            return true;
        } catch (ValueFormatException e) {
            return false;
        }
    }

    /** Whether this is a well-formed message without key, headers and position, as many are: there is little to look at. */
    static boolean isBareMessage(Frame frame) {
        return frame.kind() == Frame.MESSAGE
                && frame.contentLength() >= RecordEncoder.MESSAGE_FIXED_LENGTH
                && frame.getByte(33) == 0
                && frame.getInt(36) == 0
                && PayloadEncoding.isNumber(frame.getByte(32))
                && sequence(frame) >= 0;
    }

    /** Whatever a content that no writer wrote makes the decoder stumble over, it is malformed. */
    private static <T> T checked(Frame frame, Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (ValueTypeException
                | IndexOutOfBoundsException
                | ArithmeticException
                | IllegalArgumentException
                | NoSuchElementException e) {
            throw malformed(frame, e);
        }
    }

    private static ValueFormatException malformed(Frame frame, RuntimeException cause) {
        return new ValueFormatException("a record of kind " + frame.kind() + ": " + cause.getMessage());
    }

    private static LogRecord decodeContent(Frame frame) {
        return switch (frame.kind()) {
            case Frame.STREAM -> stream(frame);
            case Frame.STEP -> step(frame.content());
            case Frame.GAP -> gap(frame);
            case Frame.SEGMENT_END -> end(ValueDecoder.decode(frame.content()));
            default ->
                LogRecord.RunRecord.Kind.ofNumber(frame.kind())
                        .<LogRecord>map(kind -> new LogRecord.RunRecord(
                                kind, ValueDecoder.decode(frame.content()).asMap()))
                        .orElseGet(() -> new LogRecord.Unknown(frame.kind(), frame.content()));
        };
    }

    /** Reads a stream record; throws as {@link #decode} does. */
    static LogRecord.StreamStart stream(Frame frame) {
        return checked(frame, () -> streamStart(frame.streamId(), ValueDecoder.decode(frame.content())));
    }

    /** Reads a gap; throws as {@link #decode} does. */
    static LogRecord.Gap gap(Frame frame) {
        return checked(frame, () -> {
            Value content = ValueDecoder.decode(frame.content());
            return new LogRecord.Gap(
                    content.get("first").asLong(), content.get("last").asLong());
        });
    }

    /** The offset of the stream record before the one in {@code frame}, 0 where there is none. */
    static long previousStreamRecord(Frame frame) {
        return checked(
                frame,
                () -> ValueDecoder.decode(frame.content()).get("previous").asLong());
    }

    /** The offset of the stream record to which the one in {@code frame} skips, 0 where there is none. */
    static long skippedStreamRecord(Frame frame) {
        return checked(
                frame, () -> ValueDecoder.decode(frame.content()).get("skip").asLong());
    }

    private static LogRecord.StreamStart streamStart(int id, Value content) {
        Value last = content.get("last");
        if (content.get("shard").asLong() < 0) {
            throw new ValueFormatException("a shard below 0");
        }
        return new LogRecord.StreamStart(
                id,
                new StreamKey(content.get("key").asString()),
                content.get("shard").asLong(),
                content.get("messages").asLong(),
                last.isNull() ? Optional.empty() : Optional.of(last.asLong()));
    }

    static long ordinal(Frame frame) {
        return frame.getLong(RecordEncoder.ORDINAL_AT);
    }

    static long feedTimeNanos(Frame frame) {
        return frame.getLong(RecordEncoder.FEED_TIME_AT);
    }

    static long sequence(Frame frame) {
        return frame.getLong(16);
    }

    static long timeNanos(Frame frame) {
        return frame.getLong(24);
    }

    private static LogRecord.MessageRecord message(Frame frame, SegmentIndex.StreamShard stream) {
        int flags = frame.getByte(33);
        int partsLength = frame.getInt(36);
        Bytes payload = payload(frame);
        PayloadEncoding encoding = encoding(frame);
        if (flags == 0 && partsLength == 0) {
            EncodedMessage bare = new EncodedMessage(
                    stream.stream(), stream.shard(), sequence(frame), timeNanos(frame), encoding, payload);
            return new LogRecord.MessageRecord(ordinal(frame), feedTimeNanos(frame), bare, Value.NULL);
        }
        ValueDecoder parts = new ValueDecoder(frame.content(RecordEncoder.MESSAGE_FIXED_LENGTH, partsLength));
        Value key = (flags & RecordEncoder.HAS_KEY) != 0 ? parts.read() : Value.NULL;
        List<Header> headers = (flags & RecordEncoder.HAS_HEADERS) != 0 ? Output.headers(parts.read()) : List.of();
        Value position = (flags & RecordEncoder.HAS_POSITION) != 0 ? parts.read() : Value.NULL;
        if (parts.hasMore()) {
            throw new ValueFormatException("more parts than a message has");
        }
        EncodedMessage message = new EncodedMessage(
                stream.stream(), stream.shard(), sequence(frame), timeNanos(frame), key, headers, encoding, payload);
        return new LogRecord.MessageRecord(ordinal(frame), feedTimeNanos(frame), message, position);
    }

    /** What follows the parts of a message. */
    static Bytes payload(Frame frame) {
        int payloadAt = Math.addExact(RecordEncoder.MESSAGE_FIXED_LENGTH, frame.getInt(36));
        return frame.content(payloadAt, frame.contentLength() - payloadAt);
    }

    static PayloadEncoding encoding(Frame frame) {
        int number = frame.getByte(32);
        return PayloadEncoding.ofNumber(number)
                .orElseThrow(() -> new ValueFormatException("unknown payload encoding " + number));
    }

    private static LogRecord.StepRecord step(Bytes content) {
        int count = getInt(content, 16);
        List<LogRecord.Call> calls = new ArrayList<>(Math.min(count, 64));
        int outputsAt = RecordEncoder.STEP_FIXED_LENGTH + count * RecordEncoder.CALL_LENGTH;
        for (int i = 0; i < count; i++) {
            int at = RecordEncoder.STEP_FIXED_LENGTH + i * RecordEncoder.CALL_LENGTH;
            int outputsLength = Math.toIntExact(getLong(content, at + 24));
            calls.add(new LogRecord.Call(
                    getInt(content, at),
                    getInt(content, at + 4),
                    getLong(content, at + 8),
                    getLong(content, at + 16),
                    content.slice(outputsAt, outputsLength)));
            outputsAt += outputsLength;
        }
        if (outputsAt != content.length()) {
            throw new ValueFormatException("a step whose outputs do not fill the record");
        }
        return new LogRecord.StepRecord(getLong(content, 0), getLong(content, 8), calls);
    }

    private static LogRecord.SegmentEnd end(Value content) {
        return new LogRecord.SegmentEnd(
                content.get("records").asLong(),
                content.get("messages").asLong(),
                content.get("sha256").asBytes(),
                content.get("streams").asList().stream()
                        .map(stream -> streamStart((int) stream.get("id").asLong(), stream))
                        .toList());
    }

    private static long getLong(Bytes bytes, int at) {
        java.util.Objects.checkFromIndexSize(at, 8, bytes.length());
        return LittleEndian.getLong(bytes.array(), bytes.offset() + at);
    }

    private static int getInt(Bytes bytes, int at) {
        java.util.Objects.checkFromIndexSize(at, 4, bytes.length());
        return LittleEndian.getInt(bytes.array(), bytes.offset() + at);
    }
}
