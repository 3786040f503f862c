package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;

/**
 * An input that the controller feeds itself while a timer is due and the source has nothing: it has an ordinal, a feed
 * time and a place in the log like any other, so it is resumed, replayed and looked at in the same way. No processor
 * sees it; the timers fire before it.
 */
final class Tick {
    /** The stream of all ticks; a source must not have one of this name. */
    static final StreamKey STREAM = new StreamKey("tapedeck.tick");

    private Tick() {}

    /** The tick with a number, from 1. */
    static EncodedMessage message(long number, long feedTimeNanos) {
        return new EncodedMessage(
                STREAM, 0, number, feedTimeNanos, PayloadEncoding.VALUE, ValueEncoder.encode(Value.NULL));
    }
}
