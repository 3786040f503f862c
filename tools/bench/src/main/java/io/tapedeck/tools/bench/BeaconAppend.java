package io.tapedeck.tools.bench;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.LogWriter;
import java.io.IOException;

/** Appends to a beacon log. Creating the file and ending it are not timed; the syncs are. */
final class BeaconAppend implements Arm {
    private final Bytes[] payloads;
    private final Metric metric;
    private final Flushing flushing;
    private long fileBytes;

    BeaconAppend(Payloads payloads, Metric metric, Flushing flushing) {
        this.payloads = payloads.as(BeaconLog::payload, new Bytes[0]);
        this.metric = metric;
        this.flushing = flushing;
    }

    /** The bytes that the last measurement left in the file. */
    long fileBytes() {
        return fileBytes;
    }

    @Override
    public double measure(Work work) throws IOException {
        LogWriter writer = flushing instanceof Flushing.EachVisible
                ? BeaconLog.createVisible(work.folder())
                : BeaconLog.create(work.folder(), flushing.durability());
        try {
            long start = System.nanoTime();
            switch (flushing) {
                case Flushing.AtEnd ignored -> appendInChunks(writer, work, Work.CHUNK_MESSAGES, false);
                case Flushing.EachVisible ignored -> appendVisible(writer, work);
                case Flushing.Grouped(int group) -> appendInChunks(writer, work, group, true);
            }
            fileBytes = writer.sync().offset();
            return metric.rate(work.messages(), fileBytes, System.nanoTime() - start);
        } finally {
            writer.abandon();
        }
    }

    private void appendInChunks(LogWriter writer, Work work, int chunk, boolean sync) throws IOException {
        for (long from = 0; from < work.messages(); from += chunk) {
            work.limit().check();
            BeaconLog.appendAll(writer, payloads, from, Math.min(from + chunk, work.messages()));
            if (sync) {
                writer.sync();
            }
        }
    }

    private void appendVisible(LogWriter writer, Work work) throws IOException {
        int mask = payloads.length - 1;
        for (long i = 0; i < work.messages(); i++) {
            if (i % Work.CHUNK_MESSAGES == 0) {
                work.limit().check();
            }
            BeaconLog.appendVisible(writer, i + 1, payloads[(int) i & mask]);
        }
    }
}
