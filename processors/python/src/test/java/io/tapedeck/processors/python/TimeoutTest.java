package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.World;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TimeoutTest {
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "while True:\n    try:\n        while True: pass\n    except: pass",
                "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
                "while True:\n    try:\n        while True: pass\n    finally:\n        continue",
                "import time\ntime.sleep(10 ** 6)",
                "yield from iter(int, 1)",
            })
    void aCallThatDoesNotEndIsEnded(String body) throws Exception {
        try (PythonFixture python =
                PythonFixture.load(World.Pace.LIVE, "alerts.py", "def process(m, c):\n" + body.indent(4))) {
            CompletableFuture<Instant> interrupted = CompletableFuture.supplyAsync(
                    () -> {
                        python.host.interrupt();
                        return Instant.now();
                    },
                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            Instant ended = Instant.now();
            assertEquals(FailureKind.TIMEOUT, failure.kind(), failure.error());
            assertEquals("alerts.py", failure.location().orElseThrow().file());
            Duration took = Duration.between(interrupted.get(), ended);
            assertTrue(took.compareTo(ENDED_WITHIN) < 0, "ended after " + took);
        }
    }

    @Test
    void withoutACallInProgressItHasNoEffect() throws Exception {
        try (PythonFixture python = PythonFixture.load("def process(m, c): return 1")) {
            python.host.interrupt();
            assertEquals(Value.of(1), python.value(Value.NULL));
        }
    }
}
