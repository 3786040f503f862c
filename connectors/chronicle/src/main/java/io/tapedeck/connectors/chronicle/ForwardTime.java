package io.tapedeck.connectors.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * A clock for a queue that is written. Chronicle writes to the file of the day that its clock shows, even
 * when that is before one that has excerpts; the last excerpt would then no longer be the newest. So this clock
 * never goes back, and begins no earlier than the queue's last file.
 */
final class ForwardTime implements TimeProvider {
    private final TimeProvider clock;
    private long latestMillis = Long.MIN_VALUE;

    ForwardTime(TimeProvider clock) {
        this.clock = clock;
    }

    /** Goes on from the last file of a queue. */
    synchronized void startAtLastFileOf(SingleChronicleQueue queue) {
        int cycle = queue.lastCycle();
        if (cycle == Integer.MIN_VALUE) {
            return;
        }
        RollCycle rolls = queue.rollCycle();
        latestMillis = Math.max(latestMillis, (long) cycle * rolls.lengthInMillis() + queue.epoch());
    }

    @Override
    public synchronized long currentTimeMillis() {
        latestMillis = Math.max(latestMillis, clock.currentTimeMillis());
        return latestMillis;
    }
}
