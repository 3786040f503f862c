package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Effects;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorTimer;
import io.tapedeck.runtime.Scenario.Trigger;
import io.tapedeck.runtime.StateStore;
import io.tapedeck.runtime.Step;
import io.tapedeck.runtime.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a pipeline in a row: each output of one is an input of the next, at once and in order. Before an input
 * the timers fire that are due when it is fed. An input either goes through whole, its timers included, or leaves
 * nothing behind in any step.
 */
final class StepChain implements AutoCloseable {
    private final List<Step> steps;
    private final TaskClock clock;
    private final PayloadDecoder decoder = new PayloadDecoder();
    private CallWatcher watcher = CallWatcher.NOBODY;

    /** Is told of each call as it ends, before anything of it is undone. */
    interface CallWatcher {
        /** Looks at nothing. */
        CallWatcher NOBODY = new CallWatcher() {};

        /** A call went through. */
        default void made(Step step, Trigger trigger, Step.Occasion occasion, List<Output> outputs) {}

        /** A call failed; its own writes are undone. */
        default void failed(Step step, Trigger trigger, Step.Occasion occasion, ProcessorException failure) {}
    }

    /** Decides what follows when a call fails in a way that is the same on every replay; otherwise the run stops. */
    @FunctionalInterface
    interface ErrorDecider {
        /** The decision for a step, or for the decoding of the input where the step is empty. */
        ErrorPolicy decide(String step, List<Integer> path);
    }

    /** Makes the bytes that the sink will write. */
    @FunctionalInterface
    interface OutputEncoder {
        /** The bytes for an output. */
        Bytes encode(Output output) throws EncodingException;
    }

    StepChain(List<Step> steps, TaskClock clock) {
        this.steps = new ArrayList<>(steps);
        this.clock = clock;
    }

    /** Puts other code in the place of a step's; its state stays. */
    void replace(int index, Step step) {
        steps.set(index, step).close();
    }

    List<Step> steps() {
        return steps;
    }

    /** From now on {@code other} is told of each call. */
    void watch(CallWatcher other) {
        watcher = other;
    }

    /** When the next timer of any step is due. */
    Optional<Instant> nextTimer() {
        return steps.stream()
                .flatMap(step -> step.state().nextTimer().stream())
                .map(ProcessorTimer::due)
                .min(Comparator.naturalOrder());
    }

    /**
     * Takes an input through the steps, in a state that is committed when this returns.
     *
     * @param isKept whether the log has the input whole
     */
    Outcome process(FedInput input, boolean isKept, ErrorDecider decider, OutputEncoder encoder, Effects effects)
            throws InputFailedException {
        Passage passage = new Passage(input, isKept, decider, encoder, effects);
        try {
            passage.fireTimers();
            if (!input.isTick()) {
                passage.take();
            }
            for (Step step : steps) {
                step.state().commit();
            }
        } catch (InputFailedException e) {
            steps.forEach(step -> step.state().rollBackTo(0));
            throw e;
        }
        clock.reached(passage.clockNanos);
        return passage.outcome();
    }

    /**
     * A timer that is due.
     *
     * @param step the index of its step
     * @param timer the timer
     */
    private record DueTimer(int step, ProcessorTimer timer) {}

    /** One input on its way. */
    private final class Passage {
        private final FedInput input;
        private final boolean isKept;
        private final ErrorDecider decider;
        private final OutputEncoder encoder;
        private final Effects effects;
        private final List<Call> calls = new ArrayList<>(1);
        private final List<Outcome.Encoded> outputs = new ArrayList<>(1);
        private final List<Failure> passedOver = new ArrayList<>(0);
        private final List<String> notes = new ArrayList<>(0);
        private Optional<ProcessorTimer> timer = Optional.empty();
        private Optional<Value> kept = Optional.empty();
        private long clockNanos;

        private Passage(FedInput input, boolean isKept, ErrorDecider decider, OutputEncoder encoder, Effects effects) {
            this.input = input;
            this.isKept = isKept;
            this.decider = decider;
            this.encoder = encoder;
            this.effects = effects;
            clockNanos = input.feedTimeNanos();
        }

        private Outcome outcome() {
            return new Outcome(new StepRecord(input.ordinal(), clockNanos, calls), outputs, passedOver, notes);
        }

        /** Fires those that are due when this begins: what they set meanwhile waits for the next input or tick. */
        private void fireTimers() throws InputFailedException {
            int fired = 0;
            for (DueTimer due : dueTimers()) {
                Timers timers = steps.get(due.step()).state().timers();
                if (timers.due(due.timer().key()).equals(Optional.of(due.timer().due()))) {
                    timers.cancel(due.timer().key());
                    fire(due, List.of(- ++fired));
                }
            }
        }

