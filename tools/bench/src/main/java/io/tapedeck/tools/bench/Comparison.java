package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A row of a benchmark.
 *
 * @param subject what is compared
 * @param arms makes both sides when it is their turn, for their payloads take memory
 * @param messages how many messages each side handles, if there is time for all
 * @param whole whether fewer would be another comparison
 * @param weight its part of the benchmark's time
 */
record Comparison(Subject subject, Supplier<Arms> arms, long messages, boolean whole, int weight) {
    /** One that tells the same with fewer messages. */
    Comparison(Subject subject, Supplier<Arms> arms, long messages, int weight) {
        this(subject, arms, messages, /* whole= */ false, weight);
    }

    /**
     * Both sides.
     *
     * @param ours ours
     * @param peer the other
     */
    record Arms(Arm ours, Arm peer) {}

    /**
     * What is compared.
     *
     * @param work the work, such as "append, buffered"
     * @param variant of which size or number
     * @param peer the peer's name
     * @param metric what the figures count
     * @param durability what must not undo a write, or could not undo what is read
     * @param payloadBytes the size of a message's payload
     * @param target the ratio wanted, where there is one
     */
    record Subject(
            String work,
            String variant,
            String peer,
            Metric metric,
            Durability durability,
            int payloadBytes,
            OptionalDouble target) {
        /** The row's name. */
        String name() {
            return work + ", " + variant + ", against " + peer;
        }
    }
}
