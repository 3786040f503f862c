package io.tapedeck.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Durability;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Medians and ratios: a ratio is always "times better". */
final class StatisticsTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertEquals(3, Statistics.median(9, 1, 3));
        assertEquals(2.5, Statistics.median(4, 1, 3, 2));
        assertEquals(7, Statistics.median(7));
        assertThrows(IllegalArgumentException.class, Statistics::median);
    }

    @Test
    void medianLeavesTheValuesInTheirOrder() {
        double[] values = {3, 1, 2};
        Statistics.median(values);
        assertEquals(3, values[0]);
    }

    @Test
    void ofRatesTheHigherIsBetter() {
        assertEquals(4, Metric.MESSAGES.ratio(200, 50));
        assertEquals(0.25, Metric.MEGABYTES.ratio(50, 200));
    }

    @Test
    void ofLatenciesTheLowerIsBetter() {
        assertEquals(4, Metric.MICROSECONDS.ratio(50, 200));
        assertEquals(0.25, Metric.MICROSECONDS.ratio(200, 50));
    }

    @Test
    void ratesAreASecond() {
        assertEquals(500, Metric.MESSAGES.rate(1_000, 64_000, 2_000_000_000));
        assertEquals(0.032, Metric.MEGABYTES.rate(1_000, 64_000, 2_000_000_000));
        assertThrows(IllegalStateException.class, () -> Metric.MICROSECONDS.rate(1, 1, 1));
    }

    @Test
    void ratiosAreOfPairsAndNotOfMedians() {
        RowResult row = row(
                Metric.MESSAGES,
                OptionalDouble.of(2),
                List.of(new RowResult.Pair(10, 10), new RowResult.Pair(30, 10), new RowResult.Pair(80, 20)));
        assertEquals(List.of(1.0, 3.0, 4.0), row.ratios());
        assertEquals(3, row.ratioMedian());
        assertEquals(1, row.ratioMin());
        assertEquals(4, row.ratioMax());
        assertEquals(30, row.ours());
        assertEquals(10, row.peerFigure());
        assertFalse(row.shortOfTarget());
    }

    @Test
    void aRowIsShortOfItsTargetByItsMedian() {
        List<RowResult.Pair> pairs = List.of(new RowResult.Pair(2, 10));
        assertTrue(row(Metric.MESSAGES, OptionalDouble.of(1), pairs).shortOfTarget());
        assertFalse(row(Metric.MICROSECONDS, OptionalDouble.of(5), pairs).shortOfTarget());
        assertFalse(row(Metric.MESSAGES, OptionalDouble.empty(), pairs).shortOfTarget());
        assertThrows(IllegalArgumentException.class, () -> row(Metric.MESSAGES, OptionalDouble.empty(), List.of()));
    }

    private static RowResult row(Metric metric, OptionalDouble target, List<RowResult.Pair> pairs) {
        return new RowResult("work", "1 KiB", "peer", metric, Durability.OS, 1, 1024, target, pairs);
    }
}
