package io.tapedeck.runtime;

import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feeds a Java processor in a unit test, as a pipeline would: with state that rolls back when it throws, and with a
 * clock and random numbers that are the same on every run. Only what is asked of the context is deterministic here;
 * the guard that turns the JDK's own clocks is not at work.
 */
public final class ProcessorTester implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Step step;
    private final List<Value> outputs = new ArrayList<>();
    private Effects effects = Effects.NONE;
    private Instant time = START;
    private long ordinal;

    private ProcessorTester(Step step) {
        this.step = step;
    }

    /** A tester of a processor, with empty state. */
    public static ProcessorTester of(Processor processor) {
        return new ProcessorTester(Step.of("test", new DirectHost(processor), new StateStore()));
    }

    /** Has services answer what the processor asks, instead of nothing being there to ask. */
    public ProcessorTester answering(Effects answers) {
        effects = answers;
        return this;
    }

    /**
     * Feeds one message of the stream {@code test}, a second after the last, behind the timers that are due.
     *
     * @throws ProcessorException where the processor throws; its cause is the exception
     */
    public ProcessorTester feed(Value value) throws ProcessorException {
        pass(Duration.ofSeconds(1));
        Message message = new Message(new StreamKey("test"), 0, ordinal, time, Value.NULL, List.of(), value);
        take(step.call(message, occasion(List.of())));
        return this;
    }

    /**
     * Lets time pass, and fires the timers that are due then.
     *
     * @throws ProcessorException where the processor throws; its cause is the exception
     */
    public ProcessorTester pass(Duration duration) throws ProcessorException {
        ordinal++;
        time = time.plus(duration);
        int fired = 0;
        for (ProcessorTimer timer : step.state().timersDueAt(time)) {
            if (step.state().timers().due(timer.key()).equals(Optional.of(timer.due()))) {
                step.state().timers().cancel(timer.key());
                take(step.fire(timer, occasion(List.of(- ++fired))));
            }
        }
        return this;
    }

    private Step.Occasion occasion(List<Integer> path) {
        long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
        return new Step.Occasion(nanos, ordinal, path, effects);
    }

    private void take(Step.Result result) {
        step.state().commit();
        result.outputs().stream().map(Output::value).forEach(outputs::add);
    }

    /** The outputs so far. */
    public List<Value> outputs() {
        return List.copyOf(outputs);
    }

    /** The state. */
    public KeyValueStore state() {
        return step.state();
    }

    @Override
    public void close() {
        step.close();
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private record DirectHost(Processor processor) implements ProcessorHost {
        @Override
        public void process(Message message, ProcessorContext context) throws ProcessorException {
            call(() -> processor.process(message, context));
        }

        @Override
        public void fire(ProcessorTimer timer, ProcessorContext context) throws ProcessorException {
            call(() -> processor.onTimer(timer, context));
        }

        private static void call(Action action) throws ProcessorException {
            try {
                action.run();
            } catch (Exception e) {
                ProcessorException failure =
                        new ProcessorException(FailureKind.ERROR, e.toString(), Optional.empty(), "");
                failure.initCause(e);
                throw failure;
            }
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }
}