        private List<DueTimer> dueTimers() {
            if (!hasTimers()) {
                return List.of();
            }
            List<DueTimer> due = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                StateStore state = steps.get(i).state();
                for (ProcessorTimer timer : state.timersDueAt(Times.instant(input.feedTimeNanos()))) {
                    due.add(new DueTimer(i, timer));
                }
            }
            due.sort(Comparator.comparing(each -> each.timer().due())); // stable: of one time, by step and key
            return due;
        }

        private boolean hasTimers() {
            for (Step step : steps) {
                if (step.state().hasTimers()) {
                    return true;
                }
            }
            return false;
        }

        private void fire(DueTimer due, List<Integer> path) throws InputFailedException {
            timer = Optional.of(due.timer());
            EncodedMessage at = input.message();
            Message origin = new Message(
                    at.stream(), at.shard(), at.sequence(), due.timer().due(), Value.NULL, List.of(), Value.NULL);
            List<Output> made = call(due.step(), path, new Trigger.Due(due.timer()));
            enterNext(due.step(), origin, made, path);
            timer = Optional.empty();
        }

        /** Takes the message itself through the steps. */
        private void take() throws InputFailedException {
            Message message;
            try {
                message = decoder.toMessage(input.message());
            } catch (EncodingException e) {
                passOverOrFail("", List.of(), inputFailure(e));
                return;
            }
            kept = isKept ? Optional.of(message.value()) : Optional.empty();
            enter(0, message, List.of());
        }

        private static ProcessorException inputFailure(EncodingException e) {
            return new ProcessorException(FailureKind.INPUT, String.valueOf(e.getMessage()), Optional.empty(), "");
        }

        private void enter(int index, Message message, List<Integer> path) throws InputFailedException {
            if (index == steps.size()) {
                deliver(Output.of(message));
                return;
            }
            List<Output> made = call(index, path, new Trigger.Arrival(message));
            enterNext(index, message, made, path);
        }

        /** Takes what a step made to the next one. */
        private void enterNext(int index, Message message, List<Output> made, List<Integer> path)
                throws InputFailedException {
            for (int i = 0; index + 1 < steps.size() && i < made.size(); i++) {
                enter(index + 1, message.followedBy(made.get(i)), append(path, i));
            }
        }

        private List<Output> call(int index, List<Integer> path, Trigger trigger) throws InputFailedException {
            Step step = steps.get(index);
            Step.Occasion occasion = new Step.Occasion(clockNanos, input.ordinal(), path, effects, kept);
            int savepoint = step.state().savepoint();
            int delivered = outputs.size();
            try {
                Step.Result result = step.call(trigger, occasion);
                if (index + 1 == steps.size()) {
                    deliverAll(result.outputs());
                }
                calls.add(new Call(
                        index,
                        result.outputs().size(),
                        result.outputsDigest(),
                        result.stateDigest(),
                        result.encoded()));
                if (!result.notes().isEmpty()) {
                    notes.addAll(result.notes());
                }
                clockNanos = result.endNanos();
                watcher.made(step, trigger, occasion, result.outputs());
                return result.outputs();
            } catch (ProcessorException e) {
                step.state().rollBackTo(savepoint);
                outputs.subList(delivered, outputs.size()).clear();
                watcher.failed(step, trigger, occasion, e);
                passOverOrFail(step.id(), path, e);
                calls.add(new Call(index, 0, 0, step.state().digest(), Bytes.EMPTY));
                return List.of();
            }
        }

        private void deliverAll(List<Output> made) throws ProcessorException {
            for (Output output : made) {
                try {
                    outputs.add(new Outcome.Encoded(output, encoder.encode(output)));
                } catch (EncodingException e) {
                    throw new ProcessorException(
                            FailureKind.SINK, String.valueOf(e.getMessage()), Optional.empty(), "");
                }
            }
        }

        /** Delivers the message itself, in a pipeline without steps. */
        private void deliver(Output output) throws InputFailedException {
            try {
                deliverAll(List.of(output));
            } catch (ProcessorException e) {
                passOverOrFail("", List.of(), e);
            }
        }

        private void passOverOrFail(String step, List<Integer> path, ProcessorException e) throws InputFailedException {
            ErrorPolicy decision = e.kind().isOutcome() ? decider.decide(step, path) : ErrorPolicy.STOP;
            Failure failure = Failure.ofStep(input, timer, step, path, e, decision);
            if (decision == ErrorPolicy.STOP) {
                throw new InputFailedException(failure);
            }
            passedOver.add(failure);
        }

        private static List<Integer> append(List<Integer> path, int index) {
            List<Integer> longer = new ArrayList<>(path);
            longer.add(index);
            return longer;
        }
    }

    @Override
    public void close() {
        steps.forEach(Step::close);
    }
}
