package io.tapedeck.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads one part of a segment in the background, while the part before it is in use. Two arrays take turns. */
final class ReadAhead {
    /** Room before a part, for the bytes before it that are still wanted. */
    private static final int KEPT_MAX = 64 * 1024;

    private final SegmentBytes source;
    private byte[] target = new byte[KEPT_MAX + ReadWindow.AHEAD_BYTES];
    private byte[] other = new byte[KEPT_MAX + ReadWindow.AHEAD_BYTES];
    private long offset = -1;
    private CompletableFuture<Integer> reading = CompletableFuture.completedFuture(0);

    ReadAhead(SegmentBytes source) {
        this.source = source;
    }

    /** Begins to read what is at an offset. */
    void begin(long from) {
        drop();
        offset = from;
        byte[] into = target;
        reading = CompletableFuture.supplyAsync(() -> read(from, into), Background.THREADS);
    }

    private int read(long from, byte[] into) {
        try {
            return source.read(from, into, KEPT_MAX, ReadWindow.AHEAD_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for what is read at an offset.
     *
     * @param kept how many bytes before it in the array are to be free for the caller
     * @return a view of an array that is overwritten after the next call; empty where something else is read, or nothing
     */
    Bytes take(long from, int kept) {
        if (offset != from || kept > KEPT_MAX) {
            return Bytes.EMPTY;
        }
        try {
            int length = reading.join();
            offset = -1;
            byte[] taken = target;
            target = other;
            other = taken;
            return Bytes.wrap(taken, KEPT_MAX, length);
        } catch (CompletionException e) {
            offset = -1;
            return Bytes.EMPTY; // who reads it for himself is told why
        }
    }

    /** Gives up what is being read, and waits until nothing is. */
    void drop() {
        offset = -1;
        reading.exceptionally(ignored -> 0).join();
    }
}
