package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Something that goes on in a thread of its own until it is closed; why it failed is said then. */
final class Following implements Closeable {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean stop;

    private Following() {}

    /** What goes on, until what it is given says true. */
    interface Body {
        void run(BooleanSupplier stop) throws Exception;
    }

    static Following start(Body body) {
        Following following = new Following();
        Thread.ofPlatform().daemon().name("bench-following").start(() -> {
            try {
                body.run(() -> following.stop);
                following.end.complete(null);
            } catch (Exception e) {
                following.end.completeExceptionally(e);
            }
        });
        return following;
    }

    @Override
    public void close() throws IOException {
        stop = true;
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is measured failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
