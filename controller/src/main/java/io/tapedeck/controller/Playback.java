package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * A task of a recorded run that can be looked at input by input, forward and backward. It stands at an input, whose
 * {@link #moment} it shows, with the state behind it.
 *
 * <p>Forward is a replay, verified as any other. Backward, near the place, the writes are taken back that were made since
 * ({@link Trail}); farther, a replay begins at a checkpoint of the log, a little before the place that is asked for. While
 * one goes on backward from there, a {@link Scout} plays what is before, so that no step has to wait for a replay.
 */
public final class Playback implements Standpoint, AutoCloseable {
    /** How far before a place a replay begins: as long as there is no checkpoint between, going back is at no cost. */
    private static final long WARM_UP = 1_000;

    /** How far ahead a place must be for a checkpoint nearer to it to be looked for. */
    private static final long JUMP = 5_000;

    private static final int TELL_EVERY = 1_024;

    /** A trail shorter than this is lengthened in time. */
    private static final int SHORT_TRAIL = Trail.LENGTH_MAX * 3 / 4;

    /** The most entries of state of which a second copy is kept for that. */
    private static final long COPIED_ENTRIES_MAX = 1_000_000;

    private final RunFolder task;
    private final Extensions extensions;
    private final RunListener listener;
    private final RunLogReader log;
    private final RecordedCheckpoints checkpoints;
    private final StepLoader loader;
    private final CollectingEgress egress = new CollectingEgress();
    private final EdgeValues edges = new EdgeValues();
    private Trail trail = new Trail();
    private Optional<Scout> scout = Optional.empty();
    private Replay replay;
    /** The last input that the replay has behind it. */
    private long reached;

    private int waits;

    /** The input behind it, where that was read already. */
    private Optional<RecordedInput> upcoming = Optional.empty();

    private Optional<Moment> moment = Optional.empty();
    private OptionalLong firstOrdinal = OptionalLong.empty();

    private Playback(RunFolder task, RunLogReader log, Extensions extensions, RunListener listener) throws IOException {
        this.task = task;
        this.extensions = extensions;
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

    /** How often one had to wait for a replay that begins anew. */
    int waits() {
        return waits;
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
        Optional<Long> before = before(moment.get().input().ordinal());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Optional<Moment> found = goTo(before.get());
        if (isShort()) {
            scout().seek(trail.first());
        }
        return found;
    }

    /** The ordinal of the input before one, after the trail was made to lead there, if the scout knows the way. */
    private Optional<Long> before(long ordinal) throws IOException {
        if (trail.before(ordinal).isEmpty()) {
            scout.flatMap(ahead -> ahead.found(ordinal)).ifPresent(trail::lengthen);
        }
        Optional<Long> known = trail.before(ordinal);
        return known.isPresent() ? known : task.inputBefore(ordinal).map(MessageRecord::ordinal);
    }

    private boolean isShort() throws IOException {
        return trail.length() < SHORT_TRAIL
                && trail.first() > firstOrdinal()
                && replay.states().stream().mapToLong(StateStore::size).sum() <= COPIED_ENTRIES_MAX;
    }

    private long firstOrdinal() throws IOException {
        if (firstOrdinal.isEmpty()) {
            firstOrdinal = OptionalLong.of(task.firstOrdinal());
        }
        return firstOrdinal.getAsLong();
    }

    private Scout scout() {
        Scout ahead = scout.orElseGet(() -> new Scout(task, extensions));
        scout = Optional.of(ahead);
        return ahead;
    }

    /**
     * Plays to before an input, from a checkpoint some way before it.
     *
     * @param wanted is asked on the way whether it still is
     * @return the way; empty where it was given up
     */
    Optional<Trail> leadingTo(long ordinal, BooleanSupplier wanted)
            throws IOException, StepLoadException, DivergenceException {
        restart(ordinal);
        if (!replayTo(ordinal, wanted)) {
            return Optional.empty();
        }
        Trail way = trail;
        trail = new Trail();
        return Optional.of(way);
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
        replayTo(ordinal, () -> true);
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
        waits++;
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

    /** Plays the inputs before one; false where that was not wanted any more. */
    private boolean replayTo(long ordinal, BooleanSupplier wanted)
            throws IOException, StepLoadException, DivergenceException {
        long inputs = 0;
        while (fetch().filter(at -> at.input().ordinal() < ordinal).isPresent()) {
            play();
            if (++inputs % TELL_EVERY == 0) {
                listener.progress(reached, replay.tally().outputs());
                if (!wanted.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
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
        edges.listen(replay.code());
        Optional<Failure> failure = process(recorded);
        trail.add(recorded, replay.code(), replay.states());
        reached = recorded.input().ordinal();
        return Moment.of(
                recorded,
                edges,
                egress,
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
        replay.chain().watch(edges);
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
        if (scout.isPresent()) {
            scout.get().close();
        }
        replay.close();
        checkpoints.close();
        log.close();
    }
}
