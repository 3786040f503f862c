package io.tapedeck.controller;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorCode;
import java.util.List;
import java.util.Optional;

/**
 * An input as the log has it, with all that the log says of it.
 *
 * @param input the input
 * @param logPosition where the input stands in the log
 * @param codeChanges the code that is new from this input on
 * @param effects what the calls asked of services, in order; those of attempts that failed too
 * @param passedOver the failures that were passed over
 * @param stopped the failure that stopped the run at this input, the last one where it was tried again
 * @param outcome the digests and outputs; empty where the input is the last and has none
 * @param checkpoint the last checkpoint that stands between the input before and this one
 */
record RecordedInput(
        FedInput input,
        LogPosition logPosition,
        List<ProcessorCode> codeChanges,
        List<RecordedEffect> effects,
        List<Failure> passedOver,
        Optional<Failure> stopped,
        Optional<StepRecord> outcome,
        Optional<LogPosition> checkpoint) {
    /** Copies the lists. */
    RecordedInput {
        codeChanges = List.copyOf(codeChanges);
        effects = List.copyOf(effects);
        passedOver = List.copyOf(passedOver);
    }

    /** The failure of a call that was passed over; of several, where the process was killed in between, the last. */
    Optional<Failure> passedOver(String step, List<Integer> path) {
        return passedOver.stream()
                .filter(failure -> failure.step().equals(step) && failure.path().equals(path))
                .reduce((earlier, later) -> later);
    }

    /** What was decided where a call failed: to stop, where it did not fail when it was recorded. */
    ErrorPolicy decision(String step, List<Integer> path) {
        return passedOver(step, path).map(Failure::decision).orElse(ErrorPolicy.STOP);
    }

    /** The same input with another message in its place. */
    RecordedInput withMessage(EncodedMessage message) {
        return with(new FedInput(input.ordinal(), input.feedTimeNanos(), message, input.position()));
    }

    /** The failure that stopped the run there, if it is of what does not come again: how long a call took, for one. */
    Optional<Failure> failureOfLiveRun() {
        return stoppedForGood().filter(failure -> failure.kind().isOfLiveRun());
    }

    /** The failure that stopped the run there, where it did not go through since. */
    Optional<Failure> stoppedForGood() {
        return outcome.isPresent() ? Optional.empty() : stopped;
    }

    /** The id of the step that failed there, if one did. */
    Optional<String> failedStep() {
        return stoppedForGood()
                .or(() -> passedOver.stream().findFirst())
                .map(Failure::step)
                .filter(id -> !id.isEmpty());
    }

    /** Whether it could not be decoded, and stopped the run. */
    boolean isUndecodable() {
        return outcome.isEmpty()
                && stopped.filter(failure -> failure.kind() == FailureKind.INPUT)
                        .isPresent();
    }

    /** The same with the input whole. */
    RecordedInput with(FedInput whole) {
        return new RecordedInput(whole, logPosition, codeChanges, effects, passedOver, stopped, outcome, checkpoint);
    }
}
