package io.tapedeck.log;

import java.util.Objects;

/**
 * A frame as it was read: a view of the bytes of its own sequence, of which nothing is taken out before it is asked for.
 *
 * <pre>
 *   0   4  checksum
 *   4   4  content length
 *   8   1  kind
 *   9   3  zeros
 *  12   4  stream id
 *  16   …  content, padded to a multiple of 8
 * </pre>
 */
final class Frame {
    static final int HEADER_LENGTH = 16;
    static final int CONTENT_LENGTH_MAX = 1 << 30;

    static final int STREAM = 1;
    static final int MESSAGE = 2;
    static final int STEP = 3;
    static final int GAP = 4;
    static final int SEGMENT_END = 255;

    private static final byte[] NO_FRAME = new byte[HEADER_LENGTH];

    private byte[] array = NO_FRAME;
    private int at;
    private long offset;
    private long end;

    /**
     * Becomes the frame that stands whole in an array.
     *
     * @param at where in the array
     * @param offset where it begins in the file
     * @param end where it ends in the file
     */
    Frame set(byte[] array, int at, long offset, long end) {
        this.array = array;
        this.at = at;
        this.offset = offset;
        this.end = end;
        return this;
    }

    /** The length of a frame with its header and padding. */
    static int lengthOf(int contentLength) {
        return HEADER_LENGTH + (contentLength + 7 & ~7);
    }

    /** Where it begins in the file. */
    long offset() {
        return offset;
    }

    /** Where it ends in the file. */
    long end() {
        return end;
    }

    int contentLength() {
        return LittleEndian.getInt(array, at + 4);
    }

    int kind() {
        return array[at + 8] & 0xFF;
    }

    int streamId() {
        return LittleEndian.getInt(array, at + 12);
    }

    Bytes content() {
        return content(0, contentLength());
    }

    /** A part of the content. */
    Bytes content(int from, int length) {
        return Bytes.wrap(array, place(from, length), length);
    }

    /** A byte of the content. */
    int getByte(int index) {
        return array[place(index, Byte.BYTES)];
    }

    /** An integer in the content. */
    int getInt(int index) {
        return LittleEndian.getInt(array, place(index, Integer.BYTES));
    }

    /** An integer of 64 bits in the content. */
    long getLong(int index) {
        return LittleEndian.getLong(array, place(index, Long.BYTES));
    }

    private int place(int index, int length) {
        return at + HEADER_LENGTH + Objects.checkFromIndexSize(index, length, contentLength());
    }
}
