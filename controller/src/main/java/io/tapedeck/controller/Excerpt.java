package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.util.Optional;

/**
 * Where the log of a part of a run begins: with a checkpoint of the state before its first input.
 *
 * @param first the ordinal of the first input
 * @param beforeNanos when the input before it was fed, in nanoseconds since 1970; empty where there was none
 */
public record Excerpt(long first, Optional<Long> beforeNanos) {
    /** Whether a position may be that of an input that is not there: then what is there says nothing of it. */
    boolean isBefore(RunPosition position) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> ordinal < first;
            case RunPosition.FeedTime time ->
                beforeNanos
                        .filter(nanos -> !Times.instant(nanos).isBefore(time.time()))
                        .isPresent();
            case RunPosition.Sequence ignored -> false; // told by what is found
        };
    }

    MapValue toValue() {
        return Value.map(
                "first",
                Value.of(first),
                "before",
                beforeNanos.map(nanos -> Value.of(Times.instant(nanos))).orElse(Value.NULL));
    }

    static Excerpt ofValue(Value value) {
        Value before = value.get("before");
        return new Excerpt(
                value.get("first").asLong(),
                before.isNull() ? Optional.empty() : Optional.of(Times.nanos(before.asTime())));
    }
}
