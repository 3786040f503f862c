package io.tapedeck.log;

import java.util.List;

/** Writes the contents of frames; the layouts are drawn in {@code spec/beacon-log.md}. */
final class RecordEncoder {
    static final int HAS_KEY = 1;
    static final int HAS_HEADERS = 2;
    static final int HAS_POSITION = 4;
    static final int MESSAGE_FIXED_LENGTH = 40;
    static final int ORDINAL_AT = 0;
    static final int FEED_TIME_AT = 8;
    static final int STEP_FIXED_LENGTH = 24;
    static final int CALL_LENGTH = 40;

    private final ValueEncoder parts = new ValueEncoder();

    void encodeMessage(FrameBuffer frame, long ordinal, long feedTimeNanos, EncodedMessage message, Value position) {
        int flags = encodeParts(message, position);
        int at = frame.reserve(MESSAGE_FIXED_LENGTH);
        frame.setLong(at, ordinal);
        frame.setLong(at + 8, feedTimeNanos);
        frame.setLong(at + 16, message.sequence());
        frame.setLong(at + 24, message.timeNanos());
        frame.setInt(at + 32, message.encoding().number() | flags << 8);
        frame.setInt(at + 36, parts.length());
        if (flags != 0) {
            frame.putBytes(parts.view());
        }
        frame.putBytes(message.payload());
    }

    private int encodeParts(EncodedMessage message, Value position) {
        parts.clear();
        int flags = 0;
        if (!message.key().isNull()) {
            parts.write(message.key());
            flags |= HAS_KEY;
        }
        if (!message.headers().isEmpty()) {
            parts.write(Output.headersValue(message.headers()));
            flags |= HAS_HEADERS;
        }
        if (!position.isNull()) {
            parts.write(position);
            flags |= HAS_POSITION;
        }
        return flags;
    }

    void encodeStep(FrameBuffer frame, LogRecord.StepRecord step) {
        frame.putLong(step.ordinal());
        frame.putLong(step.endNanos());
        frame.putInt(step.calls().size());
        frame.putInt(0);
        for (LogRecord.Call call : step.calls()) {
            frame.putInt(call.step());
            frame.putInt(call.outputCount());
            frame.putLong(call.outputsDigest());
            frame.putLong(call.stateDigest());
            frame.putLong(call.outputs().length());
            frame.putLong(0);
        }
        for (LogRecord.Call call : step.calls()) {
            frame.putBytes(call.outputs());
        }
    }

    void encodeValue(FrameBuffer frame, Value value) {
        parts.clear();
        parts.write(value);
        frame.putBytes(parts.view());
    }

    static MapValue gapContent(LogRecord.Gap gap) {
        return MapValue.builder()
                .put("first", Value.of(gap.first()))
                .put("last", Value.of(gap.last()))
                .build();
    }

    /** The content of a stream record; the offsets are those of two records before it. */
    static MapValue streamContent(LogRecord.StreamStart stream, long previousOffset, long skipOffset) {
        return streamFields(stream)
                .put("previous", Value.of(previousOffset))
                .put("skip", Value.of(skipOffset))
                .build();
    }

    static MapValue endContent(long records, long messages, Bytes sha256, List<LogRecord.StreamStart> streams) {
        List<MapValue> streamValues = streams.stream()
                .map(stream ->
                        streamFields(stream).put("id", Value.of(stream.id())).build())
                .toList();
        return MapValue.builder()
                .put("records", Value.of(records))
                .put("messages", Value.of(messages))
                .put("streams", Value.list(streamValues))
                .put("sha256", Value.of(sha256))
                .build();
    }

    private static MapValue.Builder streamFields(LogRecord.StreamStart stream) {
        return MapValue.builder()
                .put("key", Value.of(stream.stream().name()))
                .put("shard", Value.of(stream.shard()))
                .put("messages", Value.of(stream.messages()))
                .put("last", stream.last().map(Value::of).orElse(Value.NULL));
    }
}
