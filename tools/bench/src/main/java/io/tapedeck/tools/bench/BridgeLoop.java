package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/** A bridge that is a loop on the thread that runs it. */
interface BridgeLoop extends Bridge {
    /** Of a stream that has no end. */
    long ENDLESS = Long.MAX_VALUE;

    /**
     * Moves messages until it is told to stop.
     *
     * @param messages how many are there; it ends behind them. {@link #ENDLESS} where more may come
     */
    void run(Route route, long messages, BooleanSupplier stop) throws Exception;

    @Override
    default void move(Route route, long messages, Limit limit) throws IOException {
        try {
            run(route, messages, () -> {
                limit.check();
                return false;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("what is measured failed: " + e.getMessage(), e);
        }
    }

    @Override
    default Closeable follow(Route route) {
        return Following.start(stop -> run(route, ENDLESS, stop));
    }
}
