package io.tapedeck.processors.java;

import io.tapedeck.log.Message;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorTimer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one Java processor that the guard let pass. */
final class JavaProcessorHost implements ProcessorHost {
    private static final String TIMEOUT = "the call was ended because it took too long";

    private final Processor processor;
    private final Brake brake;
    private final LogStream log;
    private final Object lock = new Object();
    private @Nullable Thread running;

    JavaProcessorHost(Processor processor, Brake brake, LogStream log) {
        this.processor = processor;
        this.brake = brake;
        this.log = log;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws ProcessorException {
        call(context, () -> processor.process(message, context));
    }

    @Override
    public void fire(ProcessorTimer timer, ProcessorContext context) throws ProcessorException {
        call(context, () -> processor.onTimer(timer, context));
    }

    /** A call of the processor's code. */
    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private void call(ProcessorContext context, Action action) throws ProcessorException {
        begin(context);
        try {
            action.run();
            log.end();
        } catch (Throwable thrown) {
            // Whatever it is, StackOverflowError included: it ended the processor's call, not ours.
            throw failure(thrown);
        } finally {
            end();
        }
        Stop stop = brake.pulled();
        if (stop != null) {
            throw Failures.of(stop);
        }
    }

    private void begin(ProcessorContext context) {
        synchronized (lock) {
            brake.release();
            running = Thread.currentThread();
        }
        log.begin(context);
    }

    private void end() {
        synchronized (lock) {
            running = null;
            if (brake.pulled() != null) {
                // The interrupt below was for the processor's call and must not reach what comes after it.
                boolean ignored = Thread.interrupted();
            }
        }
    }

    /** A stop counts for more than what the processor made of it. */
    private ProcessorException failure(Throwable thrown) {
        Stop stop = brake.pulled();
        return Failures.of(stop == null || thrown instanceof Stop ? thrown : stop);
    }

    /** Wakes the processor if it sleeps; an interrupt at any other time could break a channel of the host's. */
    @Override
    public void interrupt() {
        synchronized (lock) {
            if (running != null) {
                brake.pull(new Stop(Stop.Reason.TIMEOUT, TIMEOUT, Optional.empty()));
                if (running.getState() == Thread.State.TIMED_WAITING) {
                    running.interrupt();
                }
            }
        }
    }

    @Override
    public void close() {
        // The classes go when nothing refers to their loader any more.
    }
}
