package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A beacon as it stands in the file.
 *
 * <pre>
 *   0   4  checksum              40   8  highest event time
 *   4   4  length                48   8  lowest event time in the block
 *   8   1  BE                    56   8  records before
 *   9   1  flags                 64   8  last stream record
 *  10   2  entries               72  16  log id
 *  12   4  segment number        88   …  entries, 40 bytes each:
 *  16   8  next frame                    0  4  stream id    16  8  last sequence
 *  24   8  ordinal                       4  4  messages     24  8  highest event time
 *  32   8  feed time                     8  8  first        32  8  lowest in the block
 * </pre>
 */
final class Beacon {
    static final int FIXED_LENGTH = 88;
    static final int ENTRY_LENGTH = 40;

    private static final int ENTRIES_MAX = 0xFFFF;
    private static final int KIND = 0xBE;
    private static final int COMPLETE = 1;

    private static final int INSIDE = 2;
    private static final int PERIOD_SHIFT = 3;

    private final byte[] bytes;
    private final int at;

    private Beacon(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The most entries that a beacon has with an interval. */
    static int entriesMax(int intervalBytes) {
        return Math.min(Math.max(0, intervalBytes / 8 - FIXED_LENGTH) / ENTRY_LENGTH, ENTRIES_MAX);
    }

    /** The longest beacon of an interval. */
    static int lengthMax(int intervalBytes) {
        return FIXED_LENGTH + entriesMax(intervalBytes) * ENTRY_LENGTH;
    }

    /** The length that the bytes at {@code at} claim, or 0 where it cannot be one. */
    static int claimedLength(byte[] bytes, int at, int intervalBytes) {
        int length = LittleEndian.getInt(bytes, at + 4);
        boolean possible = length >= FIXED_LENGTH
                && length <= lengthMax(intervalBytes)
                && (length - FIXED_LENGTH) % ENTRY_LENGTH == 0
                && (bytes[at + 8] & 0xFF) == KIND
                && LittleEndian.getShort(bytes, at + 10) == (length - FIXED_LENGTH) / ENTRY_LENGTH;
        return possible ? length : 0;
    }

    /** The beacon in {@code bytes}, whose checksum the caller has verified. */
    static Beacon view(byte[] bytes, int at) {
        return new Beacon(bytes, at);
    }

    /** The same in an array of its own. */
    Beacon copy() {
        return new Beacon(Arrays.copyOfRange(bytes, at, at + length()), 0);
    }

    long nextFrame() {
        return LittleEndian.getLong(bytes, at + 16);
    }

    long ordinal() {
        return LittleEndian.getLong(bytes, at + 24);
    }

    long feedTimeNanos() {
        return LittleEndian.getLong(bytes, at + 32);
    }

    long highestTimeNanos() {
        return LittleEndian.getLong(bytes, at + 40);
    }

    long records() {
        return LittleEndian.getLong(bytes, at + 56);
    }

    long lastStreamRecord() {
        return LittleEndian.getLong(bytes, at + 64);
    }

    boolean complete() {
        return (bytes[at + 9] & COMPLETE) != 0;
    }

    boolean inside() {
        return (bytes[at + 9] & INSIDE) != 0;
    }

    /** How the beacons of an interval took turns when this one was written. */
    Rotation rotation(int intervalBytes) {
        return new Rotation(Math.max(1, entriesMax(intervalBytes) / 2), (bytes[at + 9] & 0xFF) >>> PERIOD_SHIFT);
    }

    int length() {
        return LittleEndian.getInt(bytes, at + 4);
    }

    int entryCount() {
        return LittleEndian.getShort(bytes, at + 10);
    }

    int segment() {
        return LittleEndian.getInt(bytes, at + 12);
    }

    UUID logId() {
        return uuid(bytes, at + 72);
    }

    static UUID uuid(byte[] bytes, int at) {
        ByteBuffer id = ByteBuffer.wrap(bytes, at, 16);
        return new UUID(id.getLong(), id.getLong());
    }

    /** What this beacon says of a stream, if it does. */
    Optional<Entry> find(int streamId) {
        int low = 0;
        int high = entryCount() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int id = LittleEndian.getInt(bytes, at + FIXED_LENGTH + middle * ENTRY_LENGTH);
            if (id == streamId) {
                return Optional.of(entry(middle));
            }
            if (id < streamId) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    Entry entry(int index) {
        int from = at + FIXED_LENGTH + index * ENTRY_LENGTH;
        return new Entry(
                LittleEndian.getInt(bytes, from),
                LittleEndian.getInt(bytes, from + 4),
                LittleEndian.getLong(bytes, from + 8),
                LittleEndian.getLong(bytes, from + 16),
                LittleEndian.getLong(bytes, from + 24),
                LittleEndian.getLong(bytes, from + 32));
    }

    /** What a beacon says of one stream; the fields are those of the drawing. */
    record Entry(int streamId, int messages, long first, long last, long highestTimeNanos, long lowestTimeNanos) {}

    /**
     * Writes a beacon at the start of an array.
     *
     * @param target where to
     * @param offset its place in the file
     * @param nextFrame the offset of the next frame
     * @param index what it tells
     * @param entries the streams that it tells of, in the order of their ids
     */
    static void write(
            byte[] target,
            long offset,
            long nextFrame,
            SegmentIndex index,
            SegmentIndex.Stream[] entries,
            SegmentHeader header,
            Checksum checksum) {
        int length = FIXED_LENGTH + entries.length * ENTRY_LENGTH;
        Arrays.fill(target, 0, length, (byte) 0);
        LittleEndian.putInt(target, 4, length);
        target[8] = (byte) KIND;
        target[9] = flags(index, entries.length, header.intervalBytes());
        LittleEndian.putShort(target, 10, entries.length);
        LittleEndian.putInt(target, 12, header.segment());
        LittleEndian.putLong(target, 16, nextFrame);
        LittleEndian.putLong(target, 24, index.ordinal());
        LittleEndian.putLong(target, 32, index.feedTimeNanos());
        LittleEndian.putLong(target, 40, index.highestTimeNanos());
        LittleEndian.putLong(target, 48, index.lowestTimeInBlockNanos());
        LittleEndian.putLong(target, 56, index.records());
        LittleEndian.putLong(target, 64, index.lastStreamRecord());
        putUuid(target, 72, header.logId());
        for (int i = 0; i < entries.length; i++) {
            writeEntry(target, FIXED_LENGTH + i * ENTRY_LENGTH, entries[i]);
        }
        LittleEndian.putInt(target, 0, checksum.of(target, 4, length - 4, offset));
    }

    private static byte flags(SegmentIndex index, int entries, int intervalBytes) {
        int streams = index.streams().size();
        int flags = entries == streams ? COMPLETE : 0;
        flags |= index.recordsInBlock() == 0 ? INSIDE : 0;
        return (byte) (flags | Rotation.of(entriesMax(intervalBytes), streams).periodLog2() << PERIOD_SHIFT);
    }

    private static void writeEntry(byte[] target, int to, SegmentIndex.Stream stream) {
        LittleEndian.putInt(target, to, stream.id());
        LittleEndian.putInt(target, to + 4, stream.messagesInBlock());
        LittleEndian.putLong(target, to + 8, stream.firstInBlock());
        LittleEndian.putLong(target, to + 16, stream.last());
        LittleEndian.putLong(target, to + 24, stream.highestTimeNanos());
        LittleEndian.putLong(target, to + 32, stream.lowestTimeInBlockNanos());
    }

    private static void putUuid(byte[] target, int to, UUID id) {
        ByteBuffer.wrap(target, to, 16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
