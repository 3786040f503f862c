package io.tapedeck.log;

import java.io.IOException;

/**
 * The part of a segment that was read last, with what was read ahead. What is handed out are views of arrays that are
 * never changed again, unless {@link #reuse} allows it.
 *
 * <p>Why the next window is not read in the background: to wake a thread for it costs more than to read it.
 */
final class ReadWindow {
    /** As much as stays in the processor's cache. */
    static final int AHEAD_BYTES = 128 * 1024;
    /** What is read after a jump: a search wants a record, not the rest of the file. */
    private static final int AHEAD_BYTES_MIN = 1024;

    private final SegmentBytes source;
    private byte[] array = new byte[0];
    private int length;
    private long start;
    private int aheadBytes = AHEAD_BYTES_MIN;
    private boolean reused;
    private long bytesRead;

    ReadWindow(SegmentBytes source) {
        this.source = source;
    }

    /** From now on what is handed out is valid until the next read only. */
    void reuse() {
        reused = true;
    }

    /** The array in which {@link #find} finds. */
    byte[] array() {
        return array;
    }

    /** Where in {@link #array} an offset of the file is, if at least {@code count} bytes from it on are; or else -1. */
    int find(long offset, int count) {
        long at = offset - start;
        return at >= 0 && at <= length - count ? (int) at : -1;
    }

    /** The bytes of the window from a place in the array on. */
    int rest(int at) {
        return length - at;
    }

    /** A view of {@code count} bytes of the file, or of fewer where it ends. */
    Bytes read(long offset, int count) throws IOException {
        if (find(offset, count) < 0) {
            move(offset, count);
        }
        int at = (int) (offset - start);
        return Bytes.wrap(array, at, Math.clamp(length - at, 0, count));
    }

    private void move(long offset, int count) throws IOException {
        boolean onward = offset >= start && offset <= start + length;
        // Whoever goes back will soon want what is before.
        boolean backward = offset < start && offset + AHEAD_BYTES_MIN > start && length > 0;
        aheadBytes = onward || backward ? Math.min(aheadBytes * 4, AHEAD_BYTES) : AHEAD_BYTES_MIN;
        long from = backward ? Math.max(0, offset - aheadBytes * 3 / 4) : offset;
        fill(from, (int) Math.max(offset - from + count, aheadBytes));
    }

    private void fill(long from, int wanted) throws IOException {
        length = 0;
        if (reused) {
            if (array.length < wanted) {
                array = new byte[Math.max(wanted, AHEAD_BYTES)];
            }
            length = source.read(from, array, 0, wanted);
        } else {
            array = source.read(from, wanted);
            length = array.length;
        }
        start = from;
        bytesRead += length;
    }

    /** The same without reading ahead. */
    Bytes peek(long offset, int count) throws IOException {
        if (find(offset, count) >= 0) {
            return read(offset, count);
        }
        byte[] bytes = source.read(offset, count);
        bytesRead += bytes.length;
        return Bytes.wrap(bytes);
    }

    /** Forgets what was read ahead, so that the next read sees what was written since. */
    void forget() {
        length = 0;
    }

    /** The bytes read from the file so far. */
    long bytesRead() {
        return bytesRead;
    }
}
