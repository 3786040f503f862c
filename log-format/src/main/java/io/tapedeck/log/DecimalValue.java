package io.tapedeck.log;

import java.math.BigDecimal;

/** A decimal number with its scale: 1.0 and 1.00 differ. */
public record DecimalValue(BigDecimal value) implements Value {
    @Override
    public String kind() {
        return "decimal";
    }

    @Override
    public double asDouble() {
        return value.doubleValue();
    }

    @Override
    public BigDecimal asDecimal() {
        return value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
