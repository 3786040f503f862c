package io.tapedeck.log;

import java.io.IOException;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Passes over the blocks of a segment that hold nothing but messages and steps, as most of a run log does: it looks at
 * the headers of their frames only. No checksum of a frame is verified, so a block counts only if there are as many
 * frames as the beacons before and behind it say: else a damaged length may have led over one. Damage in a content is
 * left to whoever reads it.
 */
final class BlockSkim {
    private static final int INTERVAL_BYTES_MAX = 1 << 20;

    private final SegmentReader segment;
    private final int intervalBytes;
    private byte[] block = new byte[0];

    BlockSkim(SegmentReader segment) {
        this.segment = segment;
        intervalBytes = segment.header().intervalBytes();
    }

    /**
     * Whether a block holds messages and steps only, none of which is wanted.
     *
     * @param from where its first frame begins
     * @param end where the first frame behind it begins
     * @return false too where that is not certain
     */
    boolean isWithout(IntPredicate kinds, long from, long end) throws IOException {
        if (kinds.test(Frame.MESSAGE) || kinds.test(Frame.STEP) || intervalBytes > INTERVAL_BYTES_MAX) {
            return false;
        }
        long number = from / intervalBytes;
        Optional<Beacon> behind = segment.beacon(number + 1);
        if (behind.isEmpty() || behind.get().nextFrame() != end) {
            return false;
        }
        long recordsBehind = behind.get().records();
        long recordsBefore =
                number == 0 ? 0 : segment.beacon(number).map(Beacon::records).orElse(Long.MAX_VALUE);
        int length = (int) ((number + 1) * intervalBytes - from);
        return read(from, length) && countMessagesAndSteps(length) == recordsBehind - recordsBefore;
    }

    private boolean read(long from, int length) throws IOException {
        if (block.length < length) {
            block = new byte[intervalBytes];
        }
        return segment.bytes().read(from, block, 0, length) == length;
    }

    /** How many messages and steps begin in the block; -1 where there is something else. */
    private long countMessagesAndSteps(int length) {
        long count = 0;
        for (int at = 0; at < length; count++) {
            int contentLength = at + Frame.HEADER_LENGTH <= length ? LittleEndian.getInt(block, at + 4) : -1;
            if (contentLength < 0 || contentLength > Frame.CONTENT_LENGTH_MAX) {
                return -1;
            }
            int kind = LittleEndian.getInt(block, at + 8); // with the zeros behind it
            if (kind != Frame.MESSAGE && kind != Frame.STEP) {
                return -1;
            }
            at += Frame.lengthOf(contentLength);
        }
        return count;
    }
}
