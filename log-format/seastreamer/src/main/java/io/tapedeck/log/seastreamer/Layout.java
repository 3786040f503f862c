package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;

/**
 * The layout of a file. All integers are big-endian and unsigned; a short string is its length (u8) and as many
 * bytes of UTF-8.
 *
 * <pre>
 *   header, 128 bytes
 *     "Ss" | u8 version, 1 | short string file name | u64 created, ms since 1970 | u32 beacon interval
 *     | zeros | 0D as byte 127
 *   message
 *     short string stream | u64 shard | u64 sequence | u64 time, ms since 1970 | u32 length of the payload
 *     | payload | u16 checksum of the payload | 0D
 *   beacon, at every multiple of the interval, also within a message
 *     0D | u32 bytes of the message that are still to come | u8 number of markers | markers | 0D
 *   marker, of a stream's shard
 *     short string stream | u64 shard | u64 greatest sequence | u64 latest time | u16 running checksum
 * </pre>
 */
final class Layout {
    static final int HEADER_BYTES = 128;
    static final int VERSION = 1;

    /** A longer name would leave no room for the byte at the header's end. */
    static final int FILE_NAME_BYTES_MAX = 111;

    /** Shorter, and the first beacon would lie within the header. */
    static final int INTERVAL_BYTES_MIN = HEADER_BYTES;

    /** What ends a header, a message and a beacon, and begins a beacon. */
    static final byte MARK = 0x0D;

    /** Shard, sequence and time. */
    static final int NUMBERS_BYTES = 3 * Long.BYTES;

    /** The checksum and the mark behind the payload. */
    static final int MESSAGE_END_BYTES = Short.BYTES + 1;

    /** What a message has besides its stream's name and its payload. */
    static final int MESSAGE_OVERHEAD_BYTES = 1 + NUMBERS_BYTES + Integer.BYTES + MESSAGE_END_BYTES;

    /** A beacon without markers. */
    static final int BEACON_OVERHEAD_BYTES = 1 + Integer.BYTES + 1 + 1;

    /** What a marker has besides its stream's name. */
    static final int MARKER_OVERHEAD_BYTES = 1 + NUMBERS_BYTES + Short.BYTES;

    /** A marker of the longest name that a short string holds. */
    static final int MARKER_BYTES_MAX = MARKER_OVERHEAD_BYTES + 255;

    /** 9999-12-31T23:59:59.999Z: SeaStreamer refuses later times. */
    static final long TIME_MILLIS_MAX = 253_402_300_799_999L;

    /** The stream of SeaStreamer's own messages. */
    static final StreamKey INTERNAL = new StreamKey("SEA_STREAMER_INTERNAL");

    /** The payload of the message that ends a file. */
    static final Bytes END_OF_STREAM = Bytes.utf8("EOS");

    /** The length of the message that ends a file. */
    static final int END_OF_STREAM_BYTES =
            MESSAGE_OVERHEAD_BYTES + INTERNAL.name().length() + END_OF_STREAM.length();

    /** The largest payload that is read or written: a record of our own log takes no more. */
    static final int PAYLOAD_BYTES_MAX = 1 << 30;

    private Layout() {}

    /** How many markers SeaStreamer puts in a beacon at most: they take half of the interval in the worst case. */
    static int markersMax(long intervalBytes) {
        return (int) Math.min(255, (intervalBytes - BEACON_OVERHEAD_BYTES) / MARKER_BYTES_MAX) / 2;
    }

    /** @throws IllegalArgumentException where a time is none that SeaStreamer has */
    static void checkTime(long timeMillis) {
        if (timeMillis < 0 || timeMillis > TIME_MILLIS_MAX) {
            throw new IllegalArgumentException(
                    "a time of " + timeMillis + " ms since 1970; a SeaStreamer file holds times from 1970 to 9999");
        }
    }
}
