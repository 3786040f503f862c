package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import java.time.Duration;
import java.util.Optional;

/** The live ingress: gives a source's messages their ordinals and feed times. */
final class SourceIngress implements Ingress {
    private final Source source;
    private final TaskClock clock;
    private Optional<Polled.Input> peeked;
    private long ordinal;

    /**
     * An ingress whose first input follows {@code ordinal}.
     *
     * @param peeked what was taken from the source already, to see whether there is more
     */
    SourceIngress(Source source, Optional<Polled.Input> peeked, TaskClock clock, long ordinal) {
        this.source = source;
        this.peeked = peeked;
        this.clock = clock;
        this.ordinal = ordinal;
    }

    @Override
    public Next next(Duration wait) throws ConnectorException, InterruptedException {
        if (peeked.isPresent()) {
            Polled.Input first = peeked.get();
            peeked = Optional.empty();
            return feed(first);
        }
        return switch (source.poll(wait)) {
            case Polled.Input input -> feed(input);
            case Polled.Idle ignored -> Idle.INSTANCE;
            case Polled.Ended ignored -> Ended.INSTANCE;
        };
    }

    private Fed feed(Polled.Input input) {
        return new Fed(new FedInput(++ordinal, clock.feedTimeNanos(), input.message(), input.position()));
    }
}
