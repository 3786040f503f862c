package io.tapedeck.tools.bench;

import java.io.IOException;
import java.util.Random;

/** Which messages are searched for, and how the searches are timed: one by one; the figure is their median. */
final class Seeks {
    private static final long SEED = 42;
    private static final int CHECK_EVERY = 64;

    private final int count;

    Seeks(int count) {
        this.count = count;
    }

    /** Searches for the message of an ordinal, which counts from 1. */
    @FunctionalInterface
    interface Search {
        void seek(long ordinal) throws IOException;
    }

    /** The median time of a search among {@code work.messages()}, in microseconds. */
    double medianMicros(Work work, Search search) throws IOException {
        Random random = new Random(SEED);
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            if (i % CHECK_EVERY == 0) {
                work.limit().check();
            }
            long ordinal = 1 + random.nextLong(work.messages());
            long start = System.nanoTime();
            search.seek(ordinal);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return Statistics.median(micros);
    }
}
