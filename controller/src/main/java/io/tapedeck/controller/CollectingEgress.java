package io.tapedeck.controller;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.util.List;
import java.util.Optional;

/** Keeps what the last input came to, to be looked at. */
final class CollectingEgress implements Egress {
    private Optional<Outcome> last = Optional.empty();

    @Override
    public Bytes encode(Output output) {
        return Bytes.EMPTY;
    }

    @Override
    public void release(FedInput input, Outcome outcome) {
        last = Optional.of(outcome);
    }

    @Override
    public void push() {}

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
