package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.LogException;
import io.tapedeck.log.MapValue;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a run to where it was: takes a checkpoint, replays the rest of the log through the recorded code, and hands
 * the sinks what they lack.
 */
final class Resumption {
    private final Optional<RecordedCheckpoint> checkpoint;
    private final RunLogReader reader;
    private final Connections connections;
    private final SinkEgress egress;
    private final TaskClock clock;
    private final Replay replay;
    /** The last input of the run that it was rewound from, whose outputs the sink may hold already; otherwise 0. */
    private final long inputsOfParent;

    private Resumption(
            Start start,
            RunLogReader reader,
            Connections connections,
            MapValue delivered,
            StepLoader loader,
            TaskClock clock,
            long inputsOfParent)
            throws IOException {
        this.clock = clock;
        this.inputsOfParent = inputsOfParent;
        this.checkpoint = start.checkpoint;
        this.reader = reader;
        this.connections = connections;
        egress = connections.egress(delivered);
        Tally tally = new Tally();
        if (checkpoint.isPresent()) {
            reader.seek(checkpoint.get());
            tally.startAt(checkpoint.get().checkpoint());
            clock.reached(checkpoint.get().checkpoint().endNanos());
        }
        replay = new Replay(loader, reader, start.code, start.states, Map.of(), clock, tally, egress)
                .leavingUndecodable();
    }

    /** Where to begin: behind a checkpoint, or at the log's start. */
    private record Start(Optional<RecordedCheckpoint> checkpoint, List<ProcessorCode> code, List<StateStore> states) {}

    /**
     * Decides where to begin: at the checkpoint whose states are cached, or at one of the log.
     *
     * @param clock is brought to where the run was
     */
    static Resumption prepare(
            RunFolder folder,
            RunLogReader reader,
            Checkpointer checkpointer,
            Connections connections,
            StepLoader loader,
            TaskClock clock,
            RunListener listener)
            throws IOException {
        try (RecordedCheckpoints recorded = RecordedCheckpoints.open(folder.log())) {
            Optional<RecordedCheckpoint> cached = cached(recorded, checkpointer, reader.start());
            Optional<RecordedCheckpoint> last = cached.isPresent() ? cached : recorded.last();
            Optional<RecordedCheckpoint> usable = last;
            while (usable.isPresent()
                    && connections.lacks(usable.get().checkpoint().delivered())) {
                usable = recorded.before(usable.get());
            }
            if (!usable.equals(last)) {
                listener.warning(
                        "the sink holds less than was delivered to it; making what it lacks again from the log");
            }
            Start start = start(usable, usable.isPresent() && usable.equals(cached), recorded, checkpointer, reader);
            // For sinks that cannot tell: what they were given last, however far back the state is taken from.
            MapValue delivered =
                    last.map(newest -> newest.checkpoint().delivered()).orElseGet(() -> MapValue.EMPTY);
            if (last.isEmpty() && !connections.allRemember()) {
                delivered = lastDelivered(folder);
            }
            long inputsOfParent = RecordedAgain.last(reader.start(), folder);
            return new Resumption(start, reader, connections, delivered, loader, clock, inputsOfParent);
        }
    }

    private static Optional<RecordedCheckpoint> cached(
            RecordedCheckpoints recorded, Checkpointer checkpointer, RunStart start) throws IOException {
        Optional<CacheSeal.Cached> cached = checkpointer.cached();
        if (cached.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<RecordedCheckpoint> found = recorded.at(cached.get().position());
            if (found.isPresent()) {
                return found;
            }
            throw lostEnd(start, cached.get(), "there is no record of it");
        } catch (LogException.Truncated e) {
            throw lostEnd(start, cached.get(), e.getMessage());
        }
    }

    private static DataLossException lostEnd(RunStart start, CacheSeal.Cached cached, @Nullable String why) {
        return new DataLossException("the log of run " + start.id() + " lost its end: the checkpoint has input #"
                + cached.inputs() + "; " + why);
    }

    private static Start start(
            Optional<RecordedCheckpoint> from,
            boolean cached,
            RecordedCheckpoints recorded,
            Checkpointer checkpointer,
            RunLogReader reader)
            throws IOException {
        if (cached) {
            return new Start(
                    from,
                    recorded.code(from.get()),
                    checkpointer.loadStates(from.get().checkpoint()));
        }
        checkpointer.clear();
        if (from.isPresent()) {
            return new Start(from, recorded.code(from.get()), recorded.states(from.get()));
        }
        List<ProcessorCode> code = reader.start().code();
        return new Start(from, code, code.stream().map(step -> new StateStore()).toList());
    }

    /** What the log says was delivered, for sinks that cannot tell. */
    private static MapValue lastDelivered(RunFolder folder) throws IOException {
        try (RunLogReader all = RunLogReader.open(folder.log())) {
            while (all.next().isPresent()) {
                // Only what lies between the inputs matters here.
            }
            return all.delivered();
        }
    }

    /** The checkpoint from which the run goes on; empty where it is replayed from its start. */
    Optional<RecordedCheckpoint> checkpoint() {
        return checkpoint;
    }

    Replay replay() {
        return replay;
    }

    /** The code that the log says is in force at its end, be it that no input was processed with it. */
    List<ProcessorCode> codeInForce() {
        List<ProcessorCode> code = replay.code();
        for (ProcessorCode change : reader.trailingCodeChanges()) {
            code = CodeValues.with(code, change);
        }
        return code;
    }

    /** What it caught up with and no record of ranges tells. */
    FeedRanges fed() {
        return reader.fed();
    }

    SinkEgress egress() {
        return egress;
    }

    TaskClock clock() {
        return clock;
    }

    /** Replays what the checkpoint does not include. Returns the last input, where it has no outcome yet. */
    Optional<RecordedInput> catchUp() throws IOException, StepLoadException, DivergenceException, ConnectorException {
        Optional<RecordedInput> pending = replay.processCompleted();
        egress.settle();
        long reached = replay.tally().inputs();
        long held = connections.main().last().map(effect -> effect.ordinal()).orElse(0L);
        if (connections.main().remembers() && held > Math.max(reached, inputsOfParent)) {
            throw new DataLossException("the sink holds an output of input #" + held + ", the log of run "
                    + reader.start().id() + " ends at #" + reached + ": the log lost its end");
        }
        return pending;
    }

    /** Whether the run had completed. */
    boolean completed() {
        return reader.endBehindLastInput()
                .map(RunEnd::state)
                .filter(RunState.COMPLETED::equals)
                .isPresent();
    }
}
