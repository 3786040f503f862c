package io.tapedeck.controller;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogRecord.Call;
import io.tapedeck.log.LogRecord.StepRecord;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a pipeline in a row: each output of one is an input of the next, at once and in order. An input
 * either goes through whole, or leaves nothing behind in any step.
 */
final class StepChain implements AutoCloseable {
    private final List<Step> steps;
    private final TaskClock clock;
    private final PayloadDecoder decoder = new PayloadDecoder();

    /** Decides what follows when a call fails. */
    @FunctionalInterface
    interface ErrorDecider {
        /** The decision for a step, or for the decoding of the input where the step is empty. */
        ErrorPolicy decide(String step, List<Integer> path, FailureKind kind);
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

    /** Takes an input through the steps, in a state that is committed when this returns. */
    Outcome process(FedInput input, ErrorDecider decider, OutputEncoder encoder) throws InputFailedException {
        Passage passage = new Passage(input, decider, encoder);
        try {
            Optional<Message> message = passage.decode();
            if (message.isPresent()) {
                passage.enter(0, message.get(), List.of());
            }
            steps.forEach(step -> step.state().commit());
        } catch (InputFailedException e) {
            steps.forEach(step -> step.state().rollBackTo(0));
            throw e;
        }
        clock.reached(passage.clockNanos);
        return passage.outcome();
    }

    /** One input on its way. */
    private final class Passage {
        private final FedInput input;
        private final ErrorDecider decider;
        private final OutputEncoder encoder;
        private final List<Call> calls = new ArrayList<>();
        private final List<Outcome.Encoded> outputs = new ArrayList<>();
        private final List<Failure> passedOver = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private long clockNanos;

        private Passage(FedInput input, ErrorDecider decider, OutputEncoder encoder) {
            this.input = input;
            this.decider = decider;
            this.encoder = encoder;
            clockNanos = input.feedTimeNanos();
        }

        private Outcome outcome() {
            return new Outcome(new StepRecord(input.ordinal(), clockNanos, calls), outputs, passedOver, notes);
        }

        private Optional<Message> decode() throws InputFailedException {
            try {
                return Optional.of(decoder.toMessage(input.message()));
            } catch (EncodingException e) {
                passOverOrFail("", List.of(), inputFailure(e));
                return Optional.empty();
            }
        }

        private static ProcessorException inputFailure(EncodingException e) {
            return new ProcessorException(FailureKind.INPUT, String.valueOf(e.getMessage()), Optional.empty(), "");
        }

        private void enter(int index, Message message, List<Integer> path) throws InputFailedException {
            if (index == steps.size()) {
                deliver(new Output(message.value(), message.key(), message.headers()));
                return;
            }
            List<Output> made = call(index, message, path);
            for (int i = 0; index + 1 < steps.size() && i < made.size(); i++) {
                enter(index + 1, following(message, made.get(i)), append(path, i));
            }
        }

        private List<Output> call(int index, Message message, List<Integer> path) throws InputFailedException {
            Step step = steps.get(index);
            int savepoint = step.state().savepoint();
            int delivered = outputs.size();
            try {
                Step.Result result = step.call(message, clockNanos, input.ordinal(), path);
                if (index + 1 == steps.size()) {
                    deliverAll(result.outputs());
                }
                calls.add(new Call(
                        index,
                        result.outputs().size(),
                        result.outputsDigest(),
                        result.stateDigest(),
                        result.encoded()));
                notes.addAll(result.notes());
                clockNanos = result.endNanos();
                return result.outputs();
            } catch (ProcessorException e) {
                step.state().rollBackTo(savepoint);
                outputs.subList(delivered, outputs.size()).clear();
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
            ErrorPolicy decision = decider.decide(step, path, e.kind());
            Failure failure = Failure.ofStep(input, step, path, e, decision);
            if (decision == ErrorPolicy.STOP) {
                throw new InputFailedException(failure);
            }
            passedOver.add(failure);
        }

        private static Message following(Message message, Output output) {
            return new Message(
                    message.stream(),
                    message.shard(),
                    message.sequence(),
                    message.time(),
                    output.key(),
                    output.headers(),
                    output.value());
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
