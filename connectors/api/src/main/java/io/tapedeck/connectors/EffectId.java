package io.tapedeck.connectors;

import java.util.Comparator;

/**
 * Which output of which input an effect is; with the run and the sink it is unique, and the same when the
 * output is made again.
 *
 * @param ordinal the input's ordinal, from 1
 * @param index the output's index among those of the input, from 0
 */
public record EffectId(long ordinal, int index) implements Comparable<EffectId> {
    private static final Comparator<EffectId> ORDER =
            Comparator.comparingLong(EffectId::ordinal).thenComparingInt(EffectId::index);

    @Override
    public int compareTo(EffectId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "#" + ordinal + "." + index;
    }
}
