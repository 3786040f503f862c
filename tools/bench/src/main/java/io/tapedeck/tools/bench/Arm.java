package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * One side of a {@link Comparison}. What is timed is one loop of a class of its own, so that the compiler sees one
 * shape in it.
 */
interface Arm extends Closeable {
    /** Makes what is measured on, such as a file to read. Not timed. What was made before is closed. */
    default void prepare(Work work) throws IOException {}

    /**
     * Does the work once.
     *
     * @param work the work; the folder is not that of {@link #prepare}
     * @return the figure, in the unit of the comparison
     */
    double measure(Work work) throws IOException;

    /** What has to be said of a measurement: what is not seen from the row's name, or was not as it should be. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /** What has to be said of all measurements, behind the last. */
    default Optional<String> summary() {
        return Optional.empty();
    }

    /** Lets go of what was prepared. */
    @Override
    default void close() throws IOException {}
}
