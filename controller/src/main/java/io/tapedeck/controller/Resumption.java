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

/**
 * Brings a run to where it was: takes the checkpoint if it can be used, replays the rest of the log through the
 * recorded code, and hands the sinks what they lack.
 */
final class Resumption {
    private final Optional<Checkpoint> checkpoint;
    private final RunLogReader reader;
    private final Connections connections;
    private final SinkEgress egress;
    private final TaskClock clock = new TaskClock();
    private final Replay replay;

    private Resumption(
            Optional<Checkpoint> checkpoint,
            List<StateStore> states,
            RunLogReader reader,
            Connections connections,
            MapValue delivered,
            StepLoader loader) {
        this.checkpoint = checkpoint;
        this.reader = reader;
        this.connections = connections;
        egress = connections.egress(delivered);
        Tally tally = new Tally();
        checkpoint.ifPresent(tally::startAt);
        checkpoint.ifPresent(from -> clock.reached(from.endNanos()));
        List<ProcessorCode> code =
                checkpoint.map(Checkpoint::code).orElse(reader.start().code());
        replay = new Replay(loader, reader, code, states, Map.of(), clock, tally, egress);
    }

    /** Decides where to begin: behind the checkpoint, or at the log's start. */
    static Resumption prepare(
            RunFolder folder,
            RunLogReader reader,
            Checkpointer checkpointer,
            Connections connections,
            StepLoader loader,
            RunListener listener)
            throws IOException {
        Optional<Checkpoint> checkpoint = usable(reader, checkpointer, connections, listener);
        if (checkpoint.isPresent()) {
            return new Resumption(
                    checkpoint,
                    checkpointer.loadStates(checkpoint.get()),
                    reader,
                    connections,
                    checkpoint.get().delivered(),
                    loader);
        }
        checkpointer.clear();
        MapValue delivered = connections.allRemember() ? MapValue.EMPTY : lastDelivered(folder);
        List<StateStore> states =
                reader.start().code().stream().map(code -> new StateStore()).toList();
        return new Resumption(Optional.empty(), states, reader, connections, delivered, loader);
    }

    private static Optional<Checkpoint> usable(
            RunLogReader reader, Checkpointer checkpointer, Connections connections, RunListener listener)
            throws IOException {
        Optional<Checkpoint> checkpoint = checkpointer.load();
        if (checkpoint.isEmpty()) {
            return checkpoint;
        }
        if (connections.lacks(checkpoint.get().delivered())) {
            listener.warning("the sink holds less than was delivered to it; making what it lacks again from the log");
            return Optional.empty();
        }
        try {
            reader.seek(checkpoint.get().logPosition());
            return checkpoint;
        } catch (LogException.Truncated e) {
            throw new DataLossException(
                    "the log of run " + reader.start().id() + " lost its end: the checkpoint has input #"
                            + checkpoint.get().inputs() + "; " + e.getMessage());
        }
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

    Replay replay() {
        return replay;
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
        long reached = replay.tally().inputs();
        long held = connections.main().last().map(effect -> effect.ordinal()).orElse(0L);
        if (connections.main().remembers() && held > reached) {
            throw new DataLossException("the sink holds an output of input #" + held + ", the log of run "
                    + reader.start().id() + " ends at #" + reached + ": the log lost its end");
        }
        return pending;
    }

    /** Whether the run had completed. */
    boolean completed() {
        return reader.endBehindLastInput()
                .map(RunEnd::state)
                .or(() -> checkpoint
                        .filter(from -> from.inputs() == replay.tally().inputs())
                        .map(Checkpoint::state))
                .filter(RunState.COMPLETED::equals)
                .isPresent();
    }
}
