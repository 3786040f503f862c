package io.tapedeck.tools.bench;

import java.nio.file.Path;
import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Reads a Chronicle queue from its start to its end with a tailer, each excerpt copied out and summed, as on our
 * side. Of the ways to copy, {@code readingDocument} and one {@code read} into an array that is used again was
 * faster than {@code readBytes}. Closing is not timed.
 */
final class ChronicleScan implements Arm {
    private final Payloads payloads;
    private final byte[] buffer;
    private Path folder = Path.of("");

    ChronicleScan(Payloads payloads, int payloadBytes) {
        this.payloads = payloads;
        buffer = new byte[payloadBytes];
    }

    @Override
    public void prepare(Work work) {
        folder = work.folder();
        ChronicleQueues.write(work, ChronicleQueues.payloads(payloads));
    }

    @Override
    public double measure(Work work) {
        long start = System.nanoTime();
        long sum = 0;
        long nanos;
        SingleChronicleQueue queue = ChronicleQueues.open(folder);
        ExcerptTailer tailer = queue.createTailer();
        try {
            for (long from = 0; from < work.messages(); from += Work.CHUNK_MESSAGES) {
                work.limit().check();
                sum += sum(tailer, Math.min(Work.CHUNK_MESSAGES, work.messages() - from));
            }
            nanos = System.nanoTime() - start;
        } finally {
            ChronicleQueues.close(tailer, queue);
        }
        payloads.checkSum(work.messages(), sum);
        return Metric.MESSAGES.rate(work.messages(), 0, nanos);
    }

    private long sum(ExcerptTailer tailer, long messages) {
        long sum = 0;
        for (long i = 0; i < messages; i++) {
            try (DocumentContext document = tailer.readingDocument()) {
                Bytes<?> content =
                        Optional.ofNullable(document.wire()).orElseThrow().bytes();
                int length = (int) content.readRemaining();
                content.read(buffer, 0, length);
                sum += Touch.sum(buffer, length);
            }
        }
        return sum;
    }
}
