package io.tapedeck.processors.python;

import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;

/** Compares values by their canonical encodings: the order of a map's entries counts, and 1 is not 1.0. */
final class ValueComparer {
    private final ValueEncoder left = new ValueEncoder();
    private final ValueEncoder right = new ValueEncoder();

    boolean isSame(Value a, Value b) {
        left.clear();
        right.clear();
        left.write(a);
        right.write(b);
        return left.length() == right.length() && left.view().equals(right.view());
    }
}
