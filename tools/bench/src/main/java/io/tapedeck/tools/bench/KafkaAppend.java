package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;

/**
 * Appends to a file of Kafka's own record classes, as a producer's accumulator and a broker's segment use them:
 * batches of 64 KiB are built in one buffer that is used again, uncompressed, with the CRC that the builder
 * computes, and written with {@link FileRecords#append}. What a broker does besides (checking the batch, offsets,
 * indexes) is left out. The buffer is on the heap, as those of Kafka's {@code BufferPool} are.
 */
final class KafkaAppend implements Arm {
    /** The peer's name. */
    static final String NAME = "Kafka 4.3.1 FileRecords";

    private static final int BATCH_BYTES = 64 << 10;
    private static final long TIME_MILLIS = 1_763_700_000_000L;

    private final ByteBuffer[] payloads;
    private final ByteBuffer batch = ByteBuffer.allocate(BATCH_BYTES);

    KafkaAppend(Payloads payloads) {
        this.payloads = payloads.as(ByteBuffer::wrap, new ByteBuffer[0]);
    }

    @Override
    public double measure(Work work) throws IOException {
        FileRecords file = FileRecords.open(
                work.folder().resolve("00000000000000000000.log").toFile());
        try {
            long start = System.nanoTime();
            long done = 0;
            while (done < work.messages()) {
                work.limit().check();
                done = appendBatch(file, done, work.messages());
            }
            return Metric.MESSAGES.rate(work.messages(), 0, System.nanoTime() - start);
        } finally {
            file.closeHandlers(); // close would force the file to the device first
        }
    }

    /** Appends a batch of the messages from {@code from} on, and returns the first that is not in it. */
    private long appendBatch(FileRecords file, long from, long messages) throws IOException {
        int mask = payloads.length - 1;
        batch.clear();
        MemoryRecordsBuilder builder = MemoryRecords.builder(batch, Compression.NONE, TimestampType.CREATE_TIME, from);
        long next = from;
        while (next < messages
                && builder.hasRoomFor(TIME_MILLIS, null, payloads[(int) next & mask], Record.EMPTY_HEADERS)) {
            builder.append(TIME_MILLIS, null, payloads[(int) next & mask]);
            next++;
        }
        file.append(builder.build());
        return next;
    }
}
