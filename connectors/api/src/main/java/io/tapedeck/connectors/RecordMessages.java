package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes messages of what a source without keys, headers and shards reads: with the time that a field of the
 * content holds, or else the time when it was read.
 */
public final class RecordMessages {
    private final StreamKey stream;
    private final Optional<EventTime> eventTime;
    private final InstantSource clock;
    private final PayloadDecoder decoder = new PayloadDecoder();

    /** For a stream, with the field that holds the time, where there is one. */
    public RecordMessages(StreamKey stream, Optional<EventTime> eventTime, InstantSource clock) {
        this.stream = stream;
        this.eventTime = eventTime;
        this.clock = clock;
    }

    /**
     * The message of a record.
     *
     * @param sequence its number
     * @param place where it stands in the source, for messages to people, such as "line 7"
     */
    public EncodedMessage message(long sequence, Supplier<String> place, PayloadEncoding encoding, Bytes payload) {
        EncodedMessage message = new EncodedMessage(stream, 0, sequence, now(), encoding, payload);
        if (eventTime.isEmpty() || encoding == PayloadEncoding.MALFORMED) {
            return message;
        }
        try {
            long timeNanos = eventTime.get().nanos(decoder.decode(message));
            return new EncodedMessage(stream, 0, sequence, timeNanos, encoding, payload);
        } catch (EncodingException e) {
            return malformed(sequence, place.get() + ": " + e.getMessage(), payload);
        }
    }

    /** The message of a record that cannot be read. */
    public EncodedMessage malformed(long sequence, String reason, Bytes raw) {
        Bytes payload = new MalformedPayload(reason, raw).encode();
        return new EncodedMessage(stream, 0, sequence, now(), PayloadEncoding.MALFORMED, payload);
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
