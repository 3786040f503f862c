package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The head of a packed segment, which its file repeats at its end.
 *
 * <pre>
 *   0   8  magic                 32   8  size unpacked
 *   8   2  version               40   8  offset of the table
 *  10   1  interval, log2        48   8  blocks
 *  11   1  codec                 56  68  zeros
 *  12   4  segment number       124   4  checksum
 *  16  16  log id
 * </pre>
 */
record PackedSegment(int intervalBytes, int codec, int segment, UUID logId, long sizeBytes, long tableAt, long blocks) {
    /** One of the two heads, in bytes. */
    static final int LENGTH = 128;
    /** What each part of a packed file begins at a multiple of. */
    static final long ALIGNMENT = 8;
    /** What stands before a block's frame: checksum, length of the frame, number of the block. */
    static final int BLOCK_HEADER_LENGTH = 16;
    /** What stands before the offsets in the table: checksum, zeros. */
    static final int TABLE_HEADER_LENGTH = 8;

    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'A', 'P', 'Z', 0x0D, 0x0A, 0x1A};
    private static final int CHECKSUM_AT = 124;
    private static final long OFFSET_MAX = 1L << 50;
    /** No codec makes less of anything: Zstandard's is 128 KiB in four bytes. */
    static final long RATIO_MAX = 1 << 15;

    static boolean isPacked(SegmentBytes file) throws IOException {
        return hasMagic(file.read(0, MAGIC.length))
                || file.size() > LENGTH && hasMagic(file.read(file.size() - LENGTH, MAGIC.length));
    }

    private static boolean hasMagic(byte[] bytes) {
        return Arrays.equals(MAGIC, bytes);
    }

    Checksum checksum() {
        return new Checksum(logId, segment);
    }

    /** The size of the packed file: up to where the second head ends. */
    long fileBytes() {
        return tableAt + TABLE_HEADER_LENGTH + blocks * Long.BYTES + LENGTH;
    }

    /** The length of a block, unpacked. */
    int blockLength(long block) {
        return (int) Math.min(intervalBytes, sizeBytes - block * intervalBytes);
    }

    /** The head for {@code offset}, where it is to stand. */
    byte[] encode(long offset) {
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        LittleEndian.putShort(bytes, 8, SegmentHeader.VERSION);
        bytes[10] = (byte) Integer.numberOfTrailingZeros(intervalBytes);
        bytes[11] = (byte) codec;
        LittleEndian.putInt(bytes, 12, segment);
        ByteBuffer.wrap(bytes, 16, 16).putLong(logId.getMostSignificantBits()).putLong(logId.getLeastSignificantBits());
        LittleEndian.putLong(bytes, 32, sizeBytes);
        LittleEndian.putLong(bytes, 40, tableAt);
        LittleEndian.putLong(bytes, 48, blocks);
        LittleEndian.putInt(bytes, CHECKSUM_AT, checksum().of(bytes, 0, CHECKSUM_AT, offset));
        return bytes;
    }

    /** Reads the head that stands at {@code offset}; empty where it is damaged. The version may be a newer one. */
    static Optional<PackedSegment> decode(byte[] bytes, long offset) {
        if (bytes.length < LENGTH
                || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)
                || bytes[10] < SegmentHeader.INTERVAL_LOG2_MIN
                || bytes[10] > SegmentHeader.INTERVAL_LOG2_MAX) {
            return Optional.empty();
        }
        PackedSegment head = new PackedSegment(
                1 << bytes[10],
                bytes[11] & 0xFF,
                LittleEndian.getInt(bytes, 12),
                Beacon.uuid(bytes, 16),
                LittleEndian.getLong(bytes, 32),
                LittleEndian.getLong(bytes, 40),
                LittleEndian.getLong(bytes, 48));
        boolean intact = head.checksum().of(bytes, 0, CHECKSUM_AT, offset) == LittleEndian.getInt(bytes, CHECKSUM_AT);
        return intact && head.isPossible() ? Optional.of(head) : Optional.empty();
    }

    /** Whether the sizes fit one another, so that no number can make a reader ask for more than there may be. */
    private boolean isPossible() {
        return tableAt >= LENGTH
                && tableAt <= OFFSET_MAX
                && sizeBytes >= 0
                && sizeBytes / RATIO_MAX <= tableAt
                && blocks == (sizeBytes + intervalBytes - 1) / intervalBytes
                && blocks <= (tableAt - LENGTH) / BLOCK_HEADER_LENGTH;
    }

    static int version(byte[] head) {
        return LittleEndian.getShort(head, 8);
    }
}
