package io.tapedeck.tools.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns Ctrl-C and SIGTERM into a clean stop: the run is asked to stop, and the process ends when it has, with the
 * exit code of what it did.
 */
final class StopSignal {
    private static volatile boolean requested;
    private static volatile boolean installed;

    private StopSignal() {}

    /** Whether the process ends when what it does has ended, and not before. */
    static boolean isInstalled() {
        return installed;
    }

    static void install() {
        installed = true;
        Runtime.getRuntime().addShutdownHook(new Thread(StopSignal::stop, "stop-signal"));
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
