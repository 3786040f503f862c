package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.WithheldPayload;
import io.tapedeck.runtime.EffectRequest;
import io.tapedeck.runtime.EffectResult;
import io.tapedeck.runtime.EffectUnavailableException;
import io.tapedeck.runtime.Effects;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The live journal: writes inputs, effects, decisions and outcomes to the log. */
final class RecordingJournal implements Journal {
    private final LogWriter log;
    private final Function<FedInput, StepChain.ErrorDecider> deciders;
    private final Function<FedInput, Effects> services;
    private boolean withholding;
    private long lastOrdinal;
    private LogPosition lastPosition = new LogPosition(0, 0);

    /** @param services does what the calls for an input ask of the outside; what comes of it is recorded */
    RecordingJournal(LogWriter log, PipelineDefinition definition, Function<FedInput, Effects> services) {
        StepChain.ErrorDecider decider = decider(definition);
        this(log, services, input -> decider);
    }

    /** @param deciders decides what follows where a call fails, for each input */
    RecordingJournal(
            LogWriter log, Function<FedInput, Effects> services, Function<FedInput, StepChain.ErrorDecider> deciders) {
        this.log = log;
        this.services = services;
        this.deciders = deciders;
    }

    private static StepChain.ErrorDecider decider(PipelineDefinition definition) {
        Map<String, ErrorPolicy> policies = definition.steps().stream()
                .collect(Collectors.toUnmodifiableMap(StepDefinition::id, StepDefinition::onError));
        return (step, path) -> policies.getOrDefault(step, definition.onInputError());
    }

    /** Keeps of inputs that a source can give again only their digests, where that is how the run is recorded. */
    RecordingJournal recording(Recording recording) {
        withholding = recording == Recording.RANGES;
        return this;
    }

    @Override
    public void input(FedInput input) throws IOException {
        EncodedMessage message = keeps(input) ? input.message() : WithheldPayload.withhold(input.message());
        resumedAt(input.ordinal(), log.append(input.ordinal(), input.feedTimeNanos(), message, input.position()));
    }

    @Override
    public boolean keeps(FedInput input) {
        return !withholding || input.isTick();
    }

    /** Takes note of an input that is in the log already and has no outcome yet. */
    void resumedAt(long ordinal, LogPosition position) {
        lastOrdinal = ordinal;
        lastPosition = position;
    }

    @Override
    public StepChain.ErrorDecider errorDecider(FedInput input) {
        return deciders.apply(input);
    }

    @Override
    public Effects effects(FedInput input) {
        Effects carriedOut = services.apply(input);
        return request -> carryOut(carriedOut, request);
    }

    /** The result is in the log before the call gets it, so that a call that fails can be replayed too. */
    private EffectResult carryOut(Effects effects, EffectRequest request) throws EffectUnavailableException {
        EffectResult result = effects.request(request);
        try {
            log.append(new RecordedEffect(request, result).toRecord());
        } catch (IOException e) {
            throw new EffectUnavailableException(
                    "cannot record what \"" + request.service() + "\" answered: " + e.getMessage());
        }
        return result;
    }

    @Override
    public void outcome(FedInput input, Outcome outcome) throws IOException {
        for (Failure failure : outcome.passedOver()) {
            log.append(failure.toRecord());
        }
        log.append(outcome.record());
    }

    /** Writes a record of the controller. */
    LogPosition append(RunRecord record) throws IOException {
        return log.append(record);
    }

    @Override
    public void sync() throws IOException {
        log.sync();
    }

    /** Begins to make what was written durable, while more is written. */
    void beginSync() throws IOException {
        log.beginSync();
    }

    /** Whether what {@link #beginSync} began is still going on. */
    boolean isSyncing() throws IOException {
        return log.isSyncing();
    }

    /** Waits until what {@link #beginSync} began is done. */
    void awaitSync() throws IOException {
        log.awaitSync();
    }

    /** Where whoever goes on behind input {@code inputs} begins to read, if an input behind it is in the log already. */
    Optional<LogPosition> unfinished(long inputs) {
        return lastOrdinal > inputs ? Optional.of(lastPosition) : Optional.empty();
    }
}
