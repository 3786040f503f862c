package io.tapedeck.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Where the blocks of a packed segment stand. */
final class PackedTable {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private PackedTable() {}

    /**
     * Reads the offset of each block in the file; 0, or none, where it was not found. Where the table is damaged, the
     * blocks are looked for one by one.
     *
     * @param damages where what is wrong with the table is put down
     */
    static long[] read(SegmentBytes file, PackedSegment head, List<Damage> damages) throws IOException {
        long length = PackedSegment.TABLE_HEADER_LENGTH + head.blocks() * Long.BYTES;
        byte[] bytes = file.read(head.tableAt(), (int) Math.min(length, MAX_BYTES));
        boolean intact = bytes.length == length
                && head.checksum().of(bytes, 4, bytes.length - 4, head.tableAt()) == LittleEndian.getInt(bytes, 0);
        if (!intact) {
            damages.add(new Damage(head.tableAt(), length, Damage.Kind.PACKING));
            return walk(file, head);
        }
        long[] blockAt = new long[(int) head.blocks()];
        for (int i = 0; i < blockAt.length; i++) {
            blockAt[i] = LittleEndian.getLong(bytes, PackedSegment.TABLE_HEADER_LENGTH + i * Long.BYTES);
        }
        return blockAt;
    }

    /** Finds the blocks without the table: each begins where the one before ends, or at a multiple of 8 behind. */
    private static long[] walk(SegmentBytes file, PackedSegment head) throws IOException {
        long[] blockAt = new long[16];
        Checksum checksum = head.checksum();
        long end = Math.min(file.size(), head.tableAt());
        long at = PackedSegment.LENGTH;
        long foundTo = at;
        int next = 0;
        while (next < head.blocks() && at + PackedSegment.BLOCK_HEADER_LENGTH <= end) {
            byte[] header = file.read(at, PackedSegment.BLOCK_HEADER_LENGTH);
            long number = LittleEndian.getLong(header, 8);
            // Blocks that are lost took room: a number alone makes no array grow.
            if (number >= next
                    && number < head.blocks()
                    && number - next <= (at - foundTo) / PackedSegment.BLOCK_HEADER_LENGTH
                    && PackedBytes.frame(file, checksum, at, number).isPresent()) {
                next = (int) number + 1;
                if (next > blockAt.length) {
                    blockAt = Arrays.copyOf(blockAt, Math.max(next, blockAt.length * 2));
                }
                blockAt[next - 1] = at;
                at = blockEnd(at, LittleEndian.getInt(header, 4));
                foundTo = at;
            } else {
                at += Long.BYTES;
            }
        }
        return Arrays.copyOf(blockAt, next);
    }

    /** Where a block with a frame of {@code frameLength} bytes ends. */
    static long blockEnd(long at, int frameLength) {
        return at + PackedSegment.BLOCK_HEADER_LENGTH + (frameLength + 7L & ~7L);
    }
}
