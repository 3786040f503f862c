package io.tapedeck.runtime;

import io.tapedeck.log.Message;

/**
 * The user's code: takes messages one at a time, in the order of the log, and emits outputs through the
 * context. It must not depend on anything but the message and the context: what it needs to remember goes
 * into {@link ProcessorContext#state()}, the time and random numbers come from the context or from the
 * JDK's usual calls, which the host turns to the context's.
 *
 * <p>If a call throws, it leaves nothing behind: no output, no change of state.
 */
@FunctionalInterface
public interface Processor {
    /**
     * Takes one message.
     *
     * @throws Exception whatever the code meets; the step's {@code on_error} says what follows
     */
    void process(Message message, ProcessorContext context) throws Exception;

    /**
     * A timer that was set with {@link ProcessorContext#timers()} is due; it is set no more.
     *
     * @throws Exception as of {@link #process}
     */
    default void onTimer(ProcessorTimer timer, ProcessorContext context) throws Exception {
        throw new UnsupportedOperationException("a timer is due, and the processor has no onTimer");
    }
}
