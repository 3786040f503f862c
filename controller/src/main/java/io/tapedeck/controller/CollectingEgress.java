package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.util.List;
import java.util.Optional;

/** Keeps what the last input came to, to be looked at; and hands it on, if it is told to. */
final class CollectingEgress implements Egress {
    private Egress behind = Egress.DISCARDING;
    private Optional<Outcome> last = Optional.empty();

    /** Hands on what comes from now on. */
    void handOnTo(Egress other) {
        behind = other;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return behind.encode(output);
    }

    @Override
    public void release(FedInput input, Outcome outcome) {
        last = Optional.of(outcome);
        behind.release(input, outcome);
    }

    @Override
    public void push() throws ConnectorException {
        behind.push();
    }

    void clear() {
        last = Optional.empty();
    }

    /** The outcome; empty where there was none. */
    Optional<Outcome> outcome() {
        return last;
    }

    List<Output> outputs() {
        return last.map(Outcome::outputs).orElse(List.of()).stream()
                .map(Outcome.Encoded::output)
                .toList();
    }

    List<String> notes() {
        return last.map(Outcome::notes).orElse(List.of());
    }
}
