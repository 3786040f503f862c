package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.runtime.FailureKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run replayed and compared with its record.
 *
 * @param start how the run was started
 * @param inputs the inputs replayed
 * @param calls the calls of processors compared
 * @param outputs the outputs compared
 * @param divergence the first difference
 * @param failure the failure that the run ends with, as recorded
 * @param mismatches what of the environment should match and does not
 */
public record Verification(
        RunStart start,
        long inputs,
        long calls,
        long outputs,
        Optional<Divergence> divergence,
        Optional<Failure> failure,
        List<String> mismatches) {
    private static final int TELL_EVERY = 1024;

    /** Copies the list. */
    public Verification {
        mismatches = List.copyOf(mismatches);
    }

    static Verification of(RunFolder run, boolean restoring, Extensions extensions, RunListener listener)
            throws IOException, StepLoadException {
        try (RunLogReader log = RunLogReader.open(run.log())) {
            MapValue recorded = log.start().fingerprint();
            Progress progress = new Progress(restoring ? 1 : TELL_EVERY);
            StepLoader loader = new StepLoader(extensions, log.start(), Map.of(), listener);
            try (Replay replay = Replay.fromStart(loader, log, Map.of(), Egress.DISCARDING)) {
                if (restoring) {
                    replay.restoringBetweenInputs();
                }
                Optional<Divergence> divergence = progress.run(replay, listener);
                return new Verification(
                        log.start(),
                        progress.inputs,
                        replay.callsCompared(),
                        replay.outputsCompared(),
                        divergence,
                        progress.failure,
                        Fingerprint.mismatches(
                                recorded, extensions.runtimeVersions(log.start().code())));
            }
        }
    }

    private static final class Progress {
        private final int tellEvery;
        private long inputs;
        private Optional<Failure> failure = Optional.empty();

        private Progress(int tellEvery) {
            this.tellEvery = tellEvery;
        }

        private Optional<Divergence> run(Replay replay, RunListener listener) throws IOException, StepLoadException {
            Optional<RecordedInput> at = replay.next();
            while (at.isPresent()) {
                inputs++;
                Optional<Divergence> difference = step(replay, at.get());
                if (difference.isPresent()) {
                    return difference;
                }
                if (inputs % tellEvery == 0) {
                    listener.progress(inputs, replay.outputsCompared());
                }
                at = replay.next();
            }
            return Optional.empty();
        }

        private Optional<Divergence> step(Replay replay, RecordedInput recorded) throws IOException, StepLoadException {
            boolean comparesFailure =
                    recorded.outcome().isEmpty() && recorded.stopped().isPresent();
            if (recorded.outcome().isEmpty()) {
                failure = recorded.stopped();
            }
            boolean timedOut =
                    failure.filter(end -> end.kind() == FailureKind.TIMEOUT).isPresent();
            // How long a call takes is no outcome: what timed out is not tried again.
            if (recorded.outcome().isEmpty() && (!comparesFailure || timedOut)) {
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
                return same
                        ? Optional.empty()
                        : Optional.of(Divergence.ofFailure(
                                recorded.input(),
                                e.failure(),
                                RecordedOutputs.of(recorded).toValue()));
            }
        }
    }
}
