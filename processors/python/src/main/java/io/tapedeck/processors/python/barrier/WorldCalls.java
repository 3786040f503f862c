package io.tapedeck.processors.python.barrier;

import com.oracle.graal.python.builtins.PythonOS;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import com.sun.security.auth.module.UnixSystem;
import io.tapedeck.runtime.StepRandom;
import io.tapedeck.runtime.World;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clock and chance for GraalPy's rewritten classes: those of {@link World#current()}. Where no world is bound
 * (the engine starts, or one of its own threads runs) clocks are the machine's, which no guest code sees, and
 * random bytes are fixed.
 *
 * <p>Each method takes the arguments of the call that it replaces, with the receiver first.
 */
public final class WorldCalls {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long USER_ID = 1000;

    private WorldCalls() {}

    /** In place of {@link System#currentTimeMillis}. */
    @TruffleBoundary
    public static long currentTimeMillis() {
        Optional<World> world = World.current();
        return world.isPresent()
                ? Math.floorDiv(world.get().readClockNanos(), NANOS_PER_MILLI)
                : System.currentTimeMillis();
    }

    /** In place of {@link System#nanoTime}. */
    @TruffleBoundary
    public static long nanoTime() {
        Optional<World> world = World.current();
        return world.isPresent() ? world.get().readClockNanos() : System.nanoTime();
    }

    /** In place of {@link Instant#now()}. */
    @TruffleBoundary
    public static Instant now() {
        Optional<World> world = World.current();
        return world.isPresent() ? Instant.ofEpochSecond(0, world.get().readClockNanos()) : Instant.now();
    }

    /** Seconds since 1970; GraalPy's own has milliseconds only. */
    @TruffleBoundary
    public static double timeSeconds() {
        Optional<World> world = World.current();
        return world.isPresent()
                ? world.get().readClockNanos() / NANOS_PER_SECOND
                : System.currentTimeMillis() / (NANOS_PER_SECOND / NANOS_PER_MILLI);
    }

    /** In place of {@link ThreadMXBean#getCurrentThreadCpuTime}: processors take no time but the clock's. */
    @TruffleBoundary
    public static long threadCpuNanos(ThreadMXBean bean) {
        return World.current().isPresent() ? nanoTime() : bean.getCurrentThreadCpuTime();
    }

    /** The clock that measures how long sleeps took, which would be kept from step to step: it stands still. */
    @TruffleBoundary
    public static long sleepClockNanos() {
        return 0;
    }

    /** Sleeps whole seconds; GraalPy's own spins through the last one. */
    @TruffleBoundary
    public static void sleep(Node node, long seconds, @SuppressWarnings("unused") long deadline) {
        sleepNanos(node, Math.multiplyExact(Math.min(seconds, Long.MAX_VALUE / SECOND), SECOND));
    }

    /** Sleeps a fraction. */
    @TruffleBoundary
    public static void sleep(Node node, double seconds, @SuppressWarnings("unused") double deadline) {
        sleepNanos(node, Math.round(seconds * NANOS_PER_SECOND));
    }

    private static void sleepNanos(Node node, long nanos) {
        TruffleSafepoint.setBlockedThreadInterruptible(node, Sleep::run, new Sleep(nanos));
    }

    /** In place of {@link SecureRandom#nextBytes}. */
    @TruffleBoundary
    public static void nextBytes(@SuppressWarnings("unused") SecureRandom random, byte[] bytes) {
        World.current().map(World::random).orElseGet(() -> new StepRandom(0)).nextBytes(bytes);
    }

    /** In place of {@link RuntimeMXBean#getName}, which begins with the process id. */
    @TruffleBoundary
    public static String processName(@SuppressWarnings("unused") RuntimeMXBean bean) {
        return "1@" + hostName(false);
    }

    /** In place of {@link Runtime#availableProcessors}. */
    @TruffleBoundary
    public static int processors(@SuppressWarnings("unused") Runtime runtime) {
        return 1;
    }

