package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends frames to one segment and sets its beacons. Nothing reaches the file before {@link #flush} or a full
 * buffer; the durable mark says what was flushed.
 */
final class SegmentWriter implements Closeable {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileChannel channel;
    private final SegmentHeader header;
    private final Checksum checksum;
    private final SegmentIndex index;
    private final Durability durability;
    private final int intervalBytes;
    private final byte[] beacon;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long position;
    private long durableTo;
    private long markSerial;
    private final long epoch;

    private SegmentWriter(
            FileChannel channel,
            SegmentHeader header,
            SegmentIndex index,
            Durability durability,
            long position,
            long markSerial,
            long epoch) {
        this.channel = channel;
        this.header = header;
        this.index = index;
        this.durability = durability;
        this.position = position;
        this.markSerial = markSerial;
        this.epoch = epoch;
        this.durableTo = position;
        checksum = new Checksum(header.logId(), header.segment());
        intervalBytes = header.intervalBytes();
        beacon = new byte[Beacon.lengthMax(intervalBytes)];
    }

    /** Begins a segment in a file that does not exist yet. */
    static SegmentWriter create(Path file, SegmentHeader header, SegmentIndex index, Durability durability)
            throws IOException {
        SegmentFile.create(file, header, index.ordinal(), durability);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new SegmentWriter(
                channel,
                header,
                index,
                durability,
                SegmentHeader.LENGTH,
                SegmentFile.FIRST_MARK_SERIAL,
                header.epoch());
    }

    /** Goes on with a segment at {@code position}; what stands behind is cut. */
    static SegmentWriter resume(
            Path file,
            SegmentHeader header,
            SegmentIndex index,
            Durability durability,
            long position,
            long markSerial,
            long epoch)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            SegmentWriter writer = new SegmentWriter(channel, header, index, durability, position, markSerial, epoch);
            // The mark first: if the file were cut before, it would seem to have lost what the old mark speaks of.
            writer.writeMark();
            writer.force();
            channel.truncate(position);
            return writer;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the next frame would begin, if no beacon came before it. */
    long position() {
        return position;
    }

    /** Up to where the file was made durable. */
    long durableTo() {
        return durableTo;
    }

    /** Appends a frame; {@code count} takes note of it in the index once its place is known. Returns that place. */
    long append(FrameBuffer frame, FrameCounter count) throws IOException {
        frame.finish();
        if (atBeacon()) {
            appendBeacon(0);
        }
        long offset = position;
        frame.seal(checksum, offset);
        index.countRecord();
        count.count(offset);
        appendAcrossBeacons(frame.array(), frame.length());
        return offset;
    }

    /** Takes note of a frame in the index. */
    @FunctionalInterface
    interface FrameCounter {
        /** The frame begins at {@code offset}. */
        void count(long offset);
    }

    private boolean atBeacon() {
        return position % intervalBytes == 0;
    }

    private void appendAcrossBeacons(byte[] array, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (done > 0 && atBeacon()) {
                appendBeacon(length - done);
            }
            int room = (int) Math.min(length - done, intervalBytes - position % intervalBytes);
            put(array, done, room);
            done += room;
        }
    }

    /** Writes the beacon due here, in the middle of a frame of which {@code remaining} bytes are to come. */
    private void appendBeacon(int remaining) throws IOException {
        int entriesMax = (beacon.length - Beacon.FIXED_LENGTH) / Beacon.ENTRY_LENGTH;
        SegmentIndex.Stream[] entries =
                index.recordsInBlock() == 0 ? new SegmentIndex.Stream[0] : index.entries(entriesMax);
        boolean complete = entries.length == index.streams().size();
        int length = Beacon.FIXED_LENGTH + entries.length * Beacon.ENTRY_LENGTH;
        long nextFrame = frameEnd(position + length, remaining);
        Beacon.write(beacon, 0, position, nextFrame, index, entries, complete, header, checksum);
        index.leaveBlock();
        put(beacon, 0, length);
    }

    /**
     * Where the next frame begins, when {@code remaining} bytes of one are to be written from {@code from} on, which
     * is behind a beacon: the beacons on the way have no entries, as no frame begins in between.
     */
    private long frameEnd(long from, int remaining) {
        long at = from;
        long rest = remaining;
        while (true) {
            long room = intervalBytes - at % intervalBytes;
            if (rest < room) {
                return at + rest;
            }
            at += room;
            rest -= room;
            at += Beacon.FIXED_LENGTH;
            if (rest == 0) {
                return at;
            }
        }
    }

    private void put(byte[] array, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (buffered == buffer.length) {
                writeOut();
            }
            int room = Math.min(length - done, buffer.length - buffered);
            System.arraycopy(array, from + done, buffer, buffered, room);
            buffered += room;
            position += room;
            done += room;
        }
    }

    private void writeOut() throws IOException {
        writeFully(channel, ByteBuffer.wrap(buffer, 0, buffered), position - buffered);
        buffered = 0;
    }

    /** Hands all frames to the operating system, forces them where durability asks for it, and sets the mark. */
    void flush() throws IOException {
        if (position == durableTo) {
            return;
        }
        writeOut();
        if (durability == Durability.FSYNC) {
            channel.force(false);
        }
        durableTo = position;
        writeMark();
    }

    private void writeMark() throws IOException {
        DurableMark mark = new DurableMark(durableTo, index.ordinal(), epoch, ++markSerial, durability);
        writeFully(channel, ByteBuffer.wrap(mark.encode(checksum)), mark.offset());
    }

    /** Makes the file whole up to where the next frame will begin, and returns that offset. */
    long prepareFrame() throws IOException {
        if (atBeacon()) {
            appendBeacon(0);
        }
        writeOut();
        return position;
    }

    /** Forces the mark too; for the beginning and the end of a writer's work on a segment. */
    void force() throws IOException {
        if (durability == Durability.FSYNC) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
