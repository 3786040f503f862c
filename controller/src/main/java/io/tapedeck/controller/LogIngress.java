package io.tapedeck.controller;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The ingress of a replay: gives the recorded inputs under their ordinals and feed times. */
final class LogIngress implements Ingress {
    private final RunLogReader log;
    private Optional<RecordedInput> current = Optional.empty();

    LogIngress(RunLogReader log) {
        this.log = log;
    }

    @Override
    public Next next(Duration wait) throws IOException {
        current = log.next();
        return current.isPresent() ? new Fed(current.get().input()) : Ended.INSTANCE;
    }

    /** What the log says of the input given last. */
    RecordedInput current() {
        return current.orElseThrow(() -> new IllegalStateException("no input was given"));
    }
}
