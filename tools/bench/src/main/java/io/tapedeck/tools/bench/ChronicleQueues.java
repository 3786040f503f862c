package io.tapedeck.tools.bench;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.onoes.Slf4jExceptionHandler;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * How the benchmarks use Chronicle Queue: as it comes, with the defaults of its builder (a file a day, an index
 * entry for 256 excerpts, blocks of 64 MiB). Other roll cycles and blocks of 256 MiB and 1 GiB were tried on a busy
 * machine; none was faster throughout. The pretoucher that its documentation names is not in the open-source release (in 2026.4 {@code
 * createPretoucher} calls itself until the stack ends).
 */
final class ChronicleQueues {
    /** The peer's name. */
    static final String NAME = "Chronicle Queue 2026.4";

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger LIBRARY_LOGGER = Logger.getLogger("net.openhft");

    static {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        LIBRARY_LOGGER.setLevel(Level.OFF);
        Jvm.setExceptionHandlers(Slf4jExceptionHandler.ERROR, null, null, null);
    }

    private ChronicleQueues() {}

    static SingleChronicleQueue open(Path folder) {
        return builder(folder).build();
    }

    /** A queue whose appender's {@code sync} waits for the device; by default it only begins to write. */
    static SingleChronicleQueue openSynchronous(Path folder) {
        return builder(folder).syncMode(SyncMode.SYNC).build();
    }

    private static SingleChronicleQueueBuilder builder(Path folder) {
        return SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_DAILY);
    }

    /** A payload outside the heap, from where Chronicle copies fastest. */
    static Bytes<?> payload(byte[] bytes) {
        return Bytes.allocateDirect(bytes);
    }

    static Bytes<?>[] payloads(Payloads payloads) {
        return payloads.as(ChronicleQueues::payload, new Bytes<?>[0]);
    }

    /**
     * Appends messages {@code from} to {@code to - 1}. {@code writeBytes} of bytes outside the heap is the shortest
     * way in: measured on a busy machine against {@code writingDocument} with the same bytes or an array, it was mostly
     * the fastest up to 1 KiB; at 16 KiB {@code writingDocument} with an array was ahead in one trial.
     */
    static void appendAll(ExcerptAppender appender, Bytes<?>[] payloads, long from, long to) {
        int mask = payloads.length - 1;
        for (long i = from; i < to; i++) {
            appender.writeBytes(payloads[(int) i & mask]);
        }
    }

    /** Writes a queue of {@code work.messages()}. */
    static void write(Work work, Bytes<?>[] payloads) {
        try (SingleChronicleQueue queue = open(work.folder());
                ExcerptAppender appender = queue.createAppender()) {
            for (long from = 0; from < work.messages(); from += Work.CHUNK_MESSAGES) {
                work.limit().check();
                appendAll(appender, payloads, from, Math.min(from + Work.CHUNK_MESSAGES, work.messages()));
            }
        }
        release();
    }

    /** Closes queues' parts, and lets go of the files that are still mapped, so that deleting them frees the disk. */
    static void close(AutoCloseable... parts) {
        Closeable.closeQuietly((Object[]) parts);
        release();
    }

    private static void release() {
        BackgroundResourceReleaser.releasePendingResources();
    }
}
