package io.tapedeck.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64, the digest of outputs and of state: fast, with good dispersion, not meant against an adversary.
 *
 * <p>Source: Y. Collet, "XXH64 algorithm description", version 0.2.0, in the xxHash project's documentation.
 */
public final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    /** The hash of {@code bytes}. */
    public static long hash(Bytes bytes, long seed) {
        return hash(bytes.array(), bytes.offset(), bytes.length(), seed);
    }

    /** The hash of {@code length} bytes of {@code array}. */
    public static long hash(byte[] array, int offset, int length, long seed) {
        int at = offset;
        int end = offset + length;
        long hash;
        if (length >= 32) {
            long lane1 = seed + PRIME_1 + PRIME_2;
            long lane2 = seed + PRIME_2;
            long lane3 = seed;
            long lane4 = seed - PRIME_1;
            for (; at <= end - 32; at += 32) {
                lane1 = round(lane1, (long) LONG.get(array, at));
                lane2 = round(lane2, (long) LONG.get(array, at + 8));
                lane3 = round(lane3, (long) LONG.get(array, at + 16));
                lane4 = round(lane4, (long) LONG.get(array, at + 24));
            }
            hash = Long.rotateLeft(lane1, 1)
                    + Long.rotateLeft(lane2, 7)
                    + Long.rotateLeft(lane3, 12)
                    + Long.rotateLeft(lane4, 18);
            hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
        } else {
            hash = seed + PRIME_5;
        }
        return finish(hash + length, array, at, end);
    }

    /** Folds one number into a hash, as if it were 8 bytes hashed with {@code hash} as the seed. */
    public static long mix(long hash, long number) {
        long mixed = hash + PRIME_5 + 8;
        return avalanche(Long.rotateLeft(mixed ^ round(0, number), 27) * PRIME_1 + PRIME_4);
    }

    private static long finish(long start, byte[] array, int from, int end) {
        long hash = start;
        int at = from;
        for (; at <= end - 8; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(array, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at <= end - 4) {
            long word = (int) INT.get(array, at) & 0xFFFFFFFFL;
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ (array[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        return avalanche(hash);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }
}
