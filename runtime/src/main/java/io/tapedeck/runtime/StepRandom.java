package io.tapedeck.runtime;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.XxHash64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The random numbers of one step: SplitMix64 from a seed that is derived from what identifies the step, never
 * from how much was drawn before.
 *
 * <p>Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class StepRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** A generator with a given seed. */
    public StepRandom(long seed) {
        state = seed;
    }

    /**
     * The seed of one call of a processor: the root seed, folded by {@link XxHash64#mix} with the hash of the
     * step's id, the task, the ordinal, and each index of the path.
     *
     * @param rootSeed the run's
     * @param task the task, from 0
     * @param step the step's id
     * @param ordinal the input's ordinal; 0 when the code is loaded
     * @param path which output of each step before led here; empty for the first step
     */
    public static long seed(long rootSeed, int task, String step, long ordinal, List<Integer> path) {
        return callSeed(stepSeed(rootSeed, task, step), ordinal, path);
    }

    /** The part of {@link #seed} that all calls of a step have in common. */
    public static long stepSeed(long rootSeed, int task, String step) {
        return XxHash64.mix(XxHash64.mix(rootSeed, XxHash64.hash(Bytes.utf8(step), 0)), task);
    }

    /** The seed of a call, from that of its step. */
    public static long callSeed(long stepSeed, long ordinal, List<Integer> path) {
        long seed = XxHash64.mix(stepSeed, ordinal);
        for (int index : path) {
            seed = XxHash64.mix(seed, index);
        }
        return seed;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
