package io.tapedeck.processors.java.bridge;

import java.util.Random;

/**
 * What {@code new Random()} becomes. Without a seed it keeps no state but draws from the step's own generator,
 * so what it gives in a step does not depend on what was drawn in earlier ones. With a seed it is a {@link
 * Random}.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a processor has one thread
public class SteppedRandom extends Random {
    private static final long serialVersionUID = 1L;

    private boolean seeded;

    /** For {@code new Random()}. */
    public SteppedRandom() {
        super(0);
        seeded = false;
    }

    /** For {@code new Random(seed)}. */
    public SteppedRandom(long seed) {
        super(seed);
        seeded = true;
    }

    @Override
    public void setSeed(long seed) {
        super.setSeed(seed);
        seeded = true;
    }

    @Override
    protected int next(int bits) {
        return seeded ? super.next(bits) : (int) (BoundWorld.random().nextLong() >>> (Long.SIZE - bits));
    }

    @Override
    public double nextGaussian() {
        return seeded ? super.nextGaussian() : BoundWorld.random().nextGaussian();
    }
}
