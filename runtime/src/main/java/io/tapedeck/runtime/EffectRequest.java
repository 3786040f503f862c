package io.tapedeck.runtime;

import io.tapedeck.log.Value;
import java.util.List;

/**
 * What a call of a processor asks of a service.
 *
 * @param ordinal the input's ordinal
 * @param step the step's id
 * @param path which output of each step before led to the call
 * @param index how many the call asked before this one
 * @param service the service's name
 * @param content what is asked
 */
public record EffectRequest(long ordinal, String step, List<Integer> path, int index, String service, Value content) {
    /** Copies the path. */
    public EffectRequest {
        path = List.copyOf(path);
    }
}
