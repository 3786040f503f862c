package io.tapedeck.log;

import java.util.Arrays;

/** One frame in the making, in a growing array: header, content, padding. */
final class FrameBuffer {
    private byte[] array = new byte[4096];
    private int length;

    void begin(int kind, int streamId) {
        LittleEndian.putLong(array, 0, 0);
        LittleEndian.putInt(array, 8, kind);
        LittleEndian.putInt(array, 12, streamId);
        length = Frame.HEADER_LENGTH;
    }

    /** Pads the frame and fills in its length. */
    void finish() {
        int contentLength = length - Frame.HEADER_LENGTH;
        if (contentLength > Frame.CONTENT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a record of " + contentLength + " bytes is larger than the limit of " + Frame.CONTENT_LENGTH_MAX);
        }
        int padded = Frame.lengthOf(contentLength);
        ensure(Long.BYTES);
        LittleEndian.putLong(array, length, 0);
        length = padded;
        LittleEndian.putInt(array, 4, contentLength);
    }

    /** Fills in the checksum for the place where the frame is to stand. */
    void seal(Checksum checksum, long offset) {
        LittleEndian.putInt(array, 0, checksum.of(array, 4, length - 4, offset));
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Makes room for {@code count} bytes, to be filled in by the caller; returns where they begin. */
    int reserve(int count) {
        ensure(count);
        int at = length;
        length += count;
        return at;
    }

    void putInt(int value) {
        ensure(4);
        LittleEndian.putInt(array, length, value);
        length += 4;
    }

    void putLong(long value) {
        ensure(8);
        LittleEndian.putLong(array, length, value);
        length += 8;
    }

    void putBytes(Bytes bytes) {
        ensure(bytes.length());
        bytes.copyTo(array, length);
        length += bytes.length();
    }

    private void ensure(int more) {
        if (array.length - length < more) {
            long wanted = Math.max(array.length * 2L, (long) length + more);
            if ((long) length + more > Frame.CONTENT_LENGTH_MAX + 4096L) {
                throw new IllegalArgumentException("a record of " + ((long) length + more)
                        + " bytes is larger than the limit of " + Frame.CONTENT_LENGTH_MAX);
            }
            array = Arrays.copyOf(array, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }
}