    /** In place of {@link System#getProperty(String)}: what would tell one machine from another is fixed. */
    @TruffleBoundary
    public static @Nullable String property(String name) {
        return switch (name) {
            case "file.encoding" -> "UTF-8";
            case "java.version" -> String.valueOf(Runtime.version().feature());
            case "os.version" -> "0";
            case "user.home" -> "/";
            default -> System.getProperty(name);
        };
    }

    /** In place of {@link System#getProperty(String, String)}. */
    @TruffleBoundary
    public static String property(String name, String otherwise) {
        return Objects.requireNonNullElse(property(name), otherwise);
    }

    /** In place of {@link System#getenv(String)}: GraalPy follows none of the machine's variables. */
    @TruffleBoundary
    public static @Nullable String environment(@SuppressWarnings("unused") String name) {
        return null;
    }

    /** In place of {@link ThreadMXBean#getThreadCpuTime}: how many threads there are differs, so each took none. */
    @TruffleBoundary
    public static long threadNanos(
            @SuppressWarnings("unused") ThreadMXBean bean, @SuppressWarnings("unused") long thread) {
        return 0;
    }

    /** The name of the user who runs the code. */
    @TruffleBoundary
    public static String userName(@SuppressWarnings("unused") UnixSystem system) {
        return "user";
    }

    /** The number of that user, and of the user's group. */
    public static long userId(@SuppressWarnings("unused") UnixSystem system) {
        return USER_ID;
    }

    /** The numbers of the user's groups. */
    @TruffleBoundary
    public static long[] userGroups(@SuppressWarnings("unused") UnixSystem system) {
        return new long[] {USER_ID};
    }

    /** The number of a thread: code runs in one, whose number in the JVM differs. */
    public static long threadId(@SuppressWarnings("unused") Thread thread) {
        return 1;
    }

    /** In place of {@code getThreadAllocatedBytes} of the JDK's own {@link com.sun.management.ThreadMXBean}. */
    @TruffleBoundary
    public static long threadBytes(
            @SuppressWarnings("unused") com.sun.management.ThreadMXBean bean, @SuppressWarnings("unused") long thread) {
        return 0;
    }

    /** In place of {@link MemoryUsage#getCommitted}. */
    @TruffleBoundary
    public static long memoryBytes(@SuppressWarnings("unused") MemoryUsage usage) {
        return 0;
    }

    /** In place of {@link Runtime#maxMemory} and {@link Runtime#totalMemory}. */
    @TruffleBoundary
    public static long memoryBytes(@SuppressWarnings("unused") Runtime runtime) {
        return 1L << 30;
    }

    /** In place of {@link OperatingSystemMXBean#getSystemLoadAverage}. */
    @TruffleBoundary
    public static double load(@SuppressWarnings("unused") OperatingSystemMXBean bean) {
        return 0;
    }

    /** In place of {@link GarbageCollectorMXBean#getCollectionCount}. */
    @TruffleBoundary
    public static long collections(@SuppressWarnings("unused") GarbageCollectorMXBean bean) {
        return 0;
    }

    /** The processor that {@code os.uname} names. */
    @TruffleBoundary
    public static TruffleString architecture() {
        return text("x86_64");
    }

    /** The system that {@code os.uname} names. */
    @TruffleBoundary
    public static TruffleString system(@SuppressWarnings("unused") PythonOS system) {
        return text("Linux");
    }

    private static TruffleString text(String text) {
        return TruffleString.fromJavaStringUncached(text, PythonUtils.TS_ENCODING);
    }

    /** The host's name. */
    @TruffleBoundary
    public static String hostName(@SuppressWarnings("unused") boolean withoutSocket) {
        return "localhost";
    }

    /** What a garbage collection asked for by the code freed: none is done, so always the same. */
    @TruffleBoundary
    public static long collectGarbage() {
        return 0;
    }
}
