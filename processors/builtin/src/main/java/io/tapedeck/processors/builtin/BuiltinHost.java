package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Message;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.Processor;
import io.tapedeck.runtime.ProcessorContext;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHost;
import io.tapedeck.runtime.ProcessorTimer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one built-in processor. */
final class BuiltinHost implements ProcessorHost {
    private final Processor processor;
    private final Object lock = new Object();
    private @Nullable Thread running;

    BuiltinHost(Processor processor) {
        this.processor = processor;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws ProcessorException {
        call(() -> processor.process(message, context));
    }

    @Override
    public void fire(ProcessorTimer timer, ProcessorContext context) throws ProcessorException {
        call(() -> processor.onTimer(timer, context));
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private void call(Call call) throws ProcessorException {
        setRunning(Thread.currentThread());
        try {
            call.run();
        } catch (StepFailure | EncodingException e) {
            throw failure(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            throw failure(e.toString());
        } finally {
            setRunning(null);
        }
    }

    private static ProcessorException failure(String sentence) {
        return new ProcessorException(FailureKind.ERROR, sentence, Optional.empty(), "");
    }

    private void setRunning(@Nullable Thread thread) {
        synchronized (lock) {
            running = thread;
        }
    }

    /** Wakes one that waits, as a rate limit does; the others do not take long. */
    @Override
    public void interrupt() {
        synchronized (lock) {
            if (running != null && running.getState() == Thread.State.TIMED_WAITING) {
                running.interrupt();
            }
        }
    }

    @Override
    public void close() {}
}
