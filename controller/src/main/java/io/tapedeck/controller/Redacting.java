package io.tapedeck.controller;

import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.EffectUnavailableException;
import io.tapedeck.runtime.Effects;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Feeds the inputs of a task, redacted, to the recorded code, and records what comes of it as another run: so nothing of
 * what was made of the real values is in it. See spec/packed-run.md.
 */
final class Redacting {
    private static final int TELL_EVERY = 1024;

    private final Stretch part;
    private final Redaction redaction;
    private final Extensions extensions;
    private final RunListener listener;
    private final Set<String> streams = new HashSet<>();

    Redacting(Stretch part, Redaction redaction, Extensions extensions, RunListener listener) {
        this.part = part;
        this.redaction = redaction;
        this.extensions = extensions;
        this.listener = listener;
    }

    /**
     * How the last input ended.
     *
     * @param before the failure that the run stopped by
     * @param after that of the redacted one
     */
    record Ending(Optional<Failure> before, Optional<Failure> after) {
        /** Whether both failed in the same way, or both did not fail. */
        boolean isSame() {
            if (before.isEmpty() || after.isEmpty()) {
                return before.isEmpty() && after.isEmpty();
            }
            boolean undecodable =
                    before.get().kind() == FailureKind.INPUT && after.get().kind() == FailureKind.INPUT;
            return undecodable || ShrunkRun.isSame(before.get(), after.get());
        }
    }

    /** Has the redaction see all that it will be asked for. */
    void learn() throws IOException {
        try (RunLogReader log = RunLogReader.open(part.task().log());
                LogIngress ingress = new LogIngress(log, extensions)) {
            while (ingress.next(Duration.ZERO) instanceof Ingress.Fed(FedInput input)
                    && input.ordinal() <= part.last()) {
                if (!input.isTick()) {
                    redaction.redacted(input.message());
                    streams.add(input.message().stream().name());
                }
                ingress.current().effects().forEach(effect -> redacted(effect.result()));
                if (redaction.weight() > Runtime.getRuntime().maxMemory() / 4) {
                    throw new IOException("the values to be redacted do not fit in memory, as they must to be found"
                            + " elsewhere; give more of it, as in TAPEDECK_JAVA_OPTS=-Xmx16g");
                }
                tell(input);
            }
        }
    }

    /** The names of the streams that it learnt of. */
    Set<String> streams() {
        return streams;
    }

    private void tell(FedInput input) {
        if (input.ordinal() % TELL_EVERY == 0) {
            listener.progress(input.ordinal(), 0);
        }
    }

    private EffectResult redacted(EffectResult result) {
        return switch (result) {
            case EffectResult.Answer(Value value) -> new EffectResult.Answer(redaction.redacted(value));
            case EffectResult.Failed(String error) -> new EffectResult.Failed(redaction.text(error));
        };
    }

    /**
     * Makes the log.
     *
     * @param start how the redacted run is started
     * @param target a folder that does not exist
     */
    Ending make(RunStart start, RunFolder target) throws IOException, StepLoadException {
        try (RunLogReader log = RunLogReader.open(part.task().log());
                LogIngress ingress = new LogIngress(log, extensions)) {
            StepLoader loader = new StepLoader(extensions, start, step -> Duration.ZERO, listener);
            try (Feeding feeding = new Feeding(start, target, ingress, loader)) {
                return feeding.run();
            }
        }
    }

    /** The inputs on their way. */
    private final class Feeding implements AutoCloseable {
        private final RunStart start;
        private final RunFolder target;
        private final LogIngress ingress;
        private final StepLoader loader;
        private final Tally tally = new Tally();
        private final List<StateStore> states;
        private final StepChain chain;
        private List<ProcessorCode> code;
        private Optional<CopiedLog> copy = Optional.empty();
        private Optional<Long> feedTimeBefore = Optional.empty();
        private Optional<Failure> failure = Optional.empty();
        private Optional<Failure> failureBefore = Optional.empty();

        private Feeding(RunStart start, RunFolder target, LogIngress ingress, StepLoader loader)
                throws StepLoadException {
            this.start = start;
            this.target = target;
            this.ingress = ingress;
            this.loader = loader;
            code = start.code();
            states = code.stream().map(step -> new StateStore()).toList();
            chain = loader.load(code, states, new TaskClock());
        }

        private Ending run() throws IOException, StepLoadException {
            boolean goesOn = true;
            while (goesOn
                    && ingress.next(Duration.ZERO) instanceof Ingress.Fed(FedInput input)
                    && input.ordinal() <= part.last()) {
                change(ingress.current().codeChanges());
                if (input.ordinal() >= part.first() && copy.isEmpty()) {
                    begin();
                }
                goesOn = feed(ingress.current());
                feedTimeBefore = Optional.of(input.feedTimeNanos());
                tell(input);
            }
            end();
            return new Ending(failureBefore, failure);
        }

