package io.tapedeck.log;

import java.time.Instant;

/** A point in time, in nanoseconds, without a zone. */
public record TimeValue(Instant value) implements Value {
    @Override
    public String kind() {
        return "time";
    }

    @Override
    public Instant asTime() {
        return value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
