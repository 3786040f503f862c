package io.tapedeck.processors.java.bridge;

import io.tapedeck.runtime.World;
import java.util.random.RandomGenerator;

/** The world of the processor that this thread runs; without one, no rewritten code may run. */
final class BoundWorld {
    private BoundWorld() {}

    static World get() {
        return World.current()
                .orElseThrow(() ->
                        new IllegalStateException("the code of a processor ran on a thread that runs no processor"));
    }

    static RandomGenerator random() {
        return get().random();
    }
}
