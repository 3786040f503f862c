package io.tapedeck.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The part of a segment that was read last, with what was read ahead. Whoever reads on finds the next part read in the
 * background. What is handed out are views of arrays that are never changed again, unless {@link #reuse} allows it.
 */
final class ReadWindow {
    /** As much as stays in the processor's cache. */
    static final int AHEAD_BYTES = 128 * 1024;
    /** What is read after a jump: a search wants a record, not the rest of the file. */
    private static final int AHEAD_BYTES_MIN = 1024;

    private final SegmentBytes source;
    private byte[] array = new byte[0];
    private int base;
    private int length;
    private long start;
    private int aheadBytes = AHEAD_BYTES_MIN;
    private Optional<ReadAhead> ahead = Optional.empty();
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
        return at >= 0 && at <= length - count ? base + (int) at : -1;
    }

    /** The bytes of the window from a place in the array on. */
    int rest(int at) {
        return base + length - at;
    }

    /** A view of {@code count} bytes of the file, or of fewer where it ends. */
    Bytes read(long offset, int count) throws IOException {
        if (find(offset, count) < 0) {
            move(offset, count);
        }
        int at = (int) (offset - start);
        return Bytes.wrap(array, base + at, Math.clamp(length - at, 0, count));
    }

    private void move(long offset, int count) throws IOException {
        boolean onward = offset >= start && offset <= start + length;
        if (onward && moveAhead(offset) && find(offset, count) >= 0) {
            return;
        }
        // Whoever goes back will soon want what is before.
        boolean backward = offset < start && offset + AHEAD_BYTES_MIN > start && length > 0;
        boolean steady = onward && aheadBytes == AHEAD_BYTES;
        aheadBytes = onward ? Math.min(aheadBytes * 4, AHEAD_BYTES) : AHEAD_BYTES_MIN;
        long from = backward ? Math.max(0, offset - aheadBytes * 3 / 4) : offset;
        array = source.read(from, (int) Math.max(offset - from + count, aheadBytes));
        base = 0;
        length = array.length;
        start = from;
        bytesRead += length;
        if (steady && ahead.isEmpty()) {
            ahead = Optional.of(new ReadAhead(source));
        }
        if (steady && length >= AHEAD_BYTES) {
            ahead.orElseThrow().begin(start + length);
        }
    }

    /** Goes to an offset in this window, with what was read behind it in the background; false where nothing was. */
    private boolean moveAhead(long offset) {
        if (ahead.isEmpty()) {
            return false;
        }
        long end = start + length;
        int kept = (int) (end - offset);
        Bytes part = ahead.get().take(end, kept);
        if (part.isEmpty()) {
            return false;
        }
        int from = part.offset() - kept;
        System.arraycopy(array, base + length - kept, part.array(), from, kept);
        array = reused ? part.array() : Arrays.copyOfRange(part.array(), from, part.offset() + part.length());
        base = reused ? from : 0;
        length = kept + part.length();
        start = offset;
        bytesRead += part.length();
        if (part.length() == AHEAD_BYTES) {
            ahead.get().begin(start + length);
        }
        return true;
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
        ahead.ifPresent(ReadAhead::drop);
    }

    /** The bytes read from the file so far. */
    long bytesRead() {
        return bytesRead;
    }
}
