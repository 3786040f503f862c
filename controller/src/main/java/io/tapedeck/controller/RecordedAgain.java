package io.tapedeck.controller;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The inputs that a rewound run takes from the record of its parent, before it goes on with the source. */
final class RecordedAgain implements AutoCloseable {
    /** That of a run that takes all from its source. */
    static final RecordedAgain NOTHING = new RecordedAgain(Optional.empty());

    private final Optional<Parent> parent;

    private RecordedAgain(Optional<Parent> parent) {
        this.parent = parent;
    }

    private record Parent(RunLogReader log, LogIngress inputs) {}

    /**
     * What a task has to take from there.
     *
     * @param folder its folder
     * @param ordinal the last input that it has already
     * @throws IOException where the parent is gone: nobody else knows in which order the inputs came
     */
    static RecordedAgain of(RunStart start, RunFolder folder, long ordinal, Extensions extensions) throws IOException {
        if (!start.isRewound()) {
            return NOTHING;
        }
        RunLogReader log = RunLogReader.open(parent(start, folder).log());
        try {
            log.seekOrdinal(ordinal + 1);
            return new RecordedAgain(Optional.of(new Parent(log, new LogIngress(log, extensions))));
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** The ordinal of the last input that there is; 0 for a run that takes all from its source. */
    static long last(RunStart start, RunFolder folder) throws IOException {
        return start.isRewound() ? parent(start, folder).lastOrdinal() : 0;
    }

    private static RunFolder parent(RunStart start, RunFolder folder) throws IOException {
        RunParent from = start.parent().orElseThrow();
        RunFolder parent = folder.inRun(from.id(), start.tasks());
        if (!parent.exists()) {
            throw new IOException("run " + start.id() + " was rewound from run " + from.id() + ", whose log "
                    + parent.log()
                    + " is gone: the inputs that may have to be fed again are in it. Put it back, or begin a"
                    + " new run with --new");
        }
        return parent;
    }

    /** The next input, under its ordinal and feed time; empty where all were given. */
    Optional<FedInput> next() throws IOException {
        return parent.isPresent() && parent.get().inputs().next(Duration.ZERO) instanceof Ingress.Fed(FedInput input)
                ? Optional.of(input)
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (parent.isPresent()) {
            parent.get().inputs().close();
            parent.get().log().close();
        }
    }
}
