package io.tapedeck.tools.bench;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.BinarySearch;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * Searches a Chronicle queue by the time in the first eight bytes of each excerpt, with its {@link BinarySearch}
 * and one tailer that stays open, and reads what was found. The comparator looks at two longs in place.
 */
final class ChronicleSeek implements Arm {
    private static final Comparator<Wire> BY_TIME = Comparator.comparingLong(ChronicleSeek::time);

    private final byte[][] payloads;
    private final int payloadBytes;
    private final Seeks seeks;
    private final Wire key = WireType.BINARY_LIGHT.apply(Bytes.allocateDirect(Long.BYTES));
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Optional<ExcerptTailer> tailer = Optional.empty();

    ChronicleSeek(Payloads payloads, int payloadBytes, Seeks seeks) {
        this.payloads = payloads.as(bytes -> bytes, new byte[0][]);
        this.payloadBytes = payloadBytes;
        this.seeks = seeks;
    }

    private static long time(Wire wire) {
        Bytes<?> bytes = wire.bytes();
        return bytes.readLong(bytes.readPosition());
    }

    @Override
    public void prepare(Work work) {
        SingleChronicleQueue queue = ChronicleQueues.open(work.folder());
        open.push(queue);
        try (ExcerptAppender appender = queue.createAppender()) {
            write(appender, work);
        }
        ExcerptTailer opened = queue.createTailer();
        open.push(opened);
        tailer = Optional.of(opened);
    }

    private void write(ExcerptAppender appender, Work work) {
        Bytes<?> message = Bytes.allocateDirect(payloadBytes);
        for (long i = 0; i < work.messages(); i++) {
            if (i % Work.CHUNK_MESSAGES == 0) {
                work.limit().check();
            }
            message.clear();
            message.writeLong(BeaconLog.timeNanos(i + 1));
            message.write(payloads[(int) i & (payloads.length - 1)], Long.BYTES, payloadBytes - Long.BYTES);
            appender.writeBytes(message);
        }
        message.releaseLast();
    }

    @Override
    public double measure(Work work) throws java.io.IOException {
        ExcerptTailer opened = tailer.orElseThrow();
        return seeks.medianMicros(work, ordinal -> seek(opened, BeaconLog.timeNanos(ordinal)));
    }

    private void seek(ExcerptTailer opened, long timeNanos) {
        key.bytes().clear().writeLong(timeNanos);
        long index = BinarySearch.search(opened, key, BY_TIME);
        if (index < 0 || !opened.moveToIndex(index)) {
            throw new IllegalStateException("the search for the excerpt of " + timeNanos + " found none");
        }
        try (DocumentContext document = opened.readingDocument()) {
            if (time(Optional.ofNullable(document.wire()).orElseThrow()) != timeNanos) {
                throw new IllegalStateException("the search for the excerpt of " + timeNanos + " ended elsewhere");
            }
        }
    }

    @Override
    public void close() {
        tailer = Optional.empty();
        ChronicleQueues.close(open.toArray(AutoCloseable[]::new));
        open.clear();
    }
}
