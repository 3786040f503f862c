package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The SHA-256 of a segment from its start on, with the marks taken as zeros, made in the background: behind a writer
 * while it goes on, or beside a reader that verifies the frames. It reads the file for itself, from the system's cache.
 */
final class SegmentDigest implements Closeable {
    private static final int READ_BYTES = 64 * 1024;

    private final SegmentBytes bytes;
    private final MessageDigest digest = Sha256.start();
    private final byte[] buffer = new byte[READ_BYTES];
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private long asked;
    private long done;
    private volatile boolean closed;

    private SegmentDigest(SegmentBytes bytes) {
        this.bytes = bytes;
    }

    static SegmentDigest open(Path file) throws IOException {
        return new SegmentDigest(SegmentBytes.open(file));
    }

    /** Up to where bytes were asked to be digested. */
    long asked() {
        return asked;
    }

    /** Digests the bytes up to {@code end}, which are in the file and do not change any more, in the background. */
    void advance(long end) {
        asked = end;
        work = work.thenRunAsync(() -> digestTo(end), Background.THREADS);
    }

    private void digestTo(long end) {
        try {
            while (done < end && !closed) {
                int read = bytes.read(done, buffer, 0, (int) Math.min(READ_BYTES, end - done));
                if (read == 0) {
                    throw new IOException("a segment became shorter while it was read");
                }
                if (done == 0) {
                    Arrays.fill(buffer, DurableMark.FIRST_AT, Math.min(read, SegmentHeader.LENGTH), (byte) 0);
                }
                digest.update(buffer, 0, read);
                done += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digests the rest up to {@code end}, and waits for it. */
    Bytes finish(long end) throws IOException {
        advance(end);
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        }
        return Bytes.wrap(digest.digest());
    }

    /** Stops what is going on in the background. */
    @Override
    public void close() throws IOException {
        closed = true;
        work.exceptionally(ignored -> null).join();
        bytes.close();
    }
}
