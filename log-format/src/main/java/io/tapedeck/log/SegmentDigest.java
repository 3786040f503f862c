package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The SHA-256 over the SHA-256s of a segment's parts, from its start on, with the marks taken as zeros. It is made in
 * the background, on all processors: behind a writer while it goes on, or beside a reader that verifies the frames. It
 * reads the file for itself, from the system's cache.
 */
final class SegmentDigest implements Closeable {
    static final int PART_BYTES = 16 * 1024;
    /** What is worth a task of its own. */
    private static final int TASK_BYTES = 64 * PART_BYTES;

    private final SegmentBytes bytes;
    private final List<CompletableFuture<byte[]>> tasks = new ArrayList<>();
    private volatile boolean closed;

    private SegmentDigest(SegmentBytes bytes) {
        this.bytes = bytes;
    }

    static SegmentDigest open(Path file) throws IOException {
        return new SegmentDigest(SegmentBytes.open(file));
    }

    /** Up to where the digest was asked for. */
    long asked() {
        return (long) tasks.size() * TASK_BYTES;
    }

    /** Begins with what is before {@code end}, which is in the file and does not change any more, as far as it is whole. */
    void advance(long end) {
        while (asked() + TASK_BYTES <= end) {
            begin(asked() + TASK_BYTES);
        }
    }

    private void begin(long end) {
        long from = asked();
        tasks.add(CompletableFuture.supplyAsync(() -> digests(from, end), Background.PROCESSORS));
    }

    /** The digests of the parts between two offsets, one behind the other. */
    private byte[] digests(long from, long end) {
        try {
            MessageDigest digest = Sha256.start();
            ByteBuffer digests = ByteBuffer.allocate((int) Math.ceilDiv(end - from, PART_BYTES) * Sha256.LENGTH);
            byte[] part = new byte[PART_BYTES];
            for (long at = from; at < end && !closed; at += PART_BYTES) {
                int length = (int) Math.min(PART_BYTES, end - at);
                if (bytes.read(at, part, 0, length) < length) {
                    throw new IOException("a segment became shorter while it was read");
                }
                if (at == 0) {
                    Arrays.fill(part, DurableMark.FIRST_AT, SegmentHeader.LENGTH, (byte) 0);
                }
                digest.update(part, 0, length);
                digests.put(digest.digest());
            }
            return digests.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digests the rest up to {@code end}, and waits for all. */
    Bytes finish(long end) throws IOException {
        advance(end);
        if (asked() < end) {
            begin(end);
        }
        MessageDigest all = Sha256.start();
        try {
            tasks.forEach(task -> all.update(task.join()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        }
        return Bytes.wrap(all.digest());
    }

    /** Stops what is going on in the background. */
    @Override
    public void close() throws IOException {
        closed = true;
        tasks.forEach(task -> task.exceptionally(ignored -> new byte[0]).join());
        bytes.close();
    }
}
