package io.tapedeck.controller;

import io.tapedeck.log.Value;
import java.io.IOException;
import java.util.Optional;

/** The inputs that a rewound run takes from the record of its parent, before it goes on with the source. */
final class RecordedAgain implements AutoCloseable {
    /** That of a run that takes all from its source. */
    static final RecordedAgain NOTHING = new RecordedAgain(Optional.empty());

    private final Optional<RunLogReader> parent;
    private Optional<WithheldInputs> withheld = Optional.empty();

    private RecordedAgain(Optional<RunLogReader> parent) {
        this.parent = parent;
    }

    /**
     * What a task has to take from there.
     *
     * @param folder its folder
     * @param ordinal the last input that it has already
     * @throws IOException where the parent is gone: nobody else knows in which order the inputs came
     */
    static RecordedAgain of(RunStart start, RunFolder folder, long ordinal) throws IOException {
        if (!start.isRewound()) {
            return NOTHING;
        }
        RunParent from = start.parent().orElseThrow();
        RunFolder parent = folder.inRun(from.id(), start.tasks());
        if (!parent.exists()) {
            throw new IOException("run " + start.id() + " was rewound from run " + from.id() + ", whose log "
                    + parent.log()
                    + " is gone: the inputs that may have to be fed again are in it. Put it back, or begin a"
                    + " new run with --new");
        }
        RunLogReader log = RunLogReader.open(parent.log());
        try {
            log.seekOrdinal(ordinal + 1);
            return new RecordedAgain(Optional.of(log));
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** Gives the inputs whole, also where the log withholds them. */
    RecordedAgain whole(Extensions extensions) {
        withheld = parent.map(log -> new WithheldInputs(log.start(), extensions));
        return this;
    }

    /** The next input, under its ordinal and feed time; empty where all were given. */
    Optional<FedInput> next() throws IOException {
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Value> before = parent.get().sourcePosition();
        Optional<RecordedInput> recorded = parent.get().next();
        if (recorded.isPresent() && withheld.isPresent()) {
            recorded = Optional.of(withheld.get().whole(recorded.get(), before));
        }
        return recorded.map(RecordedInput::input);
    }

    @Override
    public void close() throws IOException {
        withheld.ifPresent(WithheldInputs::close);
        if (parent.isPresent()) {
            parent.get().close();
        }
    }
}
