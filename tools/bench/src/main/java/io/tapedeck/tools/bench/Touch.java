package io.tapedeck.tools.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The cheap use of every byte of what is read: a sum, eight bytes at a time. */
final class Touch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Touch() {}

    /** The sum of the first {@code length} bytes as little-endian longs, and of the last odd ones by themselves. */
    static long sum(byte[] bytes, int length) {
        long sum = 0;
        int at = 0;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            sum += (long) LONGS.get(bytes, at);
        }
        for (; at < length; at++) {
            sum += bytes[at];
        }
        return sum;
    }
}
