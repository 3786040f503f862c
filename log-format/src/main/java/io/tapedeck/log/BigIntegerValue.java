package io.tapedeck.log;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An integer that does not fit 64 bits; one that does is an {@link IntegerValue} (see {@link Value#of(BigInteger)}). */
public record BigIntegerValue(BigInteger value) implements Value {
    /** Checks that the integer needs more than 64 bits, so that equal numbers have one form. */
    public BigIntegerValue {
        if (value.bitLength() < Long.SIZE) {
            throw new IllegalArgumentException(value + " fits 64 bits: use an IntegerValue");
        }
    }

    @Override
    public String kind() {
        return "integer";
    }

    @Override
    public double asDouble() {
        return value.doubleValue();
    }

    @Override
    public BigDecimal asDecimal() {
        return new BigDecimal(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
