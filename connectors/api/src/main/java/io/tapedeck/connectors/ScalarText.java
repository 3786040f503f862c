package io.tapedeck.connectors;

import io.tapedeck.log.BytesValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.util.Base64;

/** The text of a value that is neither a list nor a map, as keys of JSON objects and CSV columns have it. */
public final class ScalarText {
    private static final double FIXED_FROM = 1e-4;
    private static final double FIXED_BELOW = 1e16;

    private ScalarText() {}

    /** The text: of a string itself, of bytes base64, of a time RFC 3339. */
    public static String of(Value scalar) {
        return switch (scalar) {
            case BytesValue bytes ->
                Base64.getEncoder().encodeToString(bytes.value().toByteArray());
            case FloatValue number -> of(number.value());
            case ListValue ignored -> throw notScalar(scalar);
            case MapValue ignored -> throw notScalar(scalar);
            default -> scalar.toString();
        };
    }

    /**
     * The shortest text that reads as the same number, written as Python's {@code repr} does: 4.33, 1.0,
     * 1e-05, 1.5e+16.
     */
    public static String of(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        double size = Math.abs(number);
        String java = Double.toString(number);
        if (size >= 1e-3 && size < 1e7 || size == 0) {
            return java;
        }
        return size >= FIXED_FROM && size < FIXED_BELOW ? fixed(java) : scientific(java, number);
    }

    private static String fixed(String java) {
        BigDecimal exact = new BigDecimal(java);
        String plain = exact.stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static String scientific(String java, double number) {
        int e = java.indexOf('E');
        String digits = java.substring(0, e);
        int exponent = Integer.parseInt(java.substring(e + 1));
        if (digits.endsWith(".0")) {
            digits = digits.substring(0, digits.length() - 2);
        } else if (digits.length() - (digits.charAt(0) == '-' ? 1 : 0) == 3) {
            digits = oneDigit(digits, exponent, number);
        }
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return digits + "e" + sign + (size < 10 ? "0" : "") + size;
    }

    /** Java never writes fewer than two digits, where the smallest numbers need but one: 5e-324. */
    private static String oneDigit(String digits, int exponent, double number) {
        String rounded = Long.toString(Math.round(Double.parseDouble(digits)));
        return Double.parseDouble(rounded + "e" + exponent) == number ? rounded : digits;
    }

    private static AssertionError notScalar(Value value) {
        return new AssertionError("a " + value.kind() + " is no scalar");
    }
}
