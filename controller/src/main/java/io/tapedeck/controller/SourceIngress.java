package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The live ingress: gives a source's messages their ordinals and feed times, and feeds a tick where the source has
 * nothing and a timer is due.
 */
final class SourceIngress implements Ingress {
    private final Source source;
    private final TaskClock clock;
    private final Tally tally;
    private final Supplier<Optional<Instant>> nextTimer;
    private final RecordedAgain again;
    private final Duration drain;
    private boolean isAgain;
    private Optional<Polled.Input> peeked;
    private long ordinal;
    /** Which timers are waited for once the source has ended. */
    private Optional<Instant> drainUntil = Optional.empty();

    /**
     * An ingress whose first input follows {@code ordinal}.
     *
     * @param again what comes before the source gives anything; the source is sought behind it
     * @param peeked what was taken from the source already, to see whether there is more
     * @param tally counts what was processed of it
     * @param nextTimer when the next timer is due
     * @param drain how soon behind the source's end a timer is due that is waited for; zero for none
     */
    SourceIngress(
            Source source,
            RecordedAgain again,
            Optional<Polled.Input> peeked,
            TaskClock clock,
            long ordinal,
            Tally tally,
            Supplier<Optional<Instant>> nextTimer,
            Duration drain) {
        this.source = source;
        this.again = again;
        isAgain = again != RecordedAgain.NOTHING;
        this.peeked = peeked;
        this.clock = clock;
        this.ordinal = ordinal;
        this.tally = tally;
        this.nextTimer = nextTimer;
        this.drain = drain;
    }

    @Override
    public Next next(Duration wait) throws IOException, ConnectorException, InterruptedException {
        if (isAgain) {
            Optional<FedInput> recorded = again.next();
            if (recorded.isPresent()) {
                ordinal = recorded.get().ordinal();
                return new Fed(recorded.get());
            }
            goOnWithSource();
        }
        if (peeked.isPresent()) {
            Polled.Input first = peeked.get();
            peeked = Optional.empty();
            return feed(first);
        }
        return switch (source.poll(untilTimer(wait))) {
            case Polled.Input input -> feed(input);
            case Polled.Idle ignored -> tickOrIdle();
            case Polled.Ended ignored -> tickOrEnd(wait);
        };
    }

    private Next tickOrEnd(Duration wait) throws InterruptedException {
        if (drainUntil.isEmpty()) {
            drainUntil = Optional.of(Times.instant(clock.feedTimeNanos()).plus(drain));
        }
        Instant until = drainUntil.get();
        if (drain.isZero() || nextTimer.get().filter(due -> !due.isAfter(until)).isEmpty()) {
            return Ended.INSTANCE;
        }
        Thread.sleep(untilTimer(wait));
        return tickOrIdle();
    }

    private void goOnWithSource() throws ConnectorException {
        isAgain = false;
        if (peeked.isEmpty()) {
            Value position = tally.sourcePosition();
            source.seek(position.isNull() ? Optional.empty() : Optional.of(position));
        }
    }

    /** Whether the source shares its shards with other workers. */
    boolean isShared() {
        return source.isShared();
    }

    /** Whether the source is told of what is done with. */
    boolean isAcknowledged() {
        return source.isAcknowledged();
    }

    /** Has what was fed settled before such a source gives up shards. */
    void beforeRelease(Source.Settlement settlement) {
        source.beforeRelease(settlement);
    }

    /** Tells a source that wants to know that what was processed is recorded, and delivered if the source is shared. */
    void acknowledge() throws ConnectorException {
        if (!source.isAcknowledged()) {
            return;
        }
        Value position = tally.sourcePosition();
        if (!position.isNull()) {
            source.acknowledge(position);
        }
    }

    /** No longer than until the next timer is due. */
    private Duration untilTimer(Duration wait) {
        if (wait.isZero()) {
            return wait; // with inputs at hand, nobody asks all steps for their timers each time
        }
        Optional<Instant> due = nextTimer.get();
        if (due.isEmpty()) {
            return wait;
        }
        Duration left = Duration.between(Times.instant(clock.feedTimeNanos()), due.get());
        return left.isNegative() ? Duration.ZERO : left.compareTo(wait) < 0 ? left : wait;
    }

    private Next tickOrIdle() {
        long now = clock.feedTimeNanos();
        boolean isDue =
                nextTimer.get().filter(due -> !due.isAfter(Times.instant(now))).isPresent();
        return isDue
                ? new Fed(new FedInput(++ordinal, now, Tick.message(tally.ticks() + 1, now), tally.sourcePosition()))
                : Idle.INSTANCE;
    }

    private Fed feed(Polled.Input input) throws ConnectorException {
        if (input.message().stream().equals(Tick.STREAM)) {
            throw new ConnectorException("a source's stream must not be named " + Tick.STREAM
                    + ", as the ticks of timers are; rename the file or topic");
        }
        return new Fed(new FedInput(++ordinal, clock.feedTimeNanos(), input.message(), input.position()));
    }
}
