package io.tapedeck.runtime;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one step was called with, and what it made of it: enough to call it again anywhere, and to compare.
 *
 * @param code the step's code
 * @param seed the part of the seeds that all its calls have in common ({@link StepRandom#stepSeed})
 * @param locality the zone and locale that the code sees
 * @param started the clock at the run's start, which the code sees while it is loaded
 * @param before the state before the first call
 * @param calls the calls, in order
 * @param after the state behind the last call; empty where that call failed and stopped the run
 */
public record Scenario(
        ProcessorCode code,
        long seed,
        Locality locality,
        Instant started,
        State before,
        List<Call> calls,
        Optional<State> after) {
    /** Copies the calls. */
    public Scenario {
        calls = List.copyOf(calls);
    }

    /**
     * A step's state at some time.
     *
     * @param entries the entries, in key order
     * @param timers the timers, in the order in which they fire
     */
    public record State(MapValue entries, List<ProcessorTimer> timers) {
        /** Copies the timers. */
        public State {
            timers = List.copyOf(timers);
        }

        /** That of a store. */
        public static State of(StateStore store) {
            return new State(Step.stateValue(store).asMap(), store.timers().all());
        }

        /** A store that holds it, as if nothing had been written before. */
        public StateStore toStore() {
            StateStore store = new StateStore(entries.entries(), 0);
            timers.forEach(timer -> store.timers().set(timer.key(), timer.due()));
            store.commit();
            return store;
        }
    }

    /** Why a step is called. */
    public sealed interface Trigger {
        /**
         * A message comes.
         *
         * @param message the message
         */
        record Arrival(Message message) implements Trigger {}

        /**
         * A timer is due.
         *
         * @param timer the timer
         */
        record Due(ProcessorTimer timer) implements Trigger {}
    }

    /**
     * What a call asks of a service, and what comes of it.
     *
     * @param service the service's name
     * @param request what is asked
     * @param result what comes of it
     */
    public record Asked(String service, Value request, EffectResult result) {}

    /**
     * One call.
     *
     * @param ordinal the input's ordinal
     * @param path which output of each step before led to it
     * @param clock the clock at its start
     * @param trigger why it is made
     * @param asked what it asks of services, in order
     * @param outputs what it makes
     * @param failure the line that names the cause, where it fails
     * @param passedOver whether the run went on behind that failure
     */
    public record Call(
            long ordinal,
            List<Integer> path,
            Instant clock,
            Trigger trigger,
            List<Asked> asked,
            List<Output> outputs,
            Optional<String> failure,
            boolean passedOver) {
        /** Copies the lists. */
        public Call {
            path = List.copyOf(path);
            asked = List.copyOf(asked);
            outputs = List.copyOf(outputs);
        }

        /** Whether the run stopped at it. */
        public boolean stops() {
            return failure.isPresent() && !passedOver;
        }
    }
}
