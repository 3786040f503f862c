package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.XxHash64;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts bytes that arrive in pieces into records, which end with a line feed or a carriage return and a line
 * feed; neither is part of the record.
 *
 * <pre>
 *   array  | history, ≤ 256 B | record and its end | found, not yet looked at | free |
 *                             ^ start              ^ next                     ^ end
 * </pre>
 *
 * The history is what stands before the next record in the source; its hash is a fingerprint by which a
 * resumed source tells whether the bytes that it read are still there.
 */
public final class RecordBuffer {
    /** How many bytes a fingerprint covers, or all where there are fewer. */
    public static final int FINGERPRINT_BYTES = 256;

    private static final int READ_BYTES = 256 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final RecordFraming framing;
    private byte[] array = new byte[FINGERPRINT_BYTES + 2 * READ_BYTES];
    private int start;
    private int next;
    private int end;
    private int scanned;
    private int recordEnd;
    private long offset;
    private long lineFeeds;

    /** Where bytes come from. */
    @FunctionalInterface
    public interface Input {
        /** Reads at most {@code length} bytes; returns how many, or -1 at the end. */
        int read(byte[] array, int offset, int length) throws IOException;
    }

    /** A buffer at the start of a source. */
    public RecordBuffer(RecordFraming framing) {
        this(framing, new byte[0], 0, 0);
    }

    /**
     * A buffer that goes on within a source.
     *
     * @param history the {@link #FINGERPRINT_BYTES} bytes before {@code offset}, or all where there are fewer
     * @param offset where it goes on, in bytes from the source's start
     * @param lineFeeds how many line feeds stand before it
     */
    public RecordBuffer(RecordFraming framing, byte[] history, long offset, long lineFeeds) {
        this.framing = framing;
        this.offset = offset;
        this.lineFeeds = lineFeeds;
        System.arraycopy(history, 0, array, 0, history.length);
        start = history.length;
        next = start;
        end = start;
        scanned = start;
        framing.restart();
    }

    /** The fingerprint of bytes. */
    public static long fingerprint(byte[] bytes) {
        return XxHash64.hash(bytes, 0, bytes.length, 0);
    }

    /** Takes more bytes from an input; returns how many, or -1 at its end. */
    public int fill(Input input) throws IOException {
        makeRoom(READ_BYTES);
        int count = input.read(array, end, READ_BYTES);
        end += Math.max(0, count);
        return count;
    }

    /** Takes more bytes. */
    public void append(Bytes bytes) {
        makeRoom(bytes.length());
        bytes.copyTo(array, end);
        end += bytes.length();
    }

    /** Passes over a byte order mark at the start of the source. False where it is too early to tell. */
    public boolean skipByteOrderMark() {
        int length = Math.min(BYTE_ORDER_MARK.length, end - next);
        boolean same = Arrays.equals(array, next, next + length, BYTE_ORDER_MARK, 0, length);
        if (same && length == BYTE_ORDER_MARK.length) {
            offset += length;
            start = next + length;
            next = start;
            scanned = start;
        }
        return !same || length == BYTE_ORDER_MARK.length;
    }

    /** Goes to the next record; false where its end is not there yet. */
    public boolean advance() {
        int lineFeed = framing.indexOfEnd(array, scanned, end);
        if (lineFeed < 0) {
            scanned = end;
            return false;
        }
        boolean hasReturn = lineFeed > next && array[lineFeed - 1] == '\r';
        take(hasReturn ? lineFeed - 1 : lineFeed, lineFeed + 1);
        return true;
    }

    /** Goes to what is left without an end, at the end of a source; false where nothing is. */
    public boolean advanceToRest() {
        if (next == end) {
            return false;
        }
        scanned = end;
        take(end, end);
        return true;
    }

    /** A copy of the record. */
    public Bytes record() {
        return Bytes.wrap(Arrays.copyOfRange(array, start, recordEnd));
    }

    /** The record's length, in bytes. */
    public int recordBytes() {
        return recordEnd - start;
    }

    /** The bytes of the next record that are there already, while its end is not. */
    public int pendingBytes() {
        return end - next;
    }

    /** How far the source was read into this buffer, in bytes from its start. */
    public long filledTo() {
        return offset + (end - next);
    }

    /** Where the next record begins, in bytes from the source's start. */
    public long offset() {
        return offset;
    }

    /** The line feeds before the next record. */
    public long lineFeeds() {
        return lineFeeds;
    }

    /** The hash of the {@link #FINGERPRINT_BYTES} bytes before the next record, or all where there are fewer. */
    public long fingerprint() {
        int from = (int) Math.max(next - Math.min(FINGERPRINT_BYTES, offset), 0);
        return XxHash64.hash(array, from, next - from, 0);
    }

    private void take(int newRecordEnd, int newNext) {
        start = next;
        recordEnd = newRecordEnd;
        offset += newNext - next;
        next = newNext;
        scanned = newNext;
        lineFeeds += framing.lineFeeds();
        framing.restart();
    }

    /** Moves what is still needed to the front, or to a larger array, so that {@code bytes} more have room. */
    private void makeRoom(int bytes) {
        if (array.length - end >= bytes) {
            return;
        }
        int from = Math.max(0, next - FINGERPRINT_BYTES);
        int kept = end - from;
        byte[] target = array;
        if (array.length - kept < bytes) {
            long wanted = Math.max((long) kept + bytes, Math.min(array.length * 2L, Integer.MAX_VALUE - 8L));
            target = new byte[Math.toIntExact(wanted)];
        }
        System.arraycopy(array, from, target, 0, kept);
        array = target;
        next -= from;
        start = next;
        recordEnd = next;
        scanned -= from;
        end = kept;
    }
}
