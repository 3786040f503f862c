package io.tapedeck.runtime;

import io.tapedeck.log.Message;

/**
 * One processor of one language, loaded and ready. It is called from one thread at a time. While it loads
 * code and while it processes, {@link World#current()} is the world that the code must see in place of the
 * machine's clock and randomness.
 */
public interface ProcessorHost extends AutoCloseable {
    /**
     * Calls the processor with one message.
     *
     * @throws ProcessorException where the code throws, is refused, or was interrupted
     */
    void process(Message message, ProcessorContext context) throws ProcessorException;

    /**
     * Calls the processor because a timer is due.
     *
     * @throws ProcessorException as of {@link #process}; also where the processor takes no timers
     */
    void fire(ProcessorTimer timer, ProcessorContext context) throws ProcessorException;

    /**
     * Ends the call in progress, from another thread: it throws a {@link ProcessorException} of kind
     * {@link FailureKind#TIMEOUT}. Without effect where no call is in progress. A host that was interrupted
     * may be unusable afterwards.
     */
    void interrupt();

    @Override
    void close();
}
