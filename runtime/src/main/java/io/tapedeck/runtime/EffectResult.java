package io.tapedeck.runtime;

import io.tapedeck.log.Value;

/** What came of an effect. */
public sealed interface EffectResult {
    /**
     * The service answered.
     *
     * @param value the answer
     */
    record Answer(Value value) implements EffectResult {}

    /**
     * The service could not do it; the processor gets an {@link EffectException}.
     *
     * @param error why, in a sentence
     */
    record Failed(String error) implements EffectResult {}
}
