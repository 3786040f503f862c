package io.tapedeck.tools.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.Signals;

/**
 * Turns Ctrl-C and SIGTERM into a clean stop: the run is asked to stop, and the process ends when it has, with the
 * exit code of what it did. Where that takes long, for a server is away, a second signal ends the process at once, as a {@code
 * kill -9} would.
 */
final class StopSignal {
    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private static final long HINT_NANOS = 2_000_000_000;
    private static final long ONE_PRESS_NANOS = 300_000_000;

    private static volatile boolean requested;
    private static volatile boolean installed;
    private static long requestedNanos;

    private StopSignal() {}

    /** Whether the process ends when what it does has ended, and not before. */
    static boolean isInstalled() {
        return installed;
    }

    static void install() {
        installed = true;
        Runtime.getRuntime().addShutdownHook(new Thread(StopSignal::stop, "stop-signal")); // of other signals
        SIGNALS.forEach(signal -> Signals.register(signal, StopSignal::signalled));
    }

    private static synchronized void signalled() {
        long now = System.nanoTime();
        if (requested) {
            endAtOnce(now - requestedNanos);
            return;
        }
        requestedNanos = now;
        requested = true;
        Thread.ofPlatform().daemon().name("stop-hint").start(() -> {
            LockSupport.parkNanos(HINT_NANOS);
            Screen.endProgress();
            Screen.warn(
                    "stopping, when what is under way is done; Ctrl-C again ends at once, and loses nothing recorded");
        });
    }

    private static void endAtOnce(long sinceNanos) {
        if (sinceNanos < ONE_PRESS_NANOS) {
            return; // who stands between has passed the first one on too
        }
        Screen.endProgress();
        Screen.warn("ended at once; what was under way, the next run takes up");
        exit(ExitCode.FAILED);
    }

    /**
     * The same for a command that only prints: where whoever reads its output has stopped reading, it cannot end by
     * itself and the process ends after {@code wait}, with the exit code 0.
     */
    static void installFor(Duration wait) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopWithin(wait), "stop-signal"));
    }

    private static void stopWithin(Duration wait) {
        requested = true;
        LockSupport.parkNanos(wait.toNanos());
        exit(ExitCode.DONE);
    }

    private static void stop() {
        requested = true;
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean requested() {
        return requested;
    }

    /** Ends the process. The hook only waits, so there is nothing left to do in a shutdown that it holds up. */
    static void exit(int code) {
        PackedRuns.close();
        Runtime.getRuntime().halt(code);
    }
}
