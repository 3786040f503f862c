package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is left is what the test needs, in order, whatever lies between. */
class DeltaDebuggingTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Property(tries = 300)
    void exactlyWhatIsNeededIsLeft(@ForAll @Size(max = 6) Set<@IntRange(max = 499) Integer> needed) {
        List<Integer> found = DeltaDebugging.minimize(numbers(500), some -> some.containsAll(needed));
        assertEquals(List.copyOf(new TreeSet<>(needed)), found);
    }

    @Test
    void aFewAmongManyAreFoundInFewTries() {
        AtomicLong tries = new AtomicLong();
        List<Integer> needed = List.of(3, 50_000, 99_998);
        List<Integer> found = DeltaDebugging.minimize(numbers(100_000), some -> {
            tries.incrementAndGet();
            return some.containsAll(needed);
        });
        assertEquals(needed, found);
        assertTrue(tries.get() < 600, "took " + tries); // about 2 · 3 · 3 · log2(100,000)
    }

    @Test
    void ofWhatIsLeftNothingCanBeLeftOut() {
        List<Integer> found = DeltaDebugging.minimize(
                numbers(64), some -> some.stream().mapToInt(Integer::intValue).sum() >= 100);
        int sum = found.stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum >= 100);
        found.forEach(number -> assertTrue(sum - number < 100, found.toString()));
    }
}
