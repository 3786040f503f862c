package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A read-only view of a range of bytes. Slicing never copies, so a record read from a log can hand out its
 * parts without touching them; whoever makes a view over an array promises not to change that array again.
 */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A view over the whole of {@code array}, which must not be changed afterwards. */
    public static Bytes wrap(byte[] array) {
        return wrap(array, 0, array.length);
    }

    /** A view over {@code length} bytes of {@code array}, which must not be changed afterwards. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /** The UTF-8 encoding of {@code text}. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether all of them are zeros. */
    boolean isZero() {
        for (int i = offset; i < offset + length; i++) {
            if (array[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The byte at {@code index}. */
    public byte get(int index) {
        return array[offset + java.util.Objects.checkIndex(index, length)];
    }

    /** A view of a part of this view. */
    public Bytes slice(int from, int sliceLength) {
        java.util.Objects.checkFromIndexSize(from, sliceLength, length);
        return wrap(array, offset + from, sliceLength);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A copy that shares nothing with a larger array; for views that outlive what they were cut from. */
    public Bytes copy() {
        return wrap(toByteArray());
    }

    /** A read-only little-endian buffer over the bytes, without a copy. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes read as UTF-8; what is malformed becomes U+FFFD. */
    public String toUtf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** Copies the bytes to {@code target}, from {@code targetOffset} on. */
    public void copyTo(byte[] target, int targetOffset) {
        System.arraycopy(array, offset, target, targetOffset, length);
    }

    /** The array underneath; package-private, for hashing and encoding without a copy. */
    byte[] array() {
        return array;
    }

    /** Where the view begins in {@link #array()}. */
    int offset() {
        return offset;
    }

    /** Unsigned lexicographic order. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && length == that.length && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Hexadecimal, cut after 32 bytes. */
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(array, offset, offset + Math.min(length, 32));
        return length > 32 ? shown + "… (" + length + " bytes)" : shown;
    }
}
