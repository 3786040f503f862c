package io.tapedeck.processors.java.bridge;

import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.World;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The world whose processor this thread runs; without one, no rewritten code may run. While a class of a library
 * is initialized, which may be at any message, it has a world of its own: what its static initializer reads is then
 * the same whenever that is.
 */
public final class BoundWorld {
    private static final ThreadLocal<Deque<World>> INITIALIZING = ThreadLocal.withInitial(ArrayDeque::new);

    private BoundWorld() {}

    static World get() {
        World initializing = INITIALIZING.get().peek();
        return initializing != null
                ? initializing
                : World.current()
                        .orElseThrow(() -> new IllegalStateException(
                                "the code of a processor ran on a thread that runs no processor"));
    }

    /** The zone where the code names none. */
    static ZoneId zone() {
        return get().locality().zone();
    }

    /** The locale where the code names none. */
    static Locale locale() {
        return get().locality().locale();
    }

    static RandomGenerator random() {
        return get().random();
    }

    /** Whether a static initializer runs. */
    public static boolean isInitializing() {
        return !INITIALIZING.get().isEmpty();
    }

    /** A number for an object that a static initializer made. */
    public static int nextIdentity() {
        return (int) (get().nextIdentity() >>> Byte.SIZE);
    }

    /** A static initializer begins, in a world with this locality, clock and seed. */
    public static void beginInitializing(Locality locality, long startNanos, long seed) {
        World world = new World(World.Pace.REPLAY, locality);
        world.begin(startNanos, seed);
        INITIALIZING.get().push(world);
    }

    /** The static initializer that began last ends. */
    public static void endInitializing() {
        INITIALIZING.get().pop();
    }
}
