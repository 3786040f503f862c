package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A row of a benchmark, measured.
 *
 * @param work the work, such as "append, buffered"
 * @param variant of which size or number
 * @param peer the peer's name
 * @param metric what the figures count
 * @param durability what must not undo a write, or could not undo what was read
 * @param messages the messages that each side wrote or read
 * @param payloadBytes the size of a message's payload
 * @param target the ratio wanted, where there is one
 * @param pairs the figures, in the order measured; at least one
 */
public record RowResult(
        String work,
        String variant,
        String peer,
        Metric metric,
        Durability durability,
        long messages,
        int payloadBytes,
        OptionalDouble target,
        List<Pair> pairs) {
    /**
     * Both sides, measured one after the other.
     *
     * @param ours our figure
     * @param peer the peer's
     */
    public record Pair(double ours, double peer) {}

    /** Copies the pairs. */
    public RowResult {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a row without a pair");
        }
    }

    RowResult(Comparison.Subject subject, long messages, List<Pair> pairs) {
        this(
                subject.work(),
                subject.variant(),
                subject.peer(),
                subject.metric(),
                subject.durability(),
                messages,
                subject.payloadBytes(),
                subject.target(),
                pairs);
    }

    /** The row's name, alone among those of a benchmark. */
    public String name() {
        return work + ", " + variant + ", against " + peer;
    }

    /** The payload bytes that each side wrote or read in a measurement. */
    public long volumeBytes() {
        return messages * payloadBytes;
    }

    /** The median of our figures. */
    public double ours() {
        return Statistics.median(pairs.stream().map(Pair::ours).toList());
    }

    /** The median of the peer's figures. */
    public double peerFigure() {
        return Statistics.median(pairs.stream().map(Pair::peer).toList());
    }

    /** How many times better we are, pair by pair. */
    public List<Double> ratios() {
        return pairs.stream().map(pair -> metric.ratio(pair.ours, pair.peer)).toList();
    }

    /** The median of the ratios. */
    public double ratioMedian() {
        return Statistics.median(ratios());
    }

    /** The least ratio. */
    public double ratioMin() {
        return ratios().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest ratio. */
    public double ratioMax() {
        return ratios().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Whether there is a target that the median does not reach. */
    public boolean shortOfTarget() {
        return target.isPresent() && ratioMedian() < target.getAsDouble();
    }
}
