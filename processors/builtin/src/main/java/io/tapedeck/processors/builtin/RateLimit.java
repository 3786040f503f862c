package io.tapedeck.processors.builtin;

import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets so many messages through in a time, and a burst of some at once: a token bucket, kept as the time at which it will
 * be full again (the generic cell rate algorithm). Those beyond wait, or are dropped.
 *
 * <p>State: {@code full}, that time.
 */
final class RateLimit implements Processor {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final long BURST_PARTS = 10;
    private static final String FULL = "full";

    private final Duration interval;
    private final Duration tolerance;
    private final boolean drops;

    private RateLimit(Duration interval, Duration tolerance, boolean drops) {
        this.interval = interval;
        this.tolerance = tolerance;
        this.drops = drops;
    }

    static RateLimit of(Definition definition) throws DefinitionException {
        Duration interval = Spans.interval("rate", definition.requiredString("rate", "100/s"));
        long usualBurst = Math.max(1, Duration.ofSeconds(1).dividedBy(interval) / BURST_PARTS);
        long burst = definition.integer("burst", usualBurst, 1, Integer.MAX_VALUE);
        String over = definition.word("over", "wait");
        if (!over.equals("wait") && !over.equals("drop")) {
            throw new DefinitionException("\"over\" is \"wait\" or \"drop\", not \"" + over + "\"");
        }
        if (over.equals("wait") && interval.compareTo(WAIT_MAX) > 0) {
            throw new DefinitionException("a message would wait for " + interval.toSeconds()
                    + " seconds, and all behind it; let at least one through in " + WAIT_MAX.toSeconds()
                    + " seconds, or drop those beyond with over = \"drop\"");
        }
        return new RateLimit(interval, interval.multipliedBy(burst - 1), over.equals("drop"));
    }

    @Override
    public void process(Message message, ProcessorContext context) {
        Instant now = context.now();
        Value kept = context.state().get(FULL);
        Instant full = kept.isNull() || kept.asTime().isBefore(now) ? now : kept.asTime();
        Duration wait = Duration.between(now, full.minus(tolerance));
        if (wait.isPositive() && drops) {
            return;
        }
        if (wait.isPositive()) {
            context.sleep(wait);
        }
        context.state().put(FULL, Value.of(full.plus(interval)));
        context.emit(Output.of(message));
    }
}
