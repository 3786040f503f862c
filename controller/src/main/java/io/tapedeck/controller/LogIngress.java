package io.tapedeck.controller;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The ingress of a replay: gives the recorded inputs under their ordinals and feed times, and whole. */
final class LogIngress implements Ingress, AutoCloseable {
    private final RunLogReader log;
    private final WithheldInputs withheld;
    private Optional<RecordedInput> current = Optional.empty();
    private Optional<Value> before = Optional.empty();
    private boolean leavesUndecodable;

    LogIngress(RunLogReader log, Extensions extensions) {
        this.log = log;
        withheld = new WithheldInputs(log.start(), extensions);
    }

    /** Gives an input that could not be decoded as the log has it: it may have been mended at the source. */
    void leaveUndecodable() {
        leavesUndecodable = true;
    }

    @Override
    public Next next(Duration wait) throws IOException {
        before = log.sourcePosition();
        current = log.next();
        if (current.isPresent() && !(leavesUndecodable && current.get().isUndecodable())) {
            current = Optional.of(whole());
        }
        return current.isPresent() ? new Fed(current.get().input()) : Ended.INSTANCE;
    }

    /** The input given last with all that its source gave. */
    RecordedInput whole() throws IOException {
        return withheld.whole(current(), before);
    }

    /** Whether the log has the inputs whole. */
    boolean keepsInputs() {
        return log.start().recording() == Recording.FULL;
    }

    /** What the log says of the input given last. */
    RecordedInput current() {
        return current.orElseThrow(() -> new IllegalStateException("no input was given"));
    }

    @Override
    public void close() {
        withheld.close();
    }
}
