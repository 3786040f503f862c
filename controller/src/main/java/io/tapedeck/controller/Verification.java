package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A run replayed and compared with its record.
 *
 * @param start how the run was started: of several tasks the one that differs or fails, or the first
 * @param inputs the inputs replayed
 * @param calls the calls of processors compared
 * @param outputs the outputs compared
 * @param checkpoints the checkpoints compared
 * @param divergence the first difference
 * @param failure the failure that the run ends with, as recorded
 */
public record Verification(
        RunStart start,
        long inputs,
        long calls,
        long outputs,
        long checkpoints,
        Optional<Divergence> divergence,
        Optional<Failure> failure) {
    private static final int TELL_EVERY = 1024;

    /** How a run is verified. */
    enum Mode {
        ONCE,
        /** The code is loaded anew before each input. */
        RESTORING,
        /** The state of each checkpoint in the log is compared, and is gone on with. */
        CHECKPOINTS
    }

    /** The verifications of a run's tasks as one. */
    static Verification ofRun(List<Verification> tasks) {
        Verification telling = tasks.stream()
                .filter(task -> task.divergence.isPresent())
                .findFirst()
                .or(() ->
                        tasks.stream().filter(task -> task.failure.isPresent()).findFirst())
                .orElse(tasks.getFirst());
        return new Verification(
                telling.start,
                tasks.stream().mapToLong(Verification::inputs).sum(),
                tasks.stream().mapToLong(Verification::calls).sum(),
                tasks.stream().mapToLong(Verification::outputs).sum(),
                tasks.stream().mapToLong(Verification::checkpoints).sum(),
                telling.divergence,
                telling.failure);
    }

    static Verification of(RunFolder run, Mode mode, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        return of(run, mode, () -> false, extensions, listener);
    }

    /**
     * Verifies a run, and what is recorded meanwhile.
     *
     * @param live is asked at the end of what is recorded whether to look again
     */
    static Verification of(RunFolder run, Mode mode, BooleanSupplier live, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        try (RunLogReader log = RunLogReader.open(run.log())) {
            Fingerprint.Differences environment = Fingerprint.differences(
                    log.start().fingerprint(),
                    extensions.runtimeVersions(log.start().code()));
            // What is called came to an end when it was recorded, however long that took.
            StepLoader loader = new StepLoader(extensions, log.start(), step -> Duration.ZERO, listener);
            try (RecordedCheckpoints checkpoints = RecordedCheckpoints.open(run.log());
                    Replay replay = Replay.fromStart(loader, log, Map.of(), Egress.DISCARDING)) {
                Progress progress = new Progress(mode, log, checkpoints, live);
                if (mode == Mode.RESTORING) {
                    replay.restoringBetweenInputs();
                }
                Optional<Divergence> divergence = progress.run(replay, listener)
                        .map(found -> found.with(replay.code(), replay.writes(found.step()), environment));
                return new Verification(
                        log.start(),
                        progress.inputs,
                        replay.callsCompared(),
                        replay.outputsCompared(),
                        progress.checkpointsCompared,
                        divergence,
                        progress.failure);
            }
        }
    }

    private static final class Progress {
        private final Mode mode;
        private final RunLogReader log;
        private final RecordedCheckpoints checkpoints;
        private final BooleanSupplier live;
        private boolean caughtUp;
        private long inputs;
        private long checkpointsCompared;
        private Optional<Failure> failure = Optional.empty();

        private Progress(Mode mode, RunLogReader log, RecordedCheckpoints checkpoints, BooleanSupplier live) {
            this.mode = mode;
            this.log = log;
            this.checkpoints = checkpoints;
            this.live = live;
            log.follow(true);
        }

        private Optional<Divergence> run(Replay replay, RunListener listener) throws IOException, StepLoadException {
            Optional<RecordedInput> at = next(replay, listener);
            while (at.isPresent()) {
                inputs++;
                Optional<Divergence> difference = step(replay, at.get());
                if (difference.isPresent()) {
                    return difference;
                }
                if (inputs % (mode == Mode.RESTORING ? 1 : TELL_EVERY) == 0) {
                    listener.progress(inputs, replay.outputsCompared());
                }
                if (caughtUp) {
                    listener.following(
                            inputs,
                            Times.nanos(Instant.now()) - at.get().input().feedTimeNanos());
                }
                at = next(replay, listener);
            }
            return Optional.empty();
        }

        private Optional<RecordedInput> next(Replay replay, RunListener listener)
                throws IOException, StepLoadException {
            Optional<RecordedInput> at = replay.next();
            while (at.isEmpty() && live.getAsBoolean()) {
                caughtUp = true;
                listener.following(inputs, 0);
                at = replay.next();
            }
            if (at.isEmpty()) {
                log.follow(false);
                at = replay.next(); // the last one may have no outcome
            }
            return at;
        }

        private Optional<Divergence> compareState(Replay replay, LogPosition checkpoint)
                throws IOException, StepLoadException {
            Optional<RecordedCheckpoint> at = checkpoints.at(checkpoint);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            checkpointsCompared++;
            return replay.goOnFrom(checkpoints.states(at.get()));
        }

        private Optional<Divergence> step(Replay replay, RecordedInput recorded) throws IOException, StepLoadException {
            if (mode == Mode.CHECKPOINTS && recorded.checkpoint().isPresent()) {
                Optional<Divergence> difference =
                        compareState(replay, recorded.checkpoint().get());
                if (difference.isPresent()) {
                    return difference;
                }
            }
            boolean comparesFailure =
                    recorded.outcome().isEmpty() && recorded.stopped().isPresent();
            if (recorded.outcome().isEmpty()) {
                failure = recorded.stopped();
            }
            boolean ofLiveRun = failure.filter(end -> end.kind().isOfLiveRun()).isPresent();
            // How long a call took, or what was refused to it, is no outcome: it is not tried again.
            if (recorded.outcome().isEmpty() && (!comparesFailure || ofLiveRun)) {
                return Optional.empty();
            }
            try {
                replay.process();
                return comparesFailure
                        ? Optional.of(Divergence.ofSuccess(recorded.input(), failure.orElseThrow(), List.of()))
                        : Optional.empty();
            } catch (DivergenceException e) {
                return Optional.of(e.divergence());
            } catch (InputFailedException e) {
                boolean same = comparesFailure
                        && e.failure().error().equals(failure.orElseThrow().error());
                return same ? Optional.empty() : Optional.of(Divergence.ofFailure(recorded, e.failure()));
            }
        }
    }
}
