package io.tapedeck.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a list smaller as long as a test holds of it: the algorithm {@code ddmin} of Zeller and Hildebrandt, <i>Simplifying
 * and Isolating Failure-Inducing Input</i> (2002). Of the result no single item can be left out.
 */
final class DeltaDebugging {
    private DeltaDebugging() {}

    /**
     * The smallest list found.
     *
     * @param items a list of which the test holds
     * @param test asked of lists with some of the items, in their order; the same list gets the same answer
     */
    static <T> List<T> minimize(List<T> items, Predicate<List<T>> test) {
        if (items.isEmpty() || test.test(List.of())) {
            return List.of();
        }
        List<T> left = items;
        int parts = 2;
        while (left.size() >= 2) {
            List<T> smaller = smaller(left, Math.min(parts, left.size()), test);
            if (smaller.size() < left.size()) {
                boolean isPart = smaller.size() <= (left.size() + parts - 1) / parts;
                parts = isPart ? 2 : Math.max(parts - 1, 2);
                left = smaller;
            } else if (parts >= left.size()) {
                return left;
            } else {
                parts = Math.min(left.size(), parts * 2);
            }
        }
        return left;
    }

    /** A part of the list, or the list without a part, of which the test holds; the list where there is none. */
    private static <T> List<T> smaller(List<T> items, int parts, Predicate<List<T>> test) {
        for (int i = 0; i < parts; i++) {
            List<T> part = items.subList(start(items, parts, i), start(items, parts, i + 1));
            if (test.test(part)) {
                return List.copyOf(part);
            }
        }
        for (int i = 0; parts > 2 && i < parts; i++) { // of two parts, the rest is the other one
            List<T> rest = new ArrayList<>(items);
            rest.subList(start(items, parts, i), start(items, parts, i + 1)).clear();
            if (test.test(rest)) {
                return List.copyOf(rest);
            }
        }
        return items;
    }

    private static int start(List<?> items, int parts, int part) {
        return (int) ((long) items.size() * part / parts);
    }
}
