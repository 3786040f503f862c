package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task of a recorded run that can be looked at input by input, forward and backward. It stands at an input, whose
 * {@link #moment} it shows, with the state behind it.
 *
 * <p>Forward is a replay, verified as any other. Backward, near the place, the writes are taken back that were made since
 * ({@link Trail}); farther, a replay begins at a checkpoint of the log, a little before the place that is asked for, so
 * that going on backward from there needs no other replay soon.
 */
public final class Playback implements Standpoint, AutoCloseable {
    /** How far before a place a replay begins: as long as there is no checkpoint between, going back is at no cost. */
    private static final long WARM_UP = 1_000;

    /** How far ahead a place must be for a checkpoint nearer to it to be looked for. */
    private static final long JUMP = 5_000;

    private static final int TELL_EVERY = 1_024;

    private final RunFolder task;
    private final RunListener listener;
    private final RunLogReader log;
    private final RecordedCheckpoints checkpoints;
    private final StepLoader loader;
    private final CollectingEgress egress = new CollectingEgress();
    private final Trail trail = new Trail();
    private Replay replay;
    /** The last input that the replay has behind it. */
    private long reached;

    /** The input behind it, where that was read already. */
    private Optional<RecordedInput> upcoming = Optional.empty();

    private Optional<Moment> moment = Optional.empty();

    private Playback(RunFolder task, RunLogReader log, Extensions extensions, RunListener listener) throws IOException {
        this.task = task;
        this.log = log;
        this.listener = listener;
        checkpoints = RecordedCheckpoints.open(task.log());
        loader = new StepLoader(extensions, log.start(), step -> PipelineFile.TIMEOUT_DEFAULT, listener);
        replay = Replay.fromStart(loader, log, Map.of(), egress);
    }

    /** Opens a task; it stands before its first input. */
    static Playback open(RunFolder task, Extensions extensions, RunListener listener) throws IOException {
        RunLogReader log = RunLogReader.open(task.log());
        try {
            return new Playback(task, log, extensions, listener);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** How the run was started. */
    public RunStart start() {
        return log.start();
    }

    /** The task's folder. */
    public RunFolder task() {
        return task;
    }

    /** Where it stands; empty before {@link #next} or {@link #goTo} was called. */
    @Override
    public Optional<Moment> moment() {
        return moment;
    }

    /** The state of each step behind the input, as it is while it stands there. */
    public List<StateStore> states() {
        return replay.states();
    }

    @Override
    public Optional<StateStore> state(String step) {
        return CodeValues.ofStep(step, replay.code(), replay.states());
    }

    /** The ordinal of the task's last input as it is recorded now; 0 where it has none. */
    public long last() throws IOException {
        return task.lastOrdinal();
    }

    /** Goes to the next input; empty, and still where it was, at the end of the record. */
    public Optional<Moment> next() throws IOException, StepLoadException, DivergenceException {
        if (fetch().isEmpty()) {
            return Optional.empty();
        }
        moment = Optional.of(play());
        return moment;
    }

    /** Goes to the input before; empty, and still where it was, at the first. */
    public Optional<Moment> back() throws IOException, StepLoadException, DivergenceException {
        if (moment.isEmpty()) {
            return Optional.empty();
        }
        long here = moment.get().input().ordinal();
        Optional<Long> before = trail.before(here);
        if (before.isEmpty()) {
            restart(here);
            replayTo(here);
            before = trail.before(here);
        }
        Optional<Moment> found = goTo(before.orElse(here));
        return before.isPresent() ? found : Optional.empty();
    }

    /**
     * Goes to an input, or the first behind it where the run has none of that ordinal.
     *
     * @return empty, and still where it was, where there is none
     */
    public Optional<Moment> goTo(long ordinal) throws IOException, StepLoadException, DivergenceException {
        if (ordinal > reached && ordinal > last()) { // what was reached is there
            return Optional.empty();
        }
        if (trail.reaches(ordinal)) {
            takeBackTo(ordinal);
        } else if (ordinal <= reached || ordinal > reached + JUMP) {
            restart(ordinal);
        }
        replayTo(ordinal);
        return next();
    }

    /**
     * Goes to the first input at a place or behind it.
     *
     * @return empty, and still where it was, where there is none
     */
    public Optional<Moment> goTo(RunPosition position) throws IOException, StepLoadException, DivergenceException {
        task.checkHas(position);
        Optional<MessageRecord> found = position.firstIn(task);
        return found.isPresent() ? goTo(found.get().ordinal()) : Optional.empty();
    }

    /** Takes back all from an input on that the trail knows. */
    private void takeBackTo(long ordinal) throws IOException, StepLoadException {
        Trail.Played first = trail.takeBack(ordinal, replay.states());
        log.seek(first.position());
        upcoming = Optional.empty();
        reached = first.ordinal() - 1;
        replay.goBackTo(first.code());
    }

    /** Begins anew at the best checkpoint to come to an input from: one that leaves some way to it. */
    private void restart(long ordinal) throws IOException {
        Optional<RecordedCheckpoint> from =
                checkpoints.before(new RunPosition.Ordinal(0, Math.max(1, ordinal - WARM_UP)));
        long inputs = from.map(at -> at.checkpoint().inputs()).orElse(0L);
        if (ordinal > reached && inputs <= reached) {
            return; // the way from here is shorter
        }
        replay.close();
        if (from.isPresent()) {
            replay = Replay.from(
                    from.get(), checkpoints.code(from.get()), checkpoints.states(from.get()), loader, log, egress);
        } else {
            log.seekStart();
            replay = Replay.fromStart(loader, log, Map.of(), egress);
        }
        trail.clear();
        upcoming = Optional.empty();
        reached = inputs;
    }

    private void replayTo(long ordinal) throws IOException, StepLoadException, DivergenceException {
        long inputs = 0;
        while (fetch().filter(at -> at.input().ordinal() < ordinal).isPresent()) {
            play();
            if (++inputs % TELL_EVERY == 0) {
                listener.progress(reached, replay.tally().outputs());
            }
        }
    }

    private Optional<RecordedInput> fetch() throws IOException, StepLoadException {
        if (upcoming.isEmpty()) {
            upcoming = replay.next();
        }
        return upcoming;
    }

    /** Takes the next input through the steps. */
    private Moment play() throws IOException, StepLoadException, DivergenceException {
        RecordedInput recorded = upcoming.orElseThrow();
        upcoming = Optional.empty();
        egress.clear();
        Optional<Failure> failure = process(recorded);
        trail.add(recorded, replay.code(), replay.states());
        reached = recorded.input().ordinal();
        return new Moment(
                recorded.input(),
                recorded.effects(),
                egress.outputs(),
                egress.notes(),
                failure.or(() -> recorded.passedOver().stream().findFirst()),
                replay.code());
    }

    /** What the record says of a call that took too long, or that was refused something live, is not tried again. */
    private Optional<Failure> process(RecordedInput recorded)
            throws IOException, StepLoadException, DivergenceException {
        Optional<Failure> ofLiveRun = recorded.failureOfLiveRun();
        if (ofLiveRun.isPresent()) {
            replay.states().forEach(state -> state.rollBackTo(0));
            return ofLiveRun;
        }
        try {
            if (recorded.outcome().isPresent()) {
                replay.processRecorded();
            } else {
                replay.process();
            }
            return Optional.empty();
        } catch (InputFailedException e) {
            return Optional.of(e.failure());
        }
    }

    @Override
    public void close() throws IOException {
        replay.close();
        checkpoints.close();
        log.close();
    }
}
