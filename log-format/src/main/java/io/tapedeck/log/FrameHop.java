package io.tapedeck.log;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds a message behind a beacon by hopping from frame to frame by their lengths. No checksum is verified on the way,
 * so what is found is taken only if it proves that nothing was missed: the message and the one before it are intact,
 * one is sought and the other not, and the ordinals say how many were hopped over. Else the frames are read one by one.
 */
final class FrameHop {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final SegmentReader segment;
    private final SeekTarget.Ascending target;
    private final long blockEnd;
    private long at;
    private long before = -1;
    private long messages;

    private FrameHop(SegmentReader segment, SeekTarget.Ascending target, long from) {
        this.segment = segment;
        this.target = target;
        at = from;
        long interval = segment.header().intervalBytes();
        blockEnd = from - from % interval + interval;
    }

    /**
     * The offset of the first message that fits.
     *
     * @param from where the first frame behind a beacon begins
     * @param ordinal the ordinal that the beacon tells
     * @return empty where frames are to be read one by one
     */
    static OptionalLong find(SegmentReader segment, SeekTarget target, long from, long ordinal) throws IOException {
        if (!(target instanceof SeekTarget.Ascending ascending)) {
            return OptionalLong.empty();
        }
        FrameHop hop = new FrameHop(segment, ascending, from);
        Optional<MemorySegment> block = segment.bytes().memory(from, hop.blockEnd - from);
        return block.isPresent() && hop.reach(block.get()) && hop.isProven(ordinal)
                ? OptionalLong.of(hop.at)
                : OptionalLong.empty();
    }

    /** Hops to the first message that seems to fit; false where the block ends before. */
    private boolean reach(MemorySegment block) {
        long start = at;
        while (at + Frame.HEADER_LENGTH + RecordEncoder.MESSAGE_FIXED_LENGTH <= blockEnd) {
            long in = at - start;
            int contentLength = block.get(INT, in + 4);
            if (contentLength < 0 || contentLength > Frame.CONTENT_LENGTH_MAX) {
                return false;
            }
            if ((block.get(INT, in + 8) & 0xFF) == Frame.MESSAGE) {
                if (block.get(LONG, in + Frame.HEADER_LENGTH + target.field()) >= target.least()) {
                    return true;
                }
                before = at;
                messages++;
            }
            at += Frame.lengthOf(contentLength);
        }
        return false;
    }

    private boolean isProven(long ordinal) throws IOException {
        boolean lastDoesNotFit = before < 0
                || segment.read(before) instanceof SegmentReader.Read.Found(Frame last) && !target.fits(last);
        return lastDoesNotFit
                && segment.read(at) instanceof SegmentReader.Read.Found(Frame found)
                && found.kind() == Frame.MESSAGE
                && target.fits(found)
                && RecordDecoder.ordinal(found) == ordinal + messages + 1;
    }
}
