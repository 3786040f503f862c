package io.tapedeck.controller;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay does otherwise than the record, and what of it is compared.
 *
 * @param with the code to use, by step; each must be a step of the run
 * @param stubs what services answer to what the run did not ask them, by service
 * @param from the first input that the other code gets, with the state as it was recorded; empty for the run's first
 * @param to the last input; empty for the run's last
 * @param ignored fields of outputs that may differ, with dots between those that lead to one
 */
public record Variation(
        Map<String, ProcessorCode> with,
        Map<String, Value> stubs,
        Optional<RunPosition> from,
        Optional<RunPosition> to,
        List<String> ignored) {
    /** Copies the collections. */
    public Variation {
        with = Map.copyOf(with);
        stubs = Map.copyOf(stubs);
        ignored = List.copyOf(ignored);
    }

    /** None: the recorded code on all inputs. */
    public static final Variation NONE =
            new Variation(Map.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());

    /** The same stretch with the recorded code. */
    Variation asRecorded() {
        return new Variation(Map.of(), Map.of(), from, to, ignored);
    }

    /** The code of a step: the other, or else that of the record. */
    public Optional<ProcessorCode> codeOf(String step, List<ProcessorCode> recorded) {
        return recorded.stream()
                .map(code -> with.getOrDefault(code.step(), code))
                .filter(code -> code.step().equals(step))
                .findFirst();
    }

    /** Whether the code is the recorded, and asks what it asked. */
    boolean isAsRecorded() {
        return with.isEmpty() && stubs.isEmpty();
    }

    /** Says in a sentence what is wrong with it for a run of several tasks. */
    void check(int tasks) {
        boolean named = from.filter(at -> !(at instanceof RunPosition.FeedTime)).isPresent()
                || to.filter(at -> !(at instanceof RunPosition.FeedTime)).isPresent();
        if (tasks > 1 && named) {
            throw new IllegalArgumentException("the run has " + tasks
                    + " tasks, each with inputs of its own: from and to can only be times, or name a task's folder");
        }
    }
}
