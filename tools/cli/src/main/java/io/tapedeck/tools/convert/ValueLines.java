package io.tapedeck.tools.convert;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.time.InstantSource;

/** Numbers the values of a file that says nothing but values: one stream, from 1 on, at the time of reading. */
final class ValueLines {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final StreamKey stream;
    private final InstantSource clock;
    private long sequence;

    ValueLines(StreamKey stream, InstantSource clock) {
        this.stream = stream;
        this.clock = clock;
    }

    Incoming next(PayloadEncoding encoding, Bytes payload, String place) {
        long now = nowNanos();
        // A time that is made up needs no more than milliseconds, which every kind of file holds.
        long time = now - Math.floorMod(now, NANOS_PER_MILLI);
        EncodedMessage message = new EncodedMessage(stream, /* shard= */ 0, ++sequence, time, encoding, payload);
        return new Incoming(now, message, Value.NULL, place);
    }

    long nowNanos() {
        return Times.nanos(clock.instant());
    }
}
