package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One frame in the making: header, content, padding. It is made in the place from which it will be written, and only
 * where it does not fit there, or a beacon interrupts it, in a growing buffer of its own.
 */
final class FrameBuffer {
    private ByteBuffer apart = littleEndian(ByteBuffer.allocate(4096));
    private ByteBuffer bytes = apart;
    private boolean inPlace;
    private int start;
    private int length;

    /** A buffer as this class wants them. */
    static ByteBuffer littleEndian(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins a frame at the position of {@code place}, a little-endian buffer, which is not moved. */
    void begin(ByteBuffer place, int kind, int streamId) {
        bytes = place;
        inPlace = true;
        start = place.position();
        length = 0;
        ensure(Frame.HEADER_LENGTH);
        bytes.putLong(start, 0);
        bytes.putInt(start + 8, kind);
        bytes.putInt(start + 12, streamId);
        length = Frame.HEADER_LENGTH;
    }

    /** Pads the frame and fills in its length. */
    void finish() {
        int contentLength = length - Frame.HEADER_LENGTH;
        if (contentLength > Frame.CONTENT_LENGTH_MAX) {
            throw tooLarge(contentLength);
        }
        int padded = Frame.lengthOf(contentLength);
        ensure(Long.BYTES);
        bytes.putLong(start + length, 0);
        length = padded;
        bytes.putInt(start + 4, contentLength);
    }

    /** Fills in the checksum for the place in the file where the frame is to stand. */
    void seal(Checksum checksum, long offset) {
        bytes.limit(start + length).position(start + Integer.BYTES);
        int value = checksum.ofRest(bytes, offset);
        bytes.limit(bytes.capacity()).position(start);
        bytes.putInt(start, value);
    }

    int length() {
        return length;
    }

    /** Whether the frame is where {@link #begin} was told to make it. */
    boolean inPlace() {
        return inPlace;
    }

    /** The frame, from the start of a buffer on that is its own. */
    ByteBuffer apart() {
        if (inPlace) {
            moveApart(0);
        }
        return apart;
    }

    /** Makes room for {@code count} bytes, to be filled in by {@link #setInt} and the like; returns where they begin. */
    int reserve(int count) {
        ensure(count);
        int at = length;
        length += count;
        return at;
    }

    void setInt(int at, int value) {
        bytes.putInt(start + at, value);
    }

    void setLong(int at, long value) {
        bytes.putLong(start + at, value);
    }

    void putInt(int value) {
        setInt(reserve(Integer.BYTES), value);
    }

    void putLong(long value) {
        setLong(reserve(Long.BYTES), value);
    }

    void putBytes(Bytes content) {
        int at = reserve(content.length());
        bytes.put(start + at, content.array(), content.offset(), content.length());
    }

    private void ensure(int more) {
        if (bytes.capacity() - start - length < more) {
            moveApart(more);
        }
    }

    private void moveApart(int more) {
        long wanted = (long) length + more;
        if (wanted > Frame.CONTENT_LENGTH_MAX + 4096L) {
            throw tooLarge(wanted);
        }
        boolean copied = inPlace;
        if (apart.capacity() < wanted) {
            long doubled = Math.min(Math.max(apart.capacity() * 2L, wanted), Integer.MAX_VALUE - 16);
            apart = littleEndian(ByteBuffer.allocate((int) doubled));
            copied = true;
        }
        if (copied) {
            apart.put(0, bytes, start, length);
        }
        bytes = apart;
        inPlace = false;
        start = 0;
    }

    private static IllegalArgumentException tooLarge(long contentLength) {
        return new IllegalArgumentException(
                "a record of " + contentLength + " bytes is larger than the limit of " + Frame.CONTENT_LENGTH_MAX);
    }
}
