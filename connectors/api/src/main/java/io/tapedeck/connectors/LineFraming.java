package io.tapedeck.connectors;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A record is a line. */
public final class LineFraming implements RecordFraming {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private long lineFeeds;

    /** A framing at the start of a line. */
    public LineFraming() {}

    /**
     * Eight bytes at once: a byte that is a line feed is zero after the exclusive or, and the lowest zero
     * byte of a word is the lowest one whose high bit the subtraction sets.
     * (Source: "Determine if a word has a zero byte", Bit Twiddling Hacks, S. E. Anderson.)
     */
    @Override
    public int indexOfEnd(byte[] array, int from, int to) {
        int at = from;
        for (; at <= to - 8; at += 8) {
            long word = (long) LONG.get(array, at) ^ LINE_FEEDS;
            long zeros = word - LOW_BITS & ~word & HIGH_BITS;
            if (zeros != 0) {
                lineFeeds++;
                return at + (Long.numberOfTrailingZeros(zeros) >> 3);
            }
        }
        for (; at < to; at++) {
            if (array[at] == '\n') {
                lineFeeds++;
                return at;
            }
        }
        return -1;
    }

    @Override
    public long lineFeeds() {
        return lineFeeds;
    }

    @Override
    public void restart() {
        lineFeeds = 0;
    }
}
