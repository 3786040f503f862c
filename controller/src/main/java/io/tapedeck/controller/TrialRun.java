package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of its own that was made of the first inputs of another one, with today's code and no sink: something to verify
 * elsewhere, before the code is trusted.
 *
 * @param folder where it is
 * @param inputs the inputs that it has
 * @param failure what it failed by; that is an outcome like any other
 */
public record TrialRun(RunFolder folder, long inputs, Optional<Failure> failure) {
    static TrialRun record(
            RunFolder run,
            PipelineDefinition definition,
            long inputsMax,
            RunFolder folder,
            Extensions extensions,
            RunListener listener)
            throws IOException, StepLoadException {
        List<ProcessorCode> code =
                definition.steps().stream().map(StepDefinition::code).toList();
        try (RunLogReader recorded = RunLogReader.open(run.log())) {
            RunStart start = recorded.start()
                    .withCode(code, Fingerprint.here(extensions.runtimeVersions(code), definition.locality()));
            LogSettings settings = LogSettings.of(Durability.OS);
            try (LogWriter log = LogWriter.create(folder.log(), LogUse.RUN, start.logId(), settings)) {
                log.append(start.toRecord());
                StepLoader loader = new StepLoader(extensions, start, definition::timeoutOf, listener);
                List<StateStore> states =
                        code.stream().map(step -> new StateStore()).toList();
                try (StepChain chain = loader.load(code, states, new TaskClock());
                        LogIngress ingress = new LogIngress(recorded, extensions)) {
                    RecordingJournal journal = new RecordingJournal(
                            log,
                            definition,
                            input -> new RecordedEffects(ingress.current().effects(), Map.of()));
                    return new Feeding(folder, ingress, journal, chain, listener).run(inputsMax);
                }
            }
        }
    }

    /** The inputs on their way. */
    private static final class Feeding {
        private final RunFolder folder;
        private final RecordingJournal journal;
        private final Tally tally = new Tally();
        private final Pipeline pipeline;
        private final RunListener listener;

        private Feeding(
                RunFolder folder, Ingress ingress, RecordingJournal journal, StepChain chain, RunListener listener) {
            this.folder = folder;
            this.journal = journal;
            this.listener = listener;
            pipeline = new Pipeline(ingress, journal, Egress.DISCARDING, chain, tally);
        }

        private TrialRun run(long inputsMax) throws IOException {
            try {
                while (tally.inputs() < inputsMax && pipeline.step(Duration.ZERO) instanceof Ingress.Fed) {
                    listener.progress(tally.inputs(), tally.outputs());
                }
                return new TrialRun(folder, tally.inputs(), Optional.empty());
            } catch (InputFailedException e) {
                journal.append(e.failure().toRecord());
                return new TrialRun(folder, tally.inputs() + 1, Optional.of(e.failure()));
            } catch (DivergenceException | ConnectorException | InterruptedException e) {
                throw new AssertionError("nothing is compared, and there is neither source nor sink", e);
            }
        }
    }
}
