package io.tapedeck.runtime;

import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
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
    private long ordinal;

    private ProcessorTester(Step step) {
        this.step = step;
    }

    /** A tester of a processor, with empty state. */
    public static ProcessorTester of(Processor processor) {
        return new ProcessorTester(Step.of("test", new DirectHost(processor), new StateStore()));
    }

    /**
     * Feeds one message of the stream {@code test}, a second after the last.
     *
     * @throws ProcessorException where the processor throws; its cause is the exception
     */
    public ProcessorTester feed(Value value) throws ProcessorException {
        ordinal++;
        Instant time = START.plusSeconds(ordinal);
        Message message = new Message(new StreamKey("test"), 0, ordinal, time, Value.NULL, List.of(), value);
        Step.Result result = step.call(message, time.getEpochSecond() * 1_000_000_000L, ordinal, List.of());
        step.state().commit();
        result.outputs().stream().map(Output::value).forEach(outputs::add);
        return this;
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

    private record DirectHost(Processor processor) implements ProcessorHost {
        @Override
        public void process(Message message, ProcessorContext context) throws ProcessorException {
            try {
                processor.process(message, context);
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
