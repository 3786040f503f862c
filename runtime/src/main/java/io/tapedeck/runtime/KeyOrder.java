package io.tapedeck.runtime;

import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.Comparator;

/**
 * The order in which a store iterates ({@code spec/values.md}): by kind in the order null, boolean, number, string,
 * bytes, time; numbers by size and then by their encoding, strings by code points.
 */
public final class KeyOrder implements Comparator<Value> {
    /** The only one. */
    public static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(Value left, Value right) {
        if (left instanceof StringValue(String a) && right instanceof StringValue(String b)) {
            return compareCodePoints(a, b);
        }
        int byKind = Integer.compare(rank(left), rank(right));
        return byKind != 0 ? byKind : compareSameKind(left, right);
    }

    private static int rank(Value key) {
        return switch (key) {
            case NullValue ignored -> 0;
            case BooleanValue ignored -> 1;
            case StringValue ignored -> 3;
            case BytesValue ignored -> 4;
            case TimeValue ignored -> 5;
            default -> 2;
        };
    }

    private static int compareSameKind(Value left, Value right) {
        return switch (left) {
            case NullValue ignored -> 0;
            case BooleanValue ignored -> Boolean.compare(left.asBoolean(), right.asBoolean());
            case BytesValue ignored -> left.asBytes().compareTo(right.asBytes());
            case TimeValue ignored -> left.asTime().compareTo(right.asTime());
            default -> compareNumbers(left, right);
        };
    }

    private static int compareNumbers(Value left, Value right) {
        int bySize = isInfinite(left) || isInfinite(right)
                ? Double.compare(left.asDouble(), right.asDouble())
                : left.asDecimal().compareTo(right.asDecimal());
        return bySize != 0 ? bySize : ValueEncoder.encode(left).compareTo(ValueEncoder.encode(right));
    }

    private static boolean isInfinite(Value number) {
        return number instanceof FloatValue(double value) && !Double.isFinite(value);
    }

    private static int compareCodePoints(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean bothSurrogateOrNeither = Character.isSurrogate(left) == Character.isSurrogate(right);
                return bothSurrogateOrNeither
                        ? Character.compare(left, right)
                        : Integer.compare(a.codePointAt(i), b.codePointAt(i));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
