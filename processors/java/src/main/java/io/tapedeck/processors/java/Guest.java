package io.tapedeck.processors.java;

import io.tapedeck.processors.java.bridge.Traceback;
import io.tapedeck.processors.java.bridge.WorldObjects;
import io.tapedeck.runtime.World;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code shares with its own host and no other: the brake, the streams, the identity hashes.
 * Every {@link GuardedLoader} defines this class anew from our own class file, so that these static fields
 * are one host's and a check costs no look-up. Never used as loaded by our own loader.
 */
public final class Guest {
    /** Ends the call in progress. */
    public static final Brake BRAKE = new Brake();
    /** What {@code System.out} and {@code System.err} become. */
    public static final LogStream OUT = new LogStream();

    private static final int HASH_STEP = 0x9E3779B1;

    private static long hashScope = -1;
    private static int hashCount;

    private Guest() {}

    /** Called at every method's start and before every jump back. */
    public static void check() {
        BRAKE.check();
    }

    /** Called where a handler begins that catches errors. */
    public static void caught(Throwable thrown) {
        BRAKE.caught(thrown);
    }

    /** Called in place of what the guard refuses in a library. */
    public static void refuse(String message) {
        BRAKE.refuse(message);
    }

    /** A hash code for an object whose class has none: from the count of such objects in the step. */
    public static int nextHash() {
        long scope = World.current().map(World::scope).orElse(0L);
        if (scope != hashScope) {
            hashScope = scope;
            hashCount = 0;
        }
        return ++hashCount * HASH_STEP | 1;
    }

    /** For {@code IO.println()}. */
    public static void println() {
        OUT.println();
    }

    /** For {@code IO.println(object)}. */
    public static void println(@Nullable Object object) {
        OUT.println(WorldObjects.text(object));
    }

    /** For {@code IO.print(object)}. */
    public static void print(@Nullable Object object) {
        OUT.print(WorldObjects.text(object));
    }

    /** For {@code Throwable.printStackTrace()}. */
    public static void printStackTrace(Throwable thrown) {
        OUT.println(Traceback.of(thrown).stripTrailing());
    }
}
