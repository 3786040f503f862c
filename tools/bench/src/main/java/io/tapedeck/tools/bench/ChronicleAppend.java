package io.tapedeck.tools.bench;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Appends to a Chronicle queue. An excerpt is in shared memory, visible to all processes, when {@code writeBytes}
 * returns, so buffered and visible appends are the same here. For groups its own {@code sync} is called: an {@code
 * msync} of what was written since the last, in the block now mapped (what a group left in the block before, and
 * the index, are not forced; that is how it is made).
 */
final class ChronicleAppend implements Arm {
    private final Bytes<?>[] payloads;
    private final Flushing flushing;

    ChronicleAppend(Payloads payloads, Flushing flushing) {
        this.payloads = ChronicleQueues.payloads(payloads);
        this.flushing = flushing;
    }

    @Override
    public double measure(Work work) {
        boolean grouped = flushing instanceof Flushing.Grouped;
        SingleChronicleQueue queue =
                grouped ? ChronicleQueues.openSynchronous(work.folder()) : ChronicleQueues.open(work.folder());
        ExcerptAppender appender = queue.createAppender();
        try {
            int chunk = flushing instanceof Flushing.Grouped(int group) ? group : Work.CHUNK_MESSAGES;
            long start = System.nanoTime();
            append(appender, work, chunk, grouped);
            return Metric.MESSAGES.rate(work.messages(), 0, System.nanoTime() - start);
        } finally {
            ChronicleQueues.close(appender, queue);
        }
    }

    private void append(ExcerptAppender appender, Work work, int chunk, boolean sync) {
        for (long from = 0; from < work.messages(); from += chunk) {
            work.limit().check();
            ChronicleQueues.appendAll(appender, payloads, from, Math.min(from + chunk, work.messages()));
            if (sync) {
                appender.sync();
            }
        }
    }
}
