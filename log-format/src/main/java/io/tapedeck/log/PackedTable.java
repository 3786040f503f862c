package io.tapedeck.log;

import java.io.IOException;
import java.util.List;

/** Where the blocks of a packed segment stand. */
final class PackedTable {
    private PackedTable() {}

    /**
     * Reads the offset of each block in the file; 0 where it was not found. Where the table is damaged, the blocks are
     * looked for one by one.
     *
     * @param damages where what is wrong with the table is put down
     */
    static long[] read(SegmentBytes file, PackedSegment head, List<Damage> damages) throws IOException {
        int count = Math.toIntExact(head.blocks());
        int length = PackedSegment.TABLE_HEADER_LENGTH + count * Long.BYTES;
        byte[] bytes = file.read(head.tableAt(), length);
        boolean intact = bytes.length == length
                && head.checksum().of(bytes, 4, length - 4, head.tableAt()) == LittleEndian.getInt(bytes, 0);
        if (!intact) {
            damages.add(new Damage(head.tableAt(), length, Damage.Kind.PACKING));
            return walk(file, head, count);
        }
        long[] blockAt = new long[count];
        for (int i = 0; i < count; i++) {
            blockAt[i] = LittleEndian.getLong(bytes, PackedSegment.TABLE_HEADER_LENGTH + i * Long.BYTES);
        }
        return blockAt;
    }

    /** Finds the blocks without the table: each begins where the one before ends, or at a multiple of 8 behind. */
    private static long[] walk(SegmentBytes file, PackedSegment head, int count) throws IOException {
        long[] blockAt = new long[count];
        Checksum checksum = head.checksum();
        long end = Math.min(file.size(), head.tableAt());
        long at = PackedSegment.LENGTH;
        int next = 0;
        while (next < count && at + PackedSegment.BLOCK_HEADER_LENGTH <= end) {
            byte[] header = file.read(at, PackedSegment.BLOCK_HEADER_LENGTH);
            long number = LittleEndian.getLong(header, 8);
            if (number >= next
                    && number < count
                    && PackedBytes.frame(file, checksum, at, number).isPresent()) {
                blockAt[(int) number] = at;
                next = (int) number + 1;
                at = blockEnd(at, LittleEndian.getInt(header, 4));
            } else {
                at += Long.BYTES;
            }
        }
        return blockAt;
    }

    /** Where a block with a frame of {@code frameLength} bytes ends. */
    static long blockEnd(long at, int frameLength) {
        return at + PackedSegment.BLOCK_HEADER_LENGTH + (frameLength + 7L & ~7L);
    }
}