        private void change(List<ProcessorCode> changes) throws IOException, StepLoadException {
            for (ProcessorCode changed : changes) {
                for (int i = 0; i < code.size(); i++) {
                    if (code.get(i).step().equals(changed.step())
                            && !code.get(i).equals(changed)) {
                        chain.replace(i, loader.load(changed, states.get(i)));
                        code = CodeValues.with(code, changed);
                        if (copy.isPresent()) {
                            copy.get().changeCode(changed);
                        }
                    }
                }
            }
        }

        private void begin() throws IOException {
            boolean fromStart = part.first() == part.firstOfTask();
            RunStart begun = start.withCode(code)
                    .as(fromStart ? Optional.empty() : Optional.of(new Excerpt(part.first(), feedTimeBefore)));
            Opening opening = new Opening(
                    states,
                    Optional.of(Opening.checkpoint(
                            part.first() - 1,
                            tally.ticks(),
                            tally.outputs(),
                            Value.NULL,
                            MapValue.EMPTY,
                            tally.endNanos())));
            copy = Optional.of(CopiedLog.begin(target, begun, opening));
        }

        /** Feeds an input. Returns whether another one follows. */
        private boolean feed(RecordedInput recorded) throws IOException {
            FedInput real = recorded.input();
            FedInput input = new FedInput(
                    real.ordinal(),
                    real.feedTimeNanos(),
                    real.isTick() ? real.message() : redaction.redacted(real.message()),
                    Value.NULL);
            if (copy.isPresent()) {
                copy.get().append(input);
            }
            failureBefore = recorded.outcome().isPresent() ? Optional.empty() : recorded.stopped();
            Optional<Failure> ofLiveRun = recorded.failureOfLiveRun();
            if (ofLiveRun.isPresent()) {
                failure = ofLiveRun.map(Redacting.this::redacted);
            } else if (recorded.outcome().isPresent() || failureBefore.isPresent()) {
                process(recorded, input);
            } else {
                return false; // it was under way when the run was killed, or packed
            }
            return failure.isEmpty();
        }

        private void process(RecordedInput recorded, FedInput input) throws IOException {
            try {
                Outcome outcome = chain.process(
                        input,
                        /* isKept= */ true,
                        recorded::decision,
                        Egress.DISCARDING::encode,
                        new RedactedEffects(recorded));
                tally.count(input, outcome);
                if (copy.isPresent()) {
                    for (Failure passedOver : outcome.passedOver()) {
                        copy.get().append(passedOver.toRecord());
                    }
                    StepRecord record = outcome.record();
                    copy.get().append(record);
                }
            } catch (InputFailedException e) {
                failure = Optional.of(e.failure());
            }
        }

        private void end() throws IOException {
            CopiedLog log = copy.orElseThrow(() -> new IOException("with redacted values the run fails before the part"
                    + " that is to be packed"
                    + failure.map(known -> ", at #" + known.ordinal() + ": " + known.error())
                            .orElse("")));
            if (failure.isPresent()) {
                log.append(failure.get().toRecord());
            }
            RunState state = failure.isPresent() ? RunState.FAILED : RunState.STOPPED;
            log.append(new RunEnd(state, tally.inputs(), log.outputs(), Instant.now()).toRecord());
            log.sync();
        }

        /** Answers what the same call was answered at the same place, redacted; what is asked is made anew. */
        private final class RedactedEffects implements Effects {
            private final List<RecordedEffect> unused;

            private RedactedEffects(RecordedInput recorded) {
                unused = new ArrayList<>(recorded.effects());
            }

            @Override
            public EffectResult request(EffectRequest request) throws EffectUnavailableException {
                RecordedEffect same = unused.stream()
                        .filter(recorded -> recorded.isAt(request))
                        .filter(recorded -> recorded.request().service().equals(request.service()))
                        .findFirst()
                        .orElseThrow(() -> new EffectUnavailableException(
                                "service \"" + request.service() + "\" was not asked here when it was recorded"));
                unused.remove(same);
                EffectResult result = redacted(same.result());
                record(new RecordedEffect(request, result));
                return result;
            }

            private void record(RecordedEffect effect) throws EffectUnavailableException {
                try {
                    if (copy.isPresent()) {
                        copy.get().append(effect.toRecord());
                    }
                } catch (IOException e) {
                    throw new EffectUnavailableException("cannot record an answer: " + e.getMessage());
                }
            }
        }

        @Override
        public void close() throws IOException {
            chain.close();
            if (copy.isPresent()) {
                copy.get().close();
            }
        }
    }

    private Failure redacted(Failure known) {
        return new Failure(
                known.place(),
                known.ordinal(),
                known.timer(),
                known.step(),
                known.path(),
                known.kind(),
                redaction.text(known.error()),
                known.location(),
                redaction.text(known.traceback()),
                known.decision());
    }
}
