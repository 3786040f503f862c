package io.tapedeck.controller;

import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.RunRecord;
import io.tapedeck.log.LogWriter;
import io.tapedeck.runtime.FailureKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live journal: writes inputs, decisions and outcomes to the log. */
final class RecordingJournal implements Journal {
    private final LogWriter log;
    private final Map<String, ErrorPolicy> policies;
    private final ErrorPolicy onInputError;
    private long lastOrdinal;
    private LogPosition lastPosition = new LogPosition(0, 0);

    RecordingJournal(LogWriter log, PipelineDefinition definition) {
        this.log = log;
        this.policies = definition.steps().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(StepDefinition::id, StepDefinition::onError));
        this.onInputError = definition.onInputError();
    }

    @Override
    public void input(FedInput input) throws IOException {
        resumedAt(
                input.ordinal(), log.append(input.ordinal(), input.feedTimeNanos(), input.message(), input.position()));
    }

    /** Takes note of an input that is in the log already and has no outcome yet. */
    void resumedAt(long ordinal, LogPosition position) {
        lastOrdinal = ordinal;
        lastPosition = position;
    }

    @Override
    public StepChain.ErrorDecider errorDecider(FedInput input) {
        return this::decide;
    }

    /** What hides the machine's own limits (time, memory) must not become a recorded outcome: it stops the run. */
    private ErrorPolicy decide(String step, List<Integer> path, FailureKind kind) {
        if (kind == FailureKind.TIMEOUT || kind == FailureKind.LIMIT || kind == FailureKind.LOAD) {
            return ErrorPolicy.STOP;
        }
        return policies.getOrDefault(step, onInputError);
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

    /** Where whoever goes on behind input {@code inputs} begins to read, if an input behind it is in the log already. */
    Optional<LogPosition> unfinished(long inputs) {
        return lastOrdinal > inputs ? Optional.of(lastPosition) : Optional.empty();
    }
}
