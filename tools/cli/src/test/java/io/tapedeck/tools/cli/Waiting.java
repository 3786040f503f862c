package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits in tests for what another process does. */
final class Waiting {
    private static final long LOOK_MILLIS = 20;

    private Waiting() {}

    interface Condition {
        boolean isMet() throws Exception;
    }

    /**
     * Waits until a condition is met.
     *
     * @param what what is waited for, for people
     * @param said what else is told where it is not met in time
     */
    static void until(String what, Duration max, Condition condition, Supplier<String> said) throws Exception {
        long deadlineNanos = System.nanoTime() + max.toNanos();
        while (!condition.isMet()) {
            assertTrue(System.nanoTime() < deadlineNanos, () -> "waited for " + what + ": " + said.get());
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
