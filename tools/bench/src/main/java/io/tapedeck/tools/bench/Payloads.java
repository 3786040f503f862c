package io.tapedeck.tools.bench;

import java.util.Random;
import java.util.function.Function;

/**
 * The payloads that both sides of a comparison write: random bytes of a fixed seed, which no compression can make
 * smaller, repeated after some thousand messages so that making them costs nothing while it is timed.
 */
final class Payloads {
    private static final long SEED = 20_261_121;
    private static final int POOL_BYTES = 4 << 20;
    private static final int COUNT_MAX = 4096;

    private final byte[][] payloads;
    private final long[] sums;

    /** Payloads of {@code bytes} each. */
    Payloads(int bytes) {
        int count = Integer.highestOneBit(Math.clamp(POOL_BYTES / bytes, 1, COUNT_MAX));
        Random random = new Random(SEED);
        payloads = new byte[count][bytes];
        sums = new long[count];
        for (int i = 0; i < count; i++) {
            random.nextBytes(payloads[i]);
            sums[i] = Touch.sum(payloads[i], bytes);
        }
    }

    /** The payloads in a form of the caller's; message {@code i} has the one at {@code i & (length - 1)}. */
    <T> T[] as(Function<byte[], T> form, T[] array) {
        T[] forms = java.util.Arrays.copyOf(array, payloads.length);
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form.apply(payloads[i]);
        }
        return forms;
    }

    /** The sum of {@link Touch#sum} over the first {@code messages} payloads. */
    long sum(long messages) {
        long sum = 0;
        for (int i = 0; i < sums.length; i++) {
            long times = messages / sums.length + (i < messages % sums.length ? 1 : 0);
            sum += times * sums[i];
        }
        return sum;
    }

    /** @throws IllegalStateException where a side that read {@code messages} did not read the bytes written */
    void checkSum(long messages, long found) {
        if (found != sum(messages)) {
            throw new IllegalStateException("other bytes were read than were written");
        }
    }
}
