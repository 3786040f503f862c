package io.tapedeck.connectors.codecs;

import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** What number a value is, for types of another kind of number. */
final class AvroNumbers {
    private static final long EXACT_MAX = 1L << 53;
    private static final int SHOWN_DIGITS_MAX = 40;
    /** A double has no more digits behind the point, nor zeros before it. */
    private static final int DOUBLE_SCALE_MAX = 1074;

    private AvroNumbers() {}

    static boolean isNumber(Value value) {
        return value instanceof IntegerValue
                || value instanceof BigIntegerValue
                || value instanceof DecimalValue
                || value instanceof FloatValue;
    }

    /** Whether a number, which is no float, is this one. */
    static boolean isExactly(Value number, double other) {
        if (number instanceof IntegerValue(var integer) && Math.abs(integer) <= EXACT_MAX) {
            return (double) integer == other;
        }
        BigDecimal decimal = number.asDecimal();
        return Double.isFinite(other)
                && Math.abs((long) decimal.scale()) <= DOUBLE_SCALE_MAX
                && decimal.compareTo(new BigDecimal(other)) == 0;
    }

    /** The decimal of a number, a float's by its shortest digits; empty for what is none, such as NaN. */
    static Optional<BigDecimal> decimal(Value value) {
        return switch (value) {
            case DecimalValue(var decimal) -> Optional.of(decimal);
            case IntegerValue number -> Optional.of(number.asDecimal());
            case BigIntegerValue number -> Optional.of(number.asDecimal());
            case FloatValue(var number) when Double.isFinite(number) -> Optional.of(BigDecimal.valueOf(number));
            default -> Optional.empty();
        };
    }

    /**
     * A number with so many digits behind the point; empty where it has more, or more than the precision in all.
     * Looks at the exponent first: that of a decimal may ask for billions of zeros.
     */
    static Optional<BigDecimal> scaled(BigDecimal number, int precision, int scale) {
        if (number.signum() == 0) {
            return Optional.of(BigDecimal.ZERO.setScale(scale));
        }
        BigDecimal stripped = number.stripTrailingZeros();
        long wholeDigits = (long) stripped.precision() - stripped.scale();
        return stripped.scale() > scale || wholeDigits > (long) precision - scale
                ? Optional.empty()
                : Optional.of(stripped.setScale(scale));
    }

    /** A number in a sentence, shortened where it is long. */
    static String shown(Value number) {
        String text = number.toString();
        return text.length() <= SHOWN_DIGITS_MAX ? text : text.substring(0, SHOWN_DIGITS_MAX) + "…";
    }
}
