package io.tapedeck.processors.java.bridge;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/** What {@code new SecureRandom()} becomes: it draws from the step's generator, and seeds do not matter. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a processor has one thread
public final class SteppedSecureRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    /** For {@code new SecureRandom()}. */
    public SteppedSecureRandom() {
        super(new StepSource(), null);
    }

    /** For {@code new SecureRandom(seed)}. */
    public SteppedSecureRandom(byte[] seed) {
        this();
        java.util.Objects.requireNonNull(seed);
    }

    @Override
    public String getAlgorithm() {
        return "Tapedeck";
    }

    @Override
    public double nextGaussian() {
        return BoundWorld.random().nextGaussian();
    }

    private static final class StepSource extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // A real one mixes the seed into its state; this one has none.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            BoundWorld.random().nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            engineNextBytes(seed);
            return seed;
        }
    }
}
