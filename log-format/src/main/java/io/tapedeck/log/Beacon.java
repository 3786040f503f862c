package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
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

    private final byte[] bytes;
    private final int at;

    private Beacon(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The longest beacon of an interval. */
    static int lengthMax(int intervalBytes) {
        int entries = Math.max(0, intervalBytes / 8 - FIXED_LENGTH) / ENTRY_LENGTH;
        return FIXED_LENGTH + Math.min(entries, ENTRIES_MAX) * ENTRY_LENGTH;
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
     * Writes a beacon.
     *
     * @param target where to
     * @param to its place in {@code target}
     * @param offset its place in the file
     * @param nextFrame the offset of the next frame
     * @param index what it tells
     * @param entries the streams that it tells of
     * @param complete whether those are all
     */
    static void write(
            byte[] target,
            int to,
            long offset,
            long nextFrame,
            SegmentIndex index,
            SegmentIndex.Stream[] entries,
            boolean complete,
            SegmentHeader header,
            Checksum checksum) {
        int length = FIXED_LENGTH + entries.length * ENTRY_LENGTH;
        Arrays.fill(target, to, to + length, (byte) 0);
        LittleEndian.putInt(target, to + 4, length);
        target[to + 8] = (byte) KIND;
        target[to + 9] = (byte) ((complete ? COMPLETE : 0) | (index.recordsInBlock() == 0 ? 2 : 0));
        LittleEndian.putShort(target, to + 10, entries.length);
        LittleEndian.putInt(target, to + 12, header.segment());
        LittleEndian.putLong(target, to + 16, nextFrame);
        LittleEndian.putLong(target, to + 24, index.ordinal());
        LittleEndian.putLong(target, to + 32, index.feedTimeNanos());
        LittleEndian.putLong(target, to + 40, index.highestTimeNanos());
        LittleEndian.putLong(target, to + 48, index.lowestTimeInBlockNanos());
        LittleEndian.putLong(target, to + 56, index.records());
        LittleEndian.putLong(target, to + 64, index.lastStreamRecord());
        putUuid(target, to + 72, header.logId());
        for (int i = 0; i < entries.length; i++) {
            writeEntry(target, to + FIXED_LENGTH + i * ENTRY_LENGTH, entries[i]);
        }
        LittleEndian.putInt(target, to, checksum.of(target, to + 4, length - 4, offset));
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
