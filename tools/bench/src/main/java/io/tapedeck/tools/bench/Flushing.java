package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;

/** When what is appended leaves the writer's buffers. */
sealed interface Flushing {
    /** Once, at the end. */
    record AtEnd() implements Flushing {}

    /** With each message, as far as readers in other processes. */
    record EachVisible() implements Flushing {}

    /** With each group of messages, as far as the device. */
    record Grouped(int messages) implements Flushing {}

    default Durability durability() {
        return this instanceof Grouped ? Durability.FSYNC : Durability.OS;
    }
}
