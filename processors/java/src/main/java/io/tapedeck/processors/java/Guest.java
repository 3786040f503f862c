package io.tapedeck.processors.java;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.XxHash64;
import io.tapedeck.processors.java.bridge.BoundWorld;
import io.tapedeck.processors.java.bridge.Traceback;
import io.tapedeck.processors.java.bridge.WorldObjects;
import io.tapedeck.runtime.Locality;
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

    private static final Locality LOCALITY =
            World.current().map(World::locality).orElse(Locality.DEFAULT);
    private static final long LOAD_NANOS =
            World.current().map(World::clockNanos).orElse(0L);
    private static final long LOAD_SEED =
            World.current().map(World::nextIdentity).orElse(0L);

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

    /** Called where the static initializer of a library's class begins: its clock is that of the loading. */
    public static void beginInitializing(String className) {
        BoundWorld.beginInitializing(
                LOCALITY, LOAD_NANOS, XxHash64.mix(LOAD_SEED, XxHash64.hash(Bytes.utf8(className), 0)));
    }

    /** Called where it ends, be it with an exception. */
    public static void endInitializing() {
        BoundWorld.endInitializing();
    }

    /** A hash code for an object whose class has none: from the count of such objects in the step. */
    public static int nextHash() {
        if (BoundWorld.isInitializing()) {
            return BoundWorld.nextIdentity() * HASH_STEP | 1;
        }
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
