package io.tapedeck.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames to one segment and sets its beacons. Nothing reaches the file before {@link #flush} or a full
 * buffer, unless readers are to see each frame at once; the durable mark says what was flushed. Full buffers are
 * written in the background.
 */
final class SegmentWriter implements Closeable {
    /** The part of a buffer that is rather left empty than that a frame is copied on its way. */
    private static final int SPARE_DIVISOR = 8;

    private final Path file;
    private LogStorage.Output output;
    private final SegmentHeader header;
    private final Checksum checksum;
    private final SegmentIndex index;
    private final Durability durability;
    private final boolean eachVisible;
    private final int intervalBytes;
    private final ByteBuffer beacon;
    private final WriteBehind behind;
    private ByteBuffer buffer;
    private @Nullable SegmentDigest digest;
    private boolean digestAhead;

    private long position;
    private long durableTo;
    /** Up to where what stands is being made durable in the background, or was last. */
    private long syncTo;

    private long markSerial;
    private final long epoch;

    private SegmentWriter(
            Path file,
            LogStorage.Output output,
            int bufferBytes,
            SegmentHeader header,
            SegmentIndex index,
            LogSettings settings,
            long position,
            long markSerial,
            long epoch)
            throws IOException {
        this.file = file;
        this.output = output;
        this.header = header;
        this.index = index;
        durability = settings.durability();
        eachVisible = settings.visibility() == Visibility.APPEND;
        this.position = position;
        this.markSerial = markSerial;
        this.epoch = epoch;
        this.durableTo = position;
        checksum = new Checksum(header.logId(), header.segment());
        intervalBytes = header.intervalBytes();
        beacon = ByteBuffer.wrap(new byte[Beacon.lengthMax(intervalBytes)]);
        behind = new WriteBehind(bufferBytes);
        buffer = behind.buffer();
    }

    /** Begins a segment in a file that does not exist yet; it has its name from {@link #appear} on. */
    static SegmentWriter create(
            LogStorage storage, Path file, SegmentHeader header, SegmentIndex index, LogSettings settings)
            throws IOException {
        return new SegmentWriter(
                file,
                SegmentFile.create(storage, file, header, index.ordinal(), settings.durability()),
                storage.bufferBytes(),
                header,
                index,
                settings,
                SegmentHeader.LENGTH,
                SegmentFile.FIRST_MARK_SERIAL,
                header.epoch());
    }

    /** Gives the segment its name, with the head that was appended; it is no part of what the mark tells of yet. */
    void appear(LogStorage storage) throws IOException {
        writeRest();
        force();
        output.close();
        SegmentFile.name(storage, file, durability);
        output = storage.open(file);
    }

    /** Goes on with a segment where its last whole frame ends; what stands behind is cut. */
    static SegmentWriter resume(LogStorage storage, Path file, SegmentTail tail, LogSettings settings)
            throws IOException {
        SegmentWriter writer = reopen(storage, file, tail, tail.end(), settings);
        try {
            // The mark first: if the file were cut before, it would seem to have lost what the old mark speaks of.
            writer.writeMark();
            writer.force();
            writer.output.truncate(tail.end());
            // What is cut must not come back behind the frames to come.
            writer.force();
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Opens a segment again, and makes durable what a writer that was killed, or failed to force it, had handed over,
     * and the file's name: it was read as if it were there, and what is written next relies on it.
     */
    static SegmentWriter reopen(LogStorage storage, Path file, SegmentTail tail, long position, LogSettings settings)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(
                file,
                storage.open(file),
                storage.bufferBytes(),
                tail.header(),
                tail.index(),
                settings,
                position,
                tail.markSerial(),
                tail.epoch() + 1);
        try {
            if (settings.durability() == Durability.FSYNC && !tail.packed()) {
                writer.writeAgain(tail.durableTo(), position);
            }
            writer.force();
            SegmentFile.forceName(storage, file, settings.durability());
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Writes what stands between two places there again: the system may take it for written though a forcing of it
     * failed, and would not write it when it is forced once more.
     */
    private void writeAgain(long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = from;
            while (at < to) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                if (channel.read(buffer, at) < 0) {
                    throw new EOFException(file + " ends at " + at + " while it is read");
                }
                buffer.flip();
                output.write(buffer, at);
                at += buffer.limit();
            }
        }
        buffer.clear();
    }

    /** Where the next frame would begin, if no beacon came before it. */
    long position() {
        return position;
    }

    /** Up to where the file was made durable. */
    long durableTo() {
        return durableTo;
    }

    /** From now on makes the digest beside the writing, so that the segment is sealed without a stop. */
    void digestAhead() {
        digestAhead = true;
    }

    /** Where the next frame will begin: behind the beacon, if one is due here. */
    long beginFrame() throws IOException {
        if (blockRest() == intervalBytes) {
            appendBeacon(0);
        }
        if (buffer.remaining() < buffer.capacity() / SPARE_DIVISOR) {
            writeBehind();
        }
        return position;
    }

    /** Where the next frame is best made, once {@link #beginFrame} was called. */
    ByteBuffer place() {
        return buffer;
    }

    /** Appends a finished frame where {@link #beginFrame} said; the index knows of it already. */
    void append(FrameBuffer frame) throws IOException {
        frame.seal(checksum, position);
        int length = frame.length();
        if (frame.inPlace() && length <= blockRest()) {
            buffer.position(buffer.position() + length);
            position += length;
        } else {
            appendAcrossBeacons(frame.apart(), length);
        }
        if (eachVisible) {
            writeRest();
        }
    }

    /** The bytes up to the next beacon, or the whole block where one is due. */
    private int blockRest() {
        return intervalBytes - (int) (position & intervalBytes - 1);
    }

    private void appendAcrossBeacons(ByteBuffer frame, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (done > 0 && blockRest() == intervalBytes) {
                appendBeacon(length - done);
            }
            int room = Math.min(length - done, blockRest());
            put(frame, done, room);
            done += room;
        }
    }

    /** Writes the beacon due here, in the middle of a frame of which {@code remaining} bytes are to come. */
    private void appendBeacon(int remaining) throws IOException {
        SegmentIndex.Stream[] entries = index.recordsInBlock() == 0
                ? new SegmentIndex.Stream[0]
                : index.entries(Beacon.entriesMax(intervalBytes), position / intervalBytes);
        int length = Beacon.FIXED_LENGTH + entries.length * Beacon.ENTRY_LENGTH;
        long nextFrame = frameEnd(position + length, remaining);
        Beacon.write(beacon.array(), position, nextFrame, index, entries, header, checksum);
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

    private void put(ByteBuffer source, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                writeBehind();
            }
            int room = Math.min(length - done, buffer.remaining());
            buffer.put(buffer.position(), source, from + done, room);
            buffer.position(buffer.position() + room);
            position += room;
            done += room;
        }
    }

    /** Lets what is in the buffer be written in the background, and goes on with another one. */
    private void writeBehind() throws IOException {
        if (eachVisible) {
            writeRest();
            return;
        }
        buffer.flip();
        behind.write(output, buffer, position - buffer.limit());
        buffer = behind.buffer();
        if (digestAhead) {
            digest().advance(behind.writtenTo());
        }
    }

    /** Writes all that is still in memory. */
    private void writeRest() throws IOException {
        if (!eachVisible) { // else nothing is ever written in the background
            awaitWritten();
        }
        buffer.flip();
        output.write(buffer, position - buffer.limit());
        buffer.clear();
    }

    private SegmentDigest digest() throws IOException {
        SegmentDigest mine = digest;
        if (mine == null) {
            mine = SegmentDigest.open(file);
            digest = mine;
        }
        return mine;
    }

    /**
     * Begins what {@link #flush} does, and goes on meanwhile; what was begun before is waited for. Where each frame is
     * visible at once, nothing is done in the background.
     */
    void beginFlush() throws IOException {
        awaitFlush();
        if (eachVisible) {
            flush();
        }
        if (position == durableTo) {
            return;
        }
        if (buffer.position() > 0) {
            writeBehind();
        }
        syncTo = position;
        DurableMark mark = mark(syncTo);
        behind.sync(output, durability == Durability.FSYNC, ByteBuffer.wrap(mark.encode(checksum)), mark.offset());
    }

    /** Whether what {@link #beginFlush} began is not done yet. */
    boolean isFlushing() throws IOException {
        return behind.isSyncing();
    }

    /** Waits until what {@link #beginFlush} began is done. */
    void awaitFlush() throws IOException {
        behind.awaitSync();
        durableTo = Math.max(durableTo, syncTo);
    }

    /** Hands all frames to the operating system, forces them where durability asks for it, and sets the mark. */
    void flush() throws IOException {
        awaitFlush();
        if (position == durableTo) {
            return;
        }
        writeRest();
        if (durability == Durability.FSYNC) {
            output.force();
        }
        durableTo = position;
        writeMark();
    }

    /** Writes the mark anew, in the place of the older one. */
    void writeMark() throws IOException {
        DurableMark mark = mark(durableTo);
        output.write(ByteBuffer.wrap(mark.encode(checksum)), mark.offset());
    }

    /** The next mark. */
    private DurableMark mark(long upTo) {
        return new DurableMark(upTo, index.ordinal(), epoch, ++markSerial, durability);
    }

    /** Makes the file whole up to where the end record will begin, with nothing behind; returns the digest. */
    Bytes prepareEnd() throws IOException {
        long end = beginFrame();
        writeRest();
        output.finish(end);
        return digest().finish(end);
    }

    /** Forces the mark too; for the beginning and the end of a writer's work on a segment. */
    void force() throws IOException {
        if (durability == Durability.FSYNC) {
            output.force();
        }
    }

    /** Waits for what is written in the background, and throws what went wrong with it. */
    void awaitWritten() throws IOException {
        behind.await();
    }

    @Override
    public void close() throws IOException {
        behind.awaitIdle();
        try {
            if (digest != null) {
                digest.close();
            }
        } finally {
            output.close();
        }
    }
}
