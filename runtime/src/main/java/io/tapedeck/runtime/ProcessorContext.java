package io.tapedeck.runtime;

import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a processor may know and do besides its message. Valid only during the call that it was given to. */
public interface ProcessorContext {
    /** Emits an output. */
    void emit(Output output);

    /** Emits an output without key and headers. */
    default void emit(Value value) {
        emit(Output.of(value));
    }

    /** Emits an output. */
    default void emit(Value value, Value key, List<Header> headers) {
        emit(new Output(value, key, headers));
    }

    /** The step's keyed state. */
    KeyValueStore state();

    /** The step's timers; {@link Processor#onTimer} is called when one is due. */
    Timers timers();

    /**
     * Asks a service that the pipeline declares, {@code [service.NAME]}. The host carries the request out once and
     * records the answer; a replay gets it from the record.
     *
     * @param service the service's name
     * @param request what to ask; its form is the service's
     * @return the answer
     * @throws EffectException where the service could not be asked; that is recorded too
     */
    Value effect(String service, Value request);

    /** The step's time: the feed time of the message, and a nanosecond more with every read. */
    Instant now();

    /** Random numbers that are the same on every replay. */
    RandomGenerator random();

    /** Lets the step's time pass; live it waits, on replay it only advances the clock. */
    void sleep(java.time.Duration duration);

    /** Notes a line for people; it is shown by {@code run} and {@code inspect}, and is not an output. */
    void log(String text);
}
