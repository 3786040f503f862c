package io.tapedeck.processors.java.bridge;

/** What {@link java.util.concurrent.ThreadLocalRandom} becomes, wherever a processor names it. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a processor has one thread
public final class SteppedThreadLocalRandom extends SteppedRandom {
    private static final long serialVersionUID = 1L;
    private static final SteppedThreadLocalRandom INSTANCE = new SteppedThreadLocalRandom();

    private final boolean initialized;

    private SteppedThreadLocalRandom() {
        initialized = true;
    }

    /** For {@code ThreadLocalRandom.current()}. */
    public static SteppedThreadLocalRandom current() {
        return INSTANCE;
    }

    @Override
    public void setSeed(long seed) {
        if (initialized) {
            throw new UnsupportedOperationException();
        }
    }
}
