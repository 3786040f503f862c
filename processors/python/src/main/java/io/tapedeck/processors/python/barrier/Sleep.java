package io.tapedeck.processors.python.barrier;

import io.tapedeck.runtime.World;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of {@code time.sleep}. Truffle runs the same sleep again when it woke the thread for a purpose of
 * its own: then the world's clock has passed already, and only the rest is waited for.
 */
final class Sleep {
    private final long nanos;
    private boolean begun;
    private long startNanos;

    Sleep(long nanos) {
        this.nanos = nanos;
    }

    void run() throws InterruptedException {
        if (begun) {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos - (System.nanoTime() - startNanos))));
            return;
        }
        begun = true;
        startNanos = System.nanoTime();
        Optional<World> world = World.current();
        if (world.isPresent()) {
            world.get().sleep(nanos);
        } else {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }
}
