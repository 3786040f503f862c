package io.tapedeck.runtime;

import java.util.Optional;

/**
 * Time, place and chance as a processor's code sees them, the same on every replay ({@code
 * spec/determinism.md}). A world is bound to the thread that runs the code; the hosts turn the language's own
 * clocks and generators to {@link #current()}.
 *
 * <p>Time stands still within a step but for {@value #READ_NANOS} ns a read; after {@value
 * #SLOW_READS_FROM} reads in a step each advances it by a millisecond, so that loops which wait for time to pass
 * end.
 */
public final class World {
    /** What one read of the clock advances it by, in nanoseconds. */
    public static final long READ_NANOS = 1;
    /** After this many reads in one step each advances the clock by {@link #SLOW_READ_NANOS}. */
    public static final int SLOW_READS_FROM = 1_000;
    /** What a late read advances the clock by, in nanoseconds. */
    public static final long SLOW_READ_NANOS = 1_000_000;

    private static final long IDENTITY_STEP = 1L << 8;

    private static final ThreadLocal<Optional<World>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    /** Whether {@link #sleep} waits: live it does, on replay it only advances the clock. */
    public enum Pace {
        /** Sleeping waits. */
        LIVE,
        /** Sleeping only advances the clock. */
        REPLAY
    }

    private final Optional<World> self = Optional.of(this);
    private final Locality locality;
    private Pace pace;
    private long scope;
    private long nanos;
    private int reads;
    private StepRandom random;
    private long identity;

    /** A world before its first step, in the locality that holds where a pipeline says nothing. */
    public World(Pace pace) {
        this(pace, Locality.DEFAULT);
    }

    /** A world before its first step. */
    public World(Pace pace, Locality locality) {
        this.pace = pace;
        this.locality = locality;
        this.random = new StepRandom(0);
    }

    /** Goes over from replaying to living, or back. */
    public void setPace(Pace pace) {
        this.pace = pace;
    }

    /** The world of the code that this thread runs, or empty where it runs none. */
    public static Optional<World> current() {
        return CURRENT.get();
    }

    /** Runs {@code body} with this world bound to the thread. */
    public <T, E extends Exception> T run(Body<T, E> body) throws E {
        Optional<World> before = CURRENT.get();
        CURRENT.set(self);
        try {
            return body.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** What {@link #run} runs. */
    @FunctionalInterface
    public interface Body<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /**
     * Begins a step.
     *
     * @param startNanos the clock, in nanoseconds since 1970
     * @param seed the seed of all that the step draws
     */
    public void begin(long startNanos, long seed) {
        scope++;
        nanos = startNanos;
        reads = 0;
        random = new StepRandom(seed);
        identity = seed;
    }

    /** The zone and locale, the same in all steps. */
    public Locality locality() {
        return locality;
    }

    /** A number that changes with every step, so that a generator can tell that it must be seeded anew. */
    public long scope() {
        return scope;
    }

    /** Reads the clock: nanoseconds since 1970. */
    public long readClockNanos() {
        long now = nanos;
        nanos += ++reads <= SLOW_READS_FROM ? READ_NANOS : SLOW_READ_NANOS;
        return now;
    }

    /** Where the clock is, without a read: nanoseconds since 1970. */
    public long clockNanos() {
        return nanos;
    }

    /** Lets {@code sleepNanos} pass. */
    public void sleep(long sleepNanos) throws InterruptedException {
        if (sleepNanos <= 0) {
            return;
        }
        nanos += sleepNanos;
        if (pace == Pace.LIVE) {
            Thread.sleep(java.time.Duration.ofNanos(sleepNanos));
        }
    }

    /**
     * A number for an object whose identity the code asks for, such as Python's {@code id}. It is counted from the
     * step's seed, so that it depends on no other step, and objects of different steps hardly ever get the same.
     */
    public long nextIdentity() {
        return identity += IDENTITY_STEP;
    }

    /** The step's generator, from which everything random in it is drawn, in order. */
    public StepRandom random() {
        return random;
    }
}
