package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.controller.Circuit.State;
import io.tapedeck.controller.Circuit.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final List<Status> trace = new ArrayList<>();
    private final CircuitBreaker breaker = new CircuitBreaker(new Circuit(3, Duration.ofSeconds(60), 10), trace::add);

    @Test
    void opensAfterSoManyFailuresInARowAndClosesWhenEnoughWentThrough() {
        assertFalse(breaker.failed(0));
        assertFalse(breaker.failed(0));
        assertTrue(breaker.failed(0));
        breaker.triesAgain();
        assertTrue(breaker.failed(9), "too few went through");
        breaker.triesAgain();
        breaker.passed(9);
        breaker.passed(10);
        assertEquals(
                List.of(
                        new Status(State.CLOSED, 1, 0),
                        new Status(State.CLOSED, 2, 0),
                        new Status(State.OPEN, 3, 1),
                        new Status(State.HALF_OPEN, 3, 1),
                        new Status(State.OPEN, 4, 2),
                        new Status(State.HALF_OPEN, 4, 2),
                        new Status(State.CLOSED, 0, 2)),
                trace);
    }

    @Test
    void whatGoesThroughInBetweenBeginsTheCountAnew() {
        assertFalse(breaker.failed(0));
        assertFalse(breaker.failed(0));
        assertFalse(breaker.failed(1));
        assertFalse(breaker.failed(0));
        assertTrue(breaker.failed(0));
        breaker.triesAgain();
        assertFalse(breaker.failed(10), "it had recovered, and this is the first failure since");
        assertEquals(new Status(State.CLOSED, 1, 1), trace.getLast());
    }
}
