package io.tapedeck.log;

import java.math.BigDecimal;

/** A 64-bit signed integer. */
public record IntegerValue(long value) implements Value {
    @Override
    public String kind() {
        return "integer";
    }

    @Override
    public long asLong() {
        return value;
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public BigDecimal asDecimal() {
        return BigDecimal.valueOf(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
