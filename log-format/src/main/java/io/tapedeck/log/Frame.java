package io.tapedeck.log;

/**
 * A frame as it was read.
 *
 * <pre>
 *   0   4  checksum
 *   4   4  content length
 *   8   1  kind
 *   9   3  zeros
 *  12   4  stream id
 *  16   …  content, padded to a multiple of 8
 * </pre>
 *
 * @param offset where it begins in the file
 * @param end where it ends in the file
 */
record Frame(int kind, int streamId, Bytes content, long offset, long end) {
    static final int HEADER_LENGTH = 16;
    static final int CONTENT_LENGTH_MAX = 1 << 30;

    static final int STREAM = 1;
    static final int MESSAGE = 2;
    static final int STEP = 3;
    static final int GAP = 4;
    static final int SEGMENT_END = 255;

    /** The length of a frame with its header and padding. */
    static int lengthOf(int contentLength) {
        return HEADER_LENGTH + (contentLength + 7 & ~7);
    }
}
