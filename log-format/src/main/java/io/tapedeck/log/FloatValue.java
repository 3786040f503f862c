package io.tapedeck.log;

import java.math.BigDecimal;

/** A 64-bit IEEE 754 number. All NaNs are one; 0.0 and -0.0 differ. */
public record FloatValue(double value) implements Value {
    @Override
    public String kind() {
        return "float";
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public BigDecimal asDecimal() {
        if (!Double.isFinite(value)) {
            throw new ValueTypeException("finite number", this);
        }
        return new BigDecimal(value);
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}
