package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lines with SeaStreamer's heads: each says where its message belongs. Sequences ascend within a shard, as a log needs
 * them to: where a line has none, or one that is not above the last, it gets the next. The position is the last sequence
 * of each shard.
 */
final class HeadedLines implements LineMessages {
    /** The stream of a line that names none, as SeaStreamer has it. */
    static final StreamKey DEFAULT_STREAM = new StreamKey("broadcast");

    private final PayloadEncoding encoding;
    private final InstantSource clock;
    private final Map<String, Long> lastSequences = new HashMap<>();

    HeadedLines(PayloadEncoding encoding, InstantSource clock) {
        this.encoding = encoding;
        this.clock = clock;
    }

    @Override
    public void resume(Value after) {
        after.get(SourcePosition.SHARDS)
                .asMap()
                .entries()
                .forEach((shard, sequence) -> lastSequences.put(shard.asString(), sequence.asLong()));
    }

    @Override
    public Optional<Polled.Input> input(Bytes line, long number) {
        return Optional.of(input(message(line, number)));
    }

    private EncodedMessage message(Bytes line, long number) {
        try {
            HeadedLine headed = HeadedLine.parse(line);
            StreamKey stream = headed.stream().orElse(DEFAULT_STREAM);
            long shard = headed.shard().orElse(0L);
            return new EncodedMessage(
                    stream,
                    shard,
                    sequence(stream, shard, headed.sequence()),
                    headed.timeNanos().orElseGet(this::now),
                    encoding,
                    headed.payload());
        } catch (EncodingException e) {
            Bytes payload = new MalformedPayload("line " + number + ": " + e.getMessage(), line).encode();
            return new EncodedMessage(
                    DEFAULT_STREAM,
                    0,
                    sequence(DEFAULT_STREAM, 0, Optional.empty()),
                    now(),
                    PayloadEncoding.MALFORMED,
                    payload);
        }
    }

    private long sequence(StreamKey stream, long shard, Optional<Long> given) {
        long last = lastSequences.getOrDefault(shardName(stream, shard), -1L);
        return Math.max(last + 1, given.orElse(0L));
    }

    private Polled.Input input(EncodedMessage message) {
        String shard = shardName(message.stream(), message.shard());
        lastSequences.put(shard, message.sequence());
        Value position = Value.map(SourcePosition.SHARDS, Value.map(shard, Value.of(message.sequence())));
        return new Polled.Input(message, position);
    }

    private static String shardName(StreamKey stream, long shard) {
        return stream + "/" + shard;
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
